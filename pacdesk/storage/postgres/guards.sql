-- What a client sends and the desk knows better is written over; what nobody may change is refused.
-- Owners keep what they send: they move desks and restore them.
SET LOCAL ROLE pacdesk_owner;

-- As the caller, before the chain is touched: an entry on a ticket out of sight tells nothing of it.
CREATE OR REPLACE FUNCTION app.demand_ticket() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.tickets t WHERE t.id = new.ticket_id) THEN
        RAISE EXCEPTION 'no such ticket' USING ERRCODE = '42501';
    END IF;
    RETURN new;
END $$;

-- The place in the chain, as desk/tickets/rules.py counts it: the same bytes. It is taken from the last event
-- and not from the head: an insert that ends in ON CONFLICT DO NOTHING comes here too.
CREATE OR REPLACE FUNCTION app.chain_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last public.ticket_events;
BEGIN
    IF pg_has_role(session_user, 'pacdesk_owner', 'member') THEN
        RETURN new;
    END IF;
    PERFORM FROM public.ticket_heads h WHERE h.ticket_id = new.ticket_id FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO public.ticket_heads (ticket_id, portfolio_id, last_number, last_hash, last_recorded_at)
        VALUES (new.ticket_id, new.portfolio_id, 0, '', clock_timestamp());
    END IF;
    SELECT * INTO last FROM public.ticket_events e WHERE e.ticket_id = new.ticket_id
    ORDER BY e.number DESC LIMIT 1;
    IF new.actor_id IS NOT NULL OR NOT app.has_right('import.history', 'import.data') THEN
        new.actor_id := app.me();
        new.actor_label := app.my_name();
    END IF;
    new.number := coalesce(last.number, 0) + 1;
    new.recorded_by := session_user;
    new.recorded_at := greatest(clock_timestamp(), last.recorded_at);
    new.commitment := encode(sha256(
        convert_to(new.salt, 'UTF8') || convert_to(new.payload, 'UTF8')), 'hex');
    new.hash := encode(sha256(convert_to(concat_ws(E'\n',
        coalesce(last.hash, ''), new.ticket_id, new.number, new.kind, new.recorded_by,
        (extract(epoch FROM new.recorded_at) * 1000000)::bigint, new.commitment), 'UTF8')), 'hex');
    RETURN new;
END $$;

CREATE OR REPLACE FUNCTION app.move_head() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(session_user, 'pacdesk_owner', 'member') THEN
        UPDATE public.ticket_heads h
        SET last_number = new.number, last_hash = new.hash, last_recorded_at = new.recorded_at
        WHERE h.ticket_id = new.ticket_id AND h.last_number < new.number;
    END IF;
    RETURN NULL;
END $$;

-- Heads follow their events; what a person writes there himself is left out.
CREATE OR REPLACE FUNCTION app.keep_head() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pg_has_role(current_user, 'pacdesk_owner', 'member') THEN
        RETURN new;
    END IF;
    RETURN CASE WHEN tg_op = 'UPDATE' THEN old END;
END $$;

-- A row's version goes up by one with every change, or stays where only `free` columns change (arguments).
CREATE OR REPLACE FUNCTION app.keep_version() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pg_has_role(current_user, 'pacdesk_owner', 'member') THEN
        RETURN new;
    END IF;
    IF tg_op = 'INSERT' THEN
        new.version := 1;
    ELSIF new.id <> old.id THEN
        RAISE EXCEPTION 'the id of a row stays' USING ERRCODE = '42501';
    ELSIF new.version = old.version
        AND to_jsonb(new) - coalesce(tg_argv, '{}') IS DISTINCT FROM to_jsonb(old) - coalesce(tg_argv, '{}') THEN
        RAISE EXCEPTION 'a changed row needs its next version' USING ERRCODE = '42501';
    ELSIF new.version NOT IN (old.version, old.version + 1) THEN
        RAISE EXCEPTION 'a version goes up by one' USING ERRCODE = '42501';
    END IF;
    RETURN new;
END $$;

CREATE OR REPLACE FUNCTION app.sign() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'pacdesk_owner', 'member') THEN
        new.actor_id := app.me();
        new.actor_label := app.my_name();
    END IF;
    RETURN new;
END $$;

-- A name that says who did something is one's own (argument: its column), but in what is brought from elsewhere
-- and where a pseudonym takes its place. It may be taken away.
CREATE OR REPLACE FUNCTION app.keep_name() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    given CONSTANT text := to_jsonb(new) ->> tg_argv[0];
BEGIN
    IF given = '' OR tg_op = 'UPDATE' AND given = to_jsonb(old) ->> tg_argv[0]
        OR pg_has_role(current_user, 'pacdesk_owner', 'member') OR given = app.my_name()
        OR app.has_right('import.history', 'import.data', 'privacy.erase') THEN
        RETURN new;
    END IF;
    RETURN jsonb_populate_record(new, jsonb_build_object(tg_argv[0], app.my_name()));
END $$;

-- Drawn numbers only go up, and not so far that the year's are used up in one go.
CREATE OR REPLACE FUNCTION app.keep_sequence() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'pacdesk_owner', 'member')
        AND new.last NOT BETWEEN (CASE WHEN tg_op = 'UPDATE' THEN old.last + 1 ELSE 1 END)
                             AND (CASE WHEN tg_op = 'UPDATE' THEN old.last ELSE 0 END) + 50000 THEN
        RAISE EXCEPTION 'a drawn number never comes back' USING ERRCODE = '42501';
    END IF;
    RETURN new;
END $$;

-- Somebody else's document may have the same second; it is not in sight, or not committed yet: the place is
-- found here, for owners too. Each transaction fills a sixteenth of a second of its own, so nobody waits, and
-- an import, which holds its locks until its end, has no more than 1024 of them.
CREATE OR REPLACE FUNCTION app.place_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part integer;
    last bigint;
BEGIN
    FOR second IN (new.doc_id >> 10) .. (new.doc_id >> 10) + 9999 LOOP
        FOR step IN 0..15 LOOP
            part := (pg_backend_pid() + step) % 16;
            CONTINUE WHEN NOT pg_try_advisory_xact_lock(7261, (second % 64)::integer * 16 + part);
            SELECT max(d.doc_id) INTO last FROM public.search_docs d
            WHERE d.doc_id >= (second << 10) + part * 64 AND d.doc_id < (second << 10) + part * 64 + 64;
            new.doc_id := coalesce(last + 1, (second << 10) + part * 64);
            IF new.doc_id < (second << 10) + part * 64 + 64 THEN
                RETURN new;
            END IF;
        END LOOP;
    END LOOP;
    RAISE EXCEPTION 'no place for a document' USING ERRCODE = '55P03';
END $$;

-- Copies that lists sort by, and portfolios that no key cascades to, also where the writer sees nothing.
CREATE OR REPLACE FUNCTION app.carry_client() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF new.sort_key <> old.sort_key THEN
        UPDATE public.tickets SET client_sort_key = new.sort_key WHERE client_id = new.id;
        UPDATE public.contracts SET client_sort_key = new.sort_key WHERE client_id = new.id;
    END IF;
    IF new.portfolio_id <> old.portfolio_id THEN
        UPDATE public.search_docs d SET portfolio_id = new.portfolio_id
        WHERE d.ref = new.id OR d.ref IN (SELECT c.id FROM public.contracts c WHERE c.client_id = new.id);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION app.carry_ticket() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.search_docs SET portfolio_id = new.portfolio_id WHERE ticket_id = new.id;
    UPDATE public.stored_files SET portfolio_id = new.portfolio_id
    WHERE id IN (SELECT a.file_id FROM public.attachments a WHERE a.ticket_id = new.id);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION app.carry_staff() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.tickets SET attendant_sort_key = new.sort_key WHERE attendant_id = new.id;
    RETURN NULL;
END $$;

-- A ticket's client, and what belongs to a client, must be in sight; its portfolio follows from them.
CREATE OR REPLACE FUNCTION app.keep_ticket() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    theirs uuid;
BEGIN
    IF pg_has_role(current_user, 'pacdesk_owner', 'member') THEN
        RETURN new;
    END IF;
    IF new.opened_by_id IS NOT NULL AND (tg_op = 'INSERT' OR new.opened_by_id <> old.opened_by_id) THEN
        new.opened_by_id := app.me();
    END IF;
    IF (tg_op = 'INSERT' OR new.type_id <> old.type_id) AND new.type_id = ANY (app.my_blocked()) THEN
        RAISE EXCEPTION 'no such type' USING ERRCODE = '42501';
    END IF;
    IF new.client_id IS NOT NULL AND (tg_op = 'INSERT' OR new.client_id IS DISTINCT FROM old.client_id)
        AND NOT EXISTS (SELECT FROM public.clients c WHERE c.id = new.client_id) THEN
        RAISE EXCEPTION 'no such client' USING ERRCODE = '42501';
    END IF;
    IF (new.contact_id IS NOT NULL AND (tg_op = 'INSERT' OR new.contact_id IS DISTINCT FROM old.contact_id)
            AND NOT EXISTS (SELECT FROM public.contacts c
                            WHERE c.id = new.contact_id AND c.client_id = new.client_id))
        OR (new.login_id IS NOT NULL AND (tg_op = 'INSERT' OR new.login_id IS DISTINCT FROM old.login_id)
            AND NOT EXISTS (SELECT FROM public.access_logins l
                            WHERE l.id = new.login_id AND l.client_id = new.client_id))
        OR (new.contract_id IS NOT NULL AND (tg_op = 'INSERT' OR new.contract_id IS DISTINCT FROM old.contract_id)
            AND NOT EXISTS (SELECT FROM public.contracts c
                            WHERE c.id = new.contract_id AND c.client_id = new.client_id)) THEN
        RAISE EXCEPTION 'not of this client' USING ERRCODE = '42501';
    END IF;
    IF new.client_id IS NULL AND (tg_op = 'INSERT' OR new.portfolio_id <> old.portfolio_id) THEN
        SELECT coalesce(d.portfolio_id, '00000000-0000-8000-8000-000000000001') INTO theirs
        FROM public.departments d WHERE d.id = new.department_id;
        IF new.portfolio_id IS DISTINCT FROM theirs THEN
            RAISE EXCEPTION 'a ticket without client has the portfolio of its department'
                USING ERRCODE = '42501';
        END IF;
    END IF;
    RETURN new;
END $$;

-- What a row points at is in sight when it is written: keys look past the wall.
CREATE OR REPLACE FUNCTION app.keep_file() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    file uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
BEGIN
    IF file IS NOT NULL AND NOT pg_has_role(current_user, 'pacdesk_owner', 'member')
        AND (tg_op = 'INSERT' OR file IS DISTINCT FROM (to_jsonb(old) ->> tg_argv[0])::uuid)
        AND NOT EXISTS (SELECT FROM public.stored_files f WHERE f.id = file) THEN
        RAISE EXCEPTION 'no such file' USING ERRCODE = '42501';
    END IF;
    RETURN new;
END $$;

CREATE OR REPLACE FUNCTION app.keep_client() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF new.organization_id IS NOT NULL AND NOT pg_has_role(current_user, 'pacdesk_owner', 'member')
        AND (tg_op = 'INSERT' OR new.organization_id IS DISTINCT FROM old.organization_id)
        AND NOT EXISTS (SELECT FROM public.organizations o WHERE o.id = new.organization_id) THEN
        RAISE EXCEPTION 'no such organization' USING ERRCODE = '42501';
    END IF;
    RETURN new;
END $$;

-- A contact that a ticket names is not taken out (S1.12), be the ticket in sight or not.
CREATE OR REPLACE FUNCTION app.keep_contact() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF new.voided_at IS NOT NULL AND old.voided_at IS NULL AND NOT pg_has_role(current_user, 'pacdesk_owner', 'member')
        AND app.tickets_naming(new.id) > 0 THEN
        RAISE EXCEPTION 'a ticket names this contact' USING ERRCODE = '42501';
    END IF;
    RETURN new;
END $$;

-- Nobody gives, or lays hands on, more than he has (desk/access/handlers.py); who somebody is, is settled
-- with his log-in and not here.
CREATE OR REPLACE FUNCTION app.keep_user() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before jsonb := CASE WHEN tg_op = 'UPDATE' THEN old.rights::jsonb ELSE '[]' END;
BEGIN
    IF pg_has_role(current_user, 'pacdesk_owner', 'member') THEN
        RETURN new;
    END IF;
    IF tg_op = 'UPDATE' AND (new.login <> old.login OR new.login_key <> old.login_key) THEN
        RAISE EXCEPTION 'a log-in is changed at the server' USING ERRCODE = '42501';
    END IF;
    IF new.password_hash IS NOT NULL THEN
        RAISE EXCEPTION 'passwords are kept by the server' USING ERRCODE = '42501';
    END IF;
    IF app.am_admin() THEN
        RETURN new;
    END IF;
    IF new.is_admin OR (tg_op = 'UPDATE' AND old.is_admin) OR NOT app.within_mine(new.rights, before) THEN
        RAISE EXCEPTION 'more than you have yourself' USING ERRCODE = '42501';
    END IF;
    RETURN new;
END $$;

-- Another's second step can be taken away, by who may as much as he, and not be changed.
CREATE OR REPLACE FUNCTION app.keep_second_factor() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pg_has_role(current_user, 'pacdesk_owner', 'member') OR old.user_id = app.me() THEN
        RETURN new;
    END IF;
    IF to_jsonb(new) - 'voided_at' - 'version' <> to_jsonb(old) - 'voided_at' - 'version'
        OR new.voided_at IS NULL OR NOT app.am_admin() AND EXISTS (
            SELECT FROM public.users u WHERE u.id = old.user_id
            AND (u.is_admin OR NOT app.within_mine(u.rights, '[]'))) THEN
        RAISE EXCEPTION 'another one''s second step' USING ERRCODE = '42501';
    END IF;
    RETURN new;
END $$;

CREATE OR REPLACE FUNCTION app.within_mine(rights text, before jsonb) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT EXISTS (
        SELECT FROM jsonb_array_elements_text(rights::jsonb) r
        WHERE NOT before ? r AND NOT app.has_right(r)
    )
$$;

CREATE OR REPLACE FUNCTION app.keep_group() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'pacdesk_owner', 'member') AND NOT app.within_mine(
        new.rights, CASE WHEN tg_op = 'UPDATE' THEN old.rights::jsonb ELSE '[]' END) THEN
        RAISE EXCEPTION 'more than you have yourself' USING ERRCODE = '42501';
    END IF;
    RETURN new;
END $$;

CREATE OR REPLACE FUNCTION app.keep_membership() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'pacdesk_owner', 'member') AND new.voided_at IS NULL
        AND (tg_op = 'INSERT' OR old.voided_at IS NOT NULL
             OR new.group_id <> old.group_id OR new.user_id <> old.user_id)
        AND NOT app.within_mine(
            (SELECT g.rights FROM public.permission_groups g WHERE g.id = new.group_id), '[]') THEN
        RAISE EXCEPTION 'more than you have yourself' USING ERRCODE = '42501';
    END IF;
    RETURN new;
END $$;

RESET ROLE;

DO $$
DECLARE
    one record;
    guard record;
    free text;
BEGIN
    FOR one IN SELECT t.tgname, t.tgrelid::regclass AS place FROM pg_trigger t
               WHERE t.tgname LIKE 'wall\_%' AND NOT t.tgisinternal LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', one.tgname, one.place);
    END LOOP;
    FOR one IN SELECT a.attrelid::regclass AS place FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
               WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'version'
                 AND NOT a.attisdropped LOOP
        free := CASE one.place::text
            WHEN 'tickets' THEN '''last_event_at'', ''news'', ''news_visibility'', ''pending_interaction'', '
                || '''waits_reply_since'', ''client_sort_key'', ''attendant_sort_key'', ''stage_position'''
            WHEN 'contracts' THEN '''client_sort_key'''
            ELSE '' END;
        IF one.place::text <> 'change_rows' THEN
            EXECUTE format('CREATE TRIGGER wall_version BEFORE INSERT OR UPDATE ON %s FOR EACH ROW '
                           'EXECUTE FUNCTION app.keep_version(%s)', one.place, free);
        END IF;
    END LOOP;
    FOR guard IN SELECT * FROM (VALUES
        ('wall_a_ticket', 'BEFORE INSERT', 'ticket_events', 'demand_ticket'),
        ('wall_b_chain', 'BEFORE INSERT', 'ticket_events', 'chain_event'),
        ('wall_c_head', 'AFTER INSERT', 'ticket_events', 'move_head'),
        ('wall_head', 'BEFORE INSERT OR UPDATE', 'ticket_heads', 'keep_head'),
        ('wall_sign', 'BEFORE INSERT', 'change_sets', 'sign'),
        ('wall_sign', 'BEFORE INSERT', 'reads', 'sign'),
        ('wall_stamp', 'BEFORE INSERT', 'reads', 'stamp_read'),
        ('wall_told', 'AFTER INSERT', 'reads', 'note_reveal'),
        ('wall_sequence', 'BEFORE INSERT OR UPDATE', 'number_sequences', 'keep_sequence'),
        ('wall_place', 'BEFORE INSERT', 'search_docs', 'place_document'),
        ('wall_carry', 'AFTER UPDATE OF sort_key, portfolio_id', 'clients', 'carry_client'),
        ('wall_carry', 'AFTER UPDATE OF portfolio_id', 'tickets', 'carry_ticket'),
        ('wall_carry', 'AFTER UPDATE OF sort_key', 'staff_members', 'carry_staff'),
        ('wall_keep', 'BEFORE INSERT OR UPDATE', 'tickets', 'keep_ticket'),
        ('wall_keep', 'BEFORE INSERT OR UPDATE', 'clients', 'keep_client'),
        ('wall_keep', 'BEFORE UPDATE OF voided_at', 'contacts', 'keep_contact'),
        ('wall_keep', 'BEFORE INSERT OR UPDATE', 'users', 'keep_user'),
        ('wall_keep', 'BEFORE UPDATE', 'second_factors', 'keep_second_factor'),
        ('wall_keep', 'BEFORE INSERT OR UPDATE', 'permission_groups', 'keep_group'),
        ('wall_keep', 'BEFORE INSERT OR UPDATE', 'memberships', 'keep_membership'),
        ('wall_let_go', 'BEFORE INSERT OR UPDATE OF portfolio_id, department_id, attendant_id, type_id',
         'tickets', 'note_let_go'),
        ('wall_let_go', 'BEFORE INSERT', 'stored_files', 'note_let_go'),
        ('wall_let_go', 'BEFORE UPDATE OF portfolio_id', 'clients', 'note_moved'),
        ('wall_let_go', 'BEFORE UPDATE OF portfolio_id', 'organizations', 'note_moved')
    ) AS guards(name, moment, place, function) LOOP
        EXECUTE format('CREATE TRIGGER %I %s ON public.%I FOR EACH ROW EXECUTE FUNCTION app.%I()',
                       guard.name, guard.moment, guard.place, guard.function);
    END LOOP;
    FOR guard IN SELECT * FROM (VALUES
        ('tickets', 'opened_by_label'), ('stage_visits', 'attendant_label'), ('ticket_checks', 'by_label'),
        ('ticket_referrals', 'by_label'), ('understandings', 'author_label'), ('attachments', 'added_by_label')
    ) AS names(place, mark) LOOP
        EXECUTE format('CREATE TRIGGER wall_name BEFORE INSERT OR UPDATE OF %2$I ON public.%1$I FOR EACH ROW '
                       'EXECUTE FUNCTION app.keep_name(%2$L)', guard.place, guard.mark);
    END LOOP;
    CREATE TRIGGER wall_file BEFORE INSERT OR UPDATE ON public.attachments
    FOR EACH ROW EXECUTE FUNCTION app.keep_file('file_id');
    CREATE TRIGGER wall_file BEFORE INSERT OR UPDATE ON public.companies
    FOR EACH ROW EXECUTE FUNCTION app.keep_file('logo_file_id');
END $$;
