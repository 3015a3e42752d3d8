-- Who has a ticket before his eyes, and who types in it. Said by the session that listens, and worth nothing
-- without it: whoever loses his line is gone for the others at once. Unlogged: it need not outlive a crash.
SET LOCAL ROLE pacdesk_owner;

CREATE UNLOGGED TABLE IF NOT EXISTS app.presence (
    sender text NOT NULL DEFAULT current_setting('pacdesk.sender'), ticket_id uuid NOT NULL,
    user_id uuid NOT NULL DEFAULT app.me(), login name NOT NULL DEFAULT session_user,
    pid integer NOT NULL DEFAULT pg_backend_pid(), typing boolean NOT NULL,
    until timestamptz NOT NULL DEFAULT clock_timestamp() + interval '2 minutes',
    PRIMARY KEY (user_id, sender, ticket_id)
);
-- Each has places of his own: who took another's window's would keep him from saying that he is there.
ALTER TABLE app.presence DROP CONSTRAINT presence_pkey, ADD PRIMARY KEY (user_id, sender, ticket_id);

-- All that this window shows, in place of what it showed before.
CREATE OR REPLACE FUNCTION app.be_at(tickets uuid[], typed uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM app.presence p
    WHERE p.until < clock_timestamp() OR p.sender = current_setting('pacdesk.sender') AND p.ticket_id <> ALL (tickets);
    INSERT INTO app.presence AS p (ticket_id, typing)
    SELECT t.id, t.id = ANY (typed) FROM covered.seen_tickets t WHERE t.id = ANY (tickets)
    ON CONFLICT (user_id, sender, ticket_id)
    DO UPDATE SET typing = excluded.typing, pid = excluded.pid, until = excluded.until;
    PERFORM pg_notify('pacdesk', current_setting('pacdesk.sender') || ' presence');
END $$;

CREATE OR REPLACE FUNCTION app.is_here(pid integer, login name) RETURNS boolean LANGUAGE sql STABLE
SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid = is_here.pid AND a.usename = is_here.login)
$$;

RESET ROLE;

ALTER TABLE app.presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.presence FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS wall_owner ON app.presence;
DROP POLICY IF EXISTS wall_see ON app.presence;
DROP POLICY IF EXISTS wall_add ON app.presence;
DROP POLICY IF EXISTS wall_change ON app.presence;
DROP POLICY IF EXISTS wall_drop ON app.presence;
REVOKE ALL ON app.presence FROM PUBLIC, pacdesk_people;

CREATE POLICY wall_owner ON app.presence TO pacdesk_owner USING (true) WITH CHECK (true);
CREATE POLICY wall_see ON app.presence FOR SELECT TO pacdesk_people
USING (user_id = (SELECT app.me()) OR EXISTS (SELECT FROM covered.seen_tickets t WHERE t.id = ticket_id));
CREATE POLICY wall_add ON app.presence FOR INSERT TO pacdesk_people
WITH CHECK (user_id = (SELECT app.me()) AND EXISTS (SELECT FROM covered.seen_tickets t WHERE t.id = ticket_id));
CREATE POLICY wall_change ON app.presence FOR UPDATE TO pacdesk_people USING (user_id = (SELECT app.me()))
WITH CHECK (user_id = (SELECT app.me()) AND until < clock_timestamp() + interval '5 minutes');
CREATE POLICY wall_drop ON app.presence FOR DELETE TO pacdesk_people
USING (user_id = (SELECT app.me()) OR until < clock_timestamp());

GRANT SELECT, DELETE, INSERT (ticket_id, typing), UPDATE (typing, pid, until) ON app.presence TO pacdesk_people;
GRANT EXECUTE ON FUNCTION app.be_at(uuid[], uuid[]), app.is_here(integer, name) TO pacdesk_people;
