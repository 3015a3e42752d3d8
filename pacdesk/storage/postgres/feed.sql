-- What changed, one number a transaction, given at its commit: who asks "what came after n" misses nothing,
-- whatever order others wrote and committed in. Each number seals the one before it. Kept for 180 days.
SET LOCAL ROLE pacdesk_owner;

-- An empty table to wait at: an advisory lock could be taken, and held, by anybody.
CREATE TABLE IF NOT EXISTS app.feed_gate ();

CREATE TABLE IF NOT EXISTS app.feed_head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    n bigint NOT NULL, hash text NOT NULL, at timestamptz NOT NULL,
    low bigint NOT NULL, low_hash text NOT NULL
);
INSERT INTO app.feed_head (n, hash, at, low, low_hash) VALUES (0, '', '-infinity', 0, '')
ON CONFLICT DO NOTHING;

-- The transaction's own number finds its entry until it has its place, and is then forgotten: in a restored
-- server the same numbers come again.
CREATE TABLE IF NOT EXISTS app.feed (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid xid8 UNIQUE DEFAULT pg_current_xact_id(),
    n bigint UNIQUE, at timestamptz, login name NOT NULL DEFAULT session_user,
    sender text DEFAULT nullif(current_setting('pacdesk.sender', true), ''),
    body text, hash text
);

CREATE TABLE IF NOT EXISTS app.feed_rows (
    entry bigint NOT NULL, ord bigint GENERATED ALWAYS AS IDENTITY, kind text NOT NULL,
    place text NOT NULL, op text NOT NULL, row_id uuid NOT NULL, ticket_id uuid,
    old_portfolio uuid, new_portfolio uuid, PRIMARY KEY (entry, ord)
);

CREATE OR REPLACE FUNCTION app.feed_entry() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_id bigint;
BEGIN
    SELECT f.id INTO found_id FROM app.feed f WHERE f.xid = pg_current_xact_id();
    IF NOT FOUND THEN
        INSERT INTO app.feed DEFAULT VALUES RETURNING id INTO found_id;
    END IF;
    RETURN found_id;
END $$;

-- The same bytes as desk/checks/feed.py.
CREATE OR REPLACE FUNCTION app.number_feed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head app.feed_head;
    places text;
    sealed text;
    told timestamptz;
BEGIN
    SELECT encode(sha256(convert_to(string_agg(concat_ws(' ', r.place, r.op, r.row_id,
               coalesce(r.ticket_id::text, '-'), coalesce(r.old_portfolio::text, '-'),
               coalesce(r.new_portfolio::text, '-')), E'\n' ORDER BY r.ord), 'UTF8')), 'hex'),
           string_agg(DISTINCT r.place, ' ')
    INTO sealed, places FROM app.feed_rows r WHERE r.entry = new.id;
    -- Only who makes constraints immediate comes here before his rows do.
    IF sealed IS NULL THEN
        RAISE EXCEPTION 'numbered at the commit, not before' USING ERRCODE = '42501';
    END IF;
    LOCK TABLE app.feed_gate IN EXCLUSIVE MODE;
    SELECT * INTO head FROM app.feed_head;
    told := greatest(clock_timestamp(), head.at);
    UPDATE app.feed_head SET n = head.n + 1, at = told, hash = encode(sha256(convert_to(concat_ws(E'\n',
        head.hash, head.n + 1, (extract(epoch FROM told) * 1000000)::bigint, new.login, sealed), 'UTF8')), 'hex')
    RETURNING * INTO head;
    UPDATE app.feed SET xid = NULL, n = head.n, at = told, body = sealed, hash = head.hash WHERE id = new.id;
    -- A window pokes the others itself.
    IF new.sender IS NULL THEN
        PERFORM pg_notify('pacdesk', '- ' || places);
    END IF;
    IF head.n % 256 = 0 THEN
        PERFORM app.prune_feed();
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION app.prune_feed() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last app.feed;
BEGIN
    SELECT f.* INTO last FROM (SELECT * FROM app.feed WHERE n IS NOT NULL ORDER BY n LIMIT 2000) f
    WHERE f.at < clock_timestamp() - interval '180 days' ORDER BY f.n DESC LIMIT 1;
    IF FOUND THEN
        DELETE FROM app.feed_rows r USING app.feed f WHERE f.id = r.entry AND f.n <= last.n;
        DELETE FROM app.feed f WHERE f.n <= last.n;
        UPDATE app.feed_head SET low = last.n, low_hash = last.hash;
    END IF;
END $$;

DROP TRIGGER IF EXISTS feed_numbered ON app.feed;
CREATE CONSTRAINT TRIGGER feed_numbered AFTER INSERT ON app.feed DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION app.number_feed();

-- A command holds its lock while it is under way (storage/outcome.py): a function of ours, so that the server's
-- own, by which one could stand in the way of more than that, need be open to nobody.
CREATE OR REPLACE FUNCTION app.hold(command bigint) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- A command's number comes of its id and is never small; small ones are locks of the desk's (wall.py).
    IF command BETWEEN 0 AND 1000000 THEN
        RAISE insufficient_privilege USING MESSAGE = 'no command has this number';
    END IF;
    PERFORM pg_advisory_xact_lock(command);
END $$;

-- One function for each shape of table: what is known of a row's ticket and portfolio.
DO $do$
DECLARE shape record;
BEGIN
    FOR shape IN SELECT * FROM (VALUES
        ('register', 'register', 'NULL::uuid', 'NULL::uuid'),
        ('client', 'client', 'NULL::uuid', '?.portfolio_id'),
        ('ticket', 'ticket', '?.ticket_id', '?.portfolio_id'),
        ('tickets', 'ticket', '?.id', '?.portfolio_id')
    ) AS shapes(name, kind, ticket, portfolio) LOOP
        EXECUTE format($make$
            CREATE OR REPLACE FUNCTION app.feed_%1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = pg_catalog, pg_temp AS $body$
            DECLARE
                its bigint;
            BEGIN
                IF tg_op = 'INSERT' THEN
                    IF EXISTS (SELECT FROM fresh) THEN
                        its := app.feed_entry();
                        INSERT INTO app.feed_rows (entry, kind, place, op, row_id, ticket_id, new_portfolio)
                        SELECT its, '%2$s', tg_table_name, 'I', n.id, %3$s, %4$s FROM fresh n;
                    END IF;
                ELSIF tg_op = 'UPDATE' THEN
                    IF EXISTS (SELECT FROM fresh) THEN
                        its := app.feed_entry();
                        INSERT INTO app.feed_rows (entry, kind, place, op, row_id, ticket_id, old_portfolio,
                                                   new_portfolio)
                        SELECT its, '%2$s', tg_table_name, 'U', n.id, %3$s, %6$s, %4$s
                        FROM fresh n JOIN gone o ON o.id = n.id;
                    END IF;
                ELSIF EXISTS (SELECT FROM gone) THEN
                    its := app.feed_entry();
                    INSERT INTO app.feed_rows (entry, kind, place, op, row_id, ticket_id, old_portfolio)
                    SELECT its, '%2$s', tg_table_name, 'D', o.id, %5$s, %6$s FROM gone o;
                END IF;
                RETURN NULL;
            END $body$ $make$,
            shape.name, shape.kind,
            replace(shape.ticket, '?', 'n'), replace(shape.portfolio, '?', 'n'),
            replace(shape.ticket, '?', 'o'), replace(shape.portfolio, '?', 'o'));
    END LOOP;
END $do$;

RESET ROLE;

DO $$
DECLARE
    one record;
    shape text;
BEGIN
    FOR one IN SELECT t.tgname, t.tgrelid::regclass AS place FROM pg_trigger t
               WHERE t.tgname IN ('feed_added', 'feed_changed', 'feed_dropped') LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', one.tgname, one.place);
    END LOOP;
    -- What the wall shows by itself: counters, heads and what search keeps follow from the rest.
    FOR one IN SELECT * FROM wall_plan
               WHERE (kind IN ('register', 'client', 'ticket') OR place = 'tickets')
                 AND place NOT IN ('number_sequences', 'ticket_heads') LOOP
        shape := CASE WHEN one.place = 'tickets' THEN 'tickets' ELSE one.kind END;
        EXECUTE format('CREATE TRIGGER feed_added AFTER INSERT ON public.%I REFERENCING NEW TABLE AS fresh '
                       'FOR EACH STATEMENT EXECUTE FUNCTION app.feed_%s()', one.place, shape);
        EXECUTE format('CREATE TRIGGER feed_changed AFTER UPDATE ON public.%I REFERENCING OLD TABLE AS gone '
                       'NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION app.feed_%s()', one.place, shape);
        EXECUTE format('CREATE TRIGGER feed_dropped AFTER DELETE ON public.%I REFERENCING OLD TABLE AS gone '
                       'FOR EACH STATEMENT EXECUTE FUNCTION app.feed_%s()', one.place, shape);
    END LOOP;
    FOR one IN SELECT unnest(ARRAY['feed_gate', 'feed_head', 'feed', 'feed_rows']) AS place LOOP
        EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', one.place);
        EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', one.place);
        EXECUTE format('DROP POLICY IF EXISTS wall_owner ON app.%I', one.place);
        EXECUTE format('DROP POLICY IF EXISTS wall_see ON app.%I', one.place);
        EXECUTE format('CREATE POLICY wall_owner ON app.%I TO pacdesk_owner USING (true) WITH CHECK (true)',
                       one.place);
        EXECUTE format('REVOKE ALL ON app.%I FROM PUBLIC, pacdesk_people', one.place);
    END LOOP;
END $$;

CREATE POLICY wall_see ON app.feed_head FOR SELECT TO pacdesk_people USING ((SELECT app.me()) IS NOT NULL);
CREATE POLICY wall_see ON app.feed FOR SELECT TO pacdesk_people
USING (n IS NOT NULL AND (SELECT app.me()) IS NOT NULL);
-- Of a row only what the wall shows him, or showed before it left his portfolios.
CREATE POLICY wall_see ON app.feed_rows FOR SELECT TO pacdesk_people USING (CASE kind
    WHEN 'register' THEN (SELECT app.me()) IS NOT NULL
    WHEN 'client' THEN new_portfolio = ANY ((SELECT app.my_client_portfolios())::uuid[])
        OR old_portfolio = ANY ((SELECT app.my_client_portfolios())::uuid[])
    ELSE new_portfolio = ANY ((SELECT app.my_whole())::uuid[])
        OR old_portfolio = ANY ((SELECT app.my_whole())::uuid[])
        OR EXISTS (SELECT FROM covered.seen_tickets t WHERE t.id = ticket_id)
END);

GRANT SELECT ON app.feed_head, app.feed_rows TO pacdesk_people;
GRANT SELECT (id, n, at, login, sender, body, hash) ON app.feed TO pacdesk_people;
GRANT EXECUTE ON FUNCTION app.hold(bigint) TO pacdesk_people;
