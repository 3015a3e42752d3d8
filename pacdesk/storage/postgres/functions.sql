-- Who somebody is and what he may see, the same as desk/identity.py and desk/access say it. Only the role
-- that logged in counts, never a setting: anybody can set one. Policies ask each of these once a query.
SET LOCAL ROLE pacdesk_owner;

-- All in PL/pgSQL: it keeps the plans of a session, an SQL function that nobody may inline plans anew each time.
CREATE OR REPLACE FUNCTION app.me() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT u.id FROM public.users u
            WHERE u.login = session_user::text AND u.active AND u.voided_at IS NULL);
END $$;

CREATE OR REPLACE FUNCTION app.my_name() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT u.name FROM public.users u
            WHERE u.login = session_user::text AND u.active AND u.voided_at IS NULL);
END $$;

CREATE OR REPLACE FUNCTION app.am_admin() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.users u
                   WHERE u.login = session_user::text AND u.active AND u.voided_at IS NULL AND u.is_admin);
END $$;

CREATE OR REPLACE FUNCTION app.my_rights() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine public.users;
BEGIN
    SELECT * INTO mine FROM public.users u
    WHERE u.login = session_user::text AND u.active AND u.voided_at IS NULL;
    IF mine.is_admin THEN
        RETURN ARRAY['*'];
    END IF;
    RETURN (
        WITH groups AS (
            SELECT g.rights, g.denied FROM public.permission_groups g
            JOIN public.memberships m ON m.group_id = g.id
            WHERE m.user_id = mine.id AND m.voided_at IS NULL AND g.active AND g.voided_at IS NULL
        )
        SELECT coalesce(array_agg(r), '{}') FROM (
            SELECT jsonb_array_elements_text(mine.rights::jsonb)
            UNION SELECT jsonb_array_elements_text(g.rights::jsonb) FROM groups g
            EXCEPT SELECT jsonb_array_elements_text(g.denied::jsonb) FROM groups g
        ) AS given(r)
    );
END $$;

CREATE OR REPLACE FUNCTION app.has_right(VARIADIC wanted text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN app.my_rights() && (wanted || ARRAY['*']);
END $$;

CREATE OR REPLACE FUNCTION app.my_scope() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT CASE WHEN u.is_admin THEN 'all' ELSE g.scope END
        FROM public.users u JOIN public.memberships m ON m.user_id = u.id AND m.voided_at IS NULL
        JOIN public.permission_groups g ON g.id = m.group_id AND g.active AND g.voided_at IS NULL
        WHERE u.login = session_user::text AND u.active AND u.voided_at IS NULL
        ORDER BY array_position(
            ARRAY['all', 'departments', 'own_and_free', 'own_and_free_there', 'own'], g.scope::text)
        LIMIT 1
    ), 'all');
END $$;

CREATE OR REPLACE FUNCTION app.my_blocked() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(DISTINCT t::uuid)
        FROM public.users u JOIN public.memberships m ON m.user_id = u.id AND m.voided_at IS NULL
        JOIN public.permission_groups g ON g.id = m.group_id AND g.active AND g.voided_at IS NULL,
             jsonb_array_elements_text(g.blocked_types::jsonb) t
        WHERE u.login = session_user::text AND u.active AND u.voided_at IS NULL AND NOT u.is_admin
    ), '{}');
END $$;

-- Nothing is cut while the desk has no portfolio, or has switched them off.
CREATE OR REPLACE FUNCTION app.see_everywhere() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN app.my_rights() && ARRAY['portfolio.all', '*']
        OR EXISTS (SELECT FROM public.parameters p WHERE p.name = 'portfolios_active' AND p.value = 'false')
        OR NOT EXISTS (SELECT FROM public.portfolios p
                       WHERE p.voided_at IS NULL AND p.id <> '00000000-0000-8000-8000-000000000001');
END $$;

CREATE OR REPLACE FUNCTION app.my_portfolios() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine CONSTANT text[] := app.my_rights();
BEGIN
    RETURN coalesce((
        SELECT CASE
            WHEN mine && ARRAY['portfolio.all', '*']
                OR EXISTS (SELECT FROM public.parameters p
                           WHERE p.name = 'portfolios_active' AND p.value = 'false')
                OR NOT EXISTS (SELECT FROM public.portfolios p
                               WHERE p.voided_at IS NULL AND p.id <> '00000000-0000-8000-8000-000000000001')
            THEN (SELECT array_agg(p.id) FROM public.portfolios p)
            ELSE coalesce((
                SELECT array_agg(m.portfolio_id)
                FROM public.portfolio_members m JOIN public.portfolios p ON p.id = m.portfolio_id,
                    (SELECT (statement_timestamp() AT TIME ZONE coalesce(
                         (SELECT nullif(c.zone, '') FROM public.companies c LIMIT 1), 'America/Sao_Paulo'))::date
                    ) AS today(day)
                WHERE m.user_id = u.id AND m.voided_at IS NULL AND p.voided_at IS NULL AND p.active
                  AND (m.starts_on IS NULL OR m.starts_on <= today.day)
                  AND (m.ends_on IS NULL OR today.day <= m.ends_on)
            ), '{}') || CASE WHEN 'portfolio.outside' = ANY (mine)
                        THEN ARRAY['00000000-0000-8000-8000-000000000001'::uuid] ELSE '{}' END
        END
        FROM public.users u WHERE u.login = session_user::text AND u.active AND u.voided_at IS NULL
    ), '{}');
END $$;

-- Those whose clients he sees.
CREATE OR REPLACE FUNCTION app.my_client_portfolios() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN app.has_right('client.see') THEN app.my_portfolios() ELSE '{}' END;
END $$;

CREATE OR REPLACE FUNCTION app.my_people() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        WITH RECURSIVE under(id, staff_id) AS (
            SELECT u.id, s.id FROM public.users u
            LEFT JOIN public.staff_members s ON s.id = u.staff_id AND s.voided_at IS NULL
            WHERE u.id = app.me()
            UNION SELECT u.id, u.staff_id FROM public.users u JOIN under ON u.superior_id = under.id
            WHERE u.voided_at IS NULL
        )
        SELECT coalesce(array_agg(DISTINCT staff_id), '{}') FROM under WHERE staff_id IS NOT NULL
    );
END $$;

CREATE OR REPLACE FUNCTION app.my_departments() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(d), '{}') FROM (
            SELECT m.department_id FROM public.department_members m
            WHERE m.user_id = app.me() AND m.voided_at IS NULL
            UNION SELECT s.department_id FROM public.users u JOIN public.staff_members s ON s.id = u.staff_id
            WHERE u.id = app.me() AND s.voided_at IS NULL AND s.department_id IS NOT NULL
        ) AS mine(d)
    );
END $$;

CREATE OR REPLACE FUNCTION app.my_managed() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(m.department_id), '{}')
        FROM public.users u JOIN public.department_members m ON m.user_id = u.id
        WHERE u.login = session_user::text AND u.active AND u.voided_at IS NULL AND NOT u.is_admin
          AND m.voided_at IS NULL AND m.manages
    );
END $$;

-- Tickets he was asked to look at, by their row number: that stands in the lists' indexes, the id does not.
CREATE OR REPLACE FUNCTION app.my_referrals() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(t.rowno), '{}')
        FROM public.users u JOIN public.ticket_referrals r ON r.user_id = u.id
        JOIN public.tickets t ON t.id = r.ticket_id
        WHERE u.login = session_user::text AND u.active AND u.voided_at IS NULL AND NOT u.is_admin
          AND r.voided_at IS NULL AND r.until > statement_timestamp() AND t.closed_at IS NULL
    );
END $$;

-- The portfolios that are his altogether, no scope or type cutting further: what hangs on a ticket there
-- is his by its own portfolio, without a look at the ticket. The others he sees a part of.
CREATE OR REPLACE FUNCTION app.am_narrowed() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN app.my_scope() <> 'all' OR app.my_blocked() <> '{}';
END $$;

CREATE OR REPLACE FUNCTION app.my_whole() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN app.am_narrowed() THEN '{}'::uuid[] ELSE app.my_portfolios() END;
END $$;

CREATE OR REPLACE FUNCTION app.my_partial() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN app.am_narrowed() THEN app.my_portfolios() ELSE '{}'::uuid[] END;
END $$;

-- The same for the program, as rows: what desk/identity.py makes an actor of; NULL for nobody.
CREATE OR REPLACE FUNCTION app.identity() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT jsonb_build_object(
            'id', u.id, 'login', u.login, 'name', u.name, 'is_admin', u.is_admin, 'rights', u.rights::jsonb,
            'staff', (SELECT jsonb_build_object('id', s.id, 'name', s.name, 'department', s.department_id)
                      FROM public.staff_members s WHERE s.id = u.staff_id AND s.voided_at IS NULL),
            'groups', (
                SELECT jsonb_agg(jsonb_build_object(
                    'id', g.id, 'version', g.version, 'name', g.name, 'scope', g.scope,
                    'rights', g.rights::jsonb, 'denied', g.denied::jsonb, 'masked', g.masked::jsonb,
                    'locked', g.locked::jsonb, 'blocked_types', g.blocked_types::jsonb))
                FROM public.permission_groups g JOIN public.memberships m ON m.group_id = g.id
                WHERE m.user_id = u.id AND m.voided_at IS NULL AND g.active AND g.voided_at IS NULL
            ),
            'portfolios', CASE WHEN NOT app.see_everywhere() THEN to_jsonb(app.my_portfolios()) END,
            'departments', app.my_departments(), 'managed', app.my_managed(), 'people', app.my_people(),
            'referred', (SELECT jsonb_agg(t.id) FROM public.tickets t WHERE t.rowno = ANY (app.my_referrals()))
        )::text
        FROM public.users u WHERE u.id = app.me()
    );
END $$;

-- For the beginning of a read: the last number of the feed, and who asks. What decides that stands in the feed
-- or is a matter of time, so it is told anew only when the number has moved on or `until` has come.
CREATE OR REPLACE FUNCTION app.reading(INOUT number bigint, INOUT until timestamptz, OUT identity text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head CONSTANT bigint := (SELECT h.n FROM app.feed_head h);
    zone text;
BEGIN
    IF head = number AND statement_timestamp() < until THEN
        until := NULL;
        RETURN;
    END IF;
    identity := app.identity();
    number := CASE WHEN identity IS NOT NULL THEN head END;
    zone := coalesce((SELECT nullif(c.zone, '') FROM public.companies c LIMIT 1), 'America/Sao_Paulo');
    until := least(
        (date_trunc('day', statement_timestamp() AT TIME ZONE zone) + interval '1 day') AT TIME ZONE zone,
        (SELECT min(r.until) FROM public.ticket_referrals r
         WHERE r.user_id = app.me() AND r.voided_at IS NULL AND r.until > statement_timestamp()));
END $$;

-- What a person hands out of his sight stays in it until his transaction ends: the command that moved it
-- still writes its history.
CREATE TABLE IF NOT EXISTS app.let_go (
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(), row_id uuid NOT NULL,
    made boolean NOT NULL DEFAULT false, PRIMARY KEY (xid, row_id)
);
ALTER TABLE app.let_go ADD COLUMN IF NOT EXISTS place name NOT NULL DEFAULT '';
ALTER TABLE app.let_go ADD COLUMN IF NOT EXISTS rowno bigint NOT NULL DEFAULT 0;
ALTER TABLE app.let_go ADD COLUMN IF NOT EXISTS portfolio_id uuid;

-- By row number. A row he made counts while it is his own: with ON CONFLICT the note stands, and the row of
-- that id is another's.
CREATE OR REPLACE FUNCTION app.my_let_go(of name) RETURNS bigint[] LANGUAGE plpgsql VOLATILE SECURITY DEFINER
PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pg_current_xact_id_if_assigned() IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN (
        SELECT coalesce(array_agg(g.rowno), '{}') FROM app.let_go g
        WHERE g.xid = pg_current_xact_id_if_assigned() AND g.place = of AND NOT (g.made AND (
            EXISTS (SELECT FROM public.tickets t WHERE t.id = g.row_id AND t.rowno <> g.rowno)
            OR EXISTS (SELECT FROM public.stored_files f WHERE f.id = g.row_id AND f.rowno <> g.rowno)))
    );
END $$;

-- Every portfolio in which he sees a ticket at all: an index finds these, and few rows are left to judge.
CREATE OR REPLACE FUNCTION app.my_reach() RETURNS uuid[] LANGUAGE plpgsql VOLATILE SECURITY DEFINER
PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    reach uuid[] := app.my_portfolios();
    referred CONSTANT bigint[] := app.my_referrals();
BEGIN
    IF app.my_managed() <> '{}' THEN
        RETURN (SELECT array_agg(p.id) FROM public.portfolios p);
    ELSIF referred <> '{}' THEN
        reach := reach || (SELECT array_agg(t.portfolio_id) FROM public.tickets t WHERE t.rowno = ANY (referred));
    END IF;
    IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
        reach := reach || (SELECT array_agg(g.portfolio_id) FROM app.let_go g
                           WHERE g.xid = pg_current_xact_id_if_assigned() AND g.place = 'tickets');
    END IF;
    RETURN reach;
END $$;

CREATE OR REPLACE FUNCTION app.note_let_go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(session_user, 'pacdesk_owner', 'member') THEN
        INSERT INTO app.let_go (row_id, made, place, rowno, portfolio_id)
        VALUES (new.id, tg_op = 'INSERT', tg_table_name, new.rowno, new.portfolio_id)
        ON CONFLICT (xid, row_id) DO UPDATE SET portfolio_id = excluded.portfolio_id;
    END IF;
    RETURN new;
END $$;

CREATE OR REPLACE FUNCTION app.note_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF app.has_right('portfolio.edit') AND NOT pg_has_role(session_user, 'pacdesk_owner', 'member') THEN
        INSERT INTO app.let_go (row_id, place, rowno, portfolio_id)
        VALUES (new.id, tg_table_name, new.rowno, new.portfolio_id) ON CONFLICT DO NOTHING;
    END IF;
    RETURN new;
END $$;

CREATE OR REPLACE FUNCTION app.forget_let_go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM app.let_go WHERE xid = new.xid AND row_id = new.row_id;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS let_go_forgotten ON app.let_go;
CREATE CONSTRAINT TRIGGER let_go_forgotten AFTER INSERT ON app.let_go DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION app.forget_let_go();

-- A change set takes rows only in the transaction that made it.
CREATE OR REPLACE FUNCTION app.is_my_change(change_set uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.change_sets s WHERE s.id = change_set AND s.actor_id = app.me()
                   AND s.xmin = pg_current_xact_id_if_assigned()::xid)
$$;

-- Files. A person names no chunk himself: that would tell whether somebody else has the same file, and
-- could spoil his.
CREATE TABLE IF NOT EXISTS app.uploads (
    sha256 text NOT NULL, login name NOT NULL DEFAULT session_user, PRIMARY KEY (sha256, login)
);

-- The erasing that a transaction does: whose, and what texts know him by. Gone when it ends.
CREATE TABLE IF NOT EXISTS app.erasing (
    xid xid8 PRIMARY KEY DEFAULT pg_current_xact_id(), kind text NOT NULL, person uuid, client uuid,
    name text NOT NULL, labels text[] NOT NULL DEFAULT '{}', needles text[] NOT NULL DEFAULT '{}',
    marks text[] NOT NULL DEFAULT '{}', users uuid[] NOT NULL DEFAULT '{}', rest_before timestamptz
);

CREATE OR REPLACE FUNCTION app.put_file(content bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    digest text := encode(sha256(content), 'hex');
BEGIN
    INSERT INTO public.file_chunks (sha256, n, bytes)
    SELECT digest, n, substring(content FROM n * 262144 + 1 FOR 262144)
    FROM generate_series(0, greatest((length(content) - 1) / 262144, 0)) n
    ON CONFLICT DO NOTHING;
    INSERT INTO app.uploads (sha256) VALUES (digest) ON CONFLICT DO NOTHING;
    RETURN digest;
END $$;

CREATE OR REPLACE FUNCTION app.my_uploads() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(u.sha256), '{}') FROM app.uploads u WHERE u.login = session_user
$$;

-- How many tickets name a contact that one sees, those out of one's own sight included: it stays for them.
CREATE OR REPLACE FUNCTION app.tickets_naming(contact uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FROM public.tickets t JOIN public.contacts c ON c.id = t.contact_id
    WHERE c.id = contact AND t.voided_at IS NULL AND c.portfolio_id = ANY (app.my_portfolios())
$$;

-- The second step of one's own log-in; nobody reads another's (desk/access/second_factor.py).
CREATE OR REPLACE FUNCTION app.my_second_factor() RETURNS TABLE (secret text, recovery text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT f.secret, f.recovery FROM public.second_factors f
    WHERE f.user_id = app.me() AND f.voided_at IS NULL
$$;

RESET ROLE;
