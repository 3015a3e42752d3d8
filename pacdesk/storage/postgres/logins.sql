-- Letting people in from the window. No person may make roles; one role that nobody logs in as may, and owns
-- nothing but these functions. They serve administrators of this desk, for users of this desk, and touch no
-- role that is more than a person's or that this program has not made.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pacdesk_door') THEN
        CREATE ROLE pacdesk_door NOLOGIN CREATEROLE;
    END IF;
    IF NOT pg_has_role(current_user, 'pacdesk_door',
                       CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'member'
                            ELSE 'set' END) THEN
        EXECUTE format('GRANT pacdesk_door TO %I', current_user);
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO pacdesk_door WITH GRANT OPTION', current_database());
END $$;
GRANT pacdesk_people TO pacdesk_door WITH ADMIN OPTION;
CREATE SCHEMA IF NOT EXISTS door AUTHORIZATION pacdesk_door;
GRANT USAGE ON SCHEMA app TO pacdesk_door;

-- Who gave is the only one who can take: what an owner gave before there was this role is given anew by it.
DO $$
DECLARE one name;
BEGIN
    FOR one IN
        SELECT r.rolname FROM pg_database d, aclexplode(d.datacl) a JOIN pg_roles r ON r.oid = a.grantee
        JOIN pg_auth_members m ON m.member = r.oid AND m.roleid = 'pacdesk_people'::regrole
        WHERE d.datname = current_database() AND a.privilege_type = 'CONNECT' AND r.rolcanlogin
          AND a.grantor <> 'pacdesk_door'::regrole AND NOT pg_has_role(r.oid, 'pacdesk_owner', 'member')
    LOOP
        EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM %I', current_database(), one);
        EXECUTE format('GRANT %I TO pacdesk_door WITH ADMIN OPTION', one);
        SET LOCAL ROLE pacdesk_door;
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), one);
        RESET ROLE;
    END LOOP;
END $$;

SET LOCAL ROLE pacdesk_owner;
CREATE OR REPLACE FUNCTION app.may_open_for(person text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT app.am_admin() AND EXISTS (
        SELECT FROM public.users u WHERE u.login = person AND u.voided_at IS NULL)
$$;
REVOKE ALL ON FUNCTION app.may_open_for(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.may_open_for(text) TO pacdesk_door;
RESET ROLE;

SET LOCAL ROLE pacdesk_door;
REVOKE ALL ON SCHEMA door FROM PUBLIC;
GRANT USAGE ON SCHEMA door TO pacdesk_people, pacdesk_owner;

-- Whether a role is no more than a person's; null when there is none.
CREATE OR REPLACE FUNCTION door.is_plain(person text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication)
           AND pg_has_role(r.oid, 'pacdesk_people', 'member')
           AND NOT EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                           WHERE m.member = r.oid AND g.rolname <> 'pacdesk_people')
    FROM pg_roles r WHERE r.rolname = person
$$;

-- Whether there is such a role already.
CREATE OR REPLACE FUNCTION door.known(person text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found boolean;
BEGIN
    IF NOT app.may_open_for(person) THEN
        RAISE EXCEPTION 'only an administrator opens a log-in, and only for a user of this desk'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF person !~ '^[a-z_][a-z0-9_.-]{0,62}$' OR person ~ '^(pg_|pacdesk_)' THEN
        RAISE EXCEPTION 'login_form' USING ERRCODE = 'PD001';
    END IF;
    found := door.is_plain(person);
    IF NOT found THEN
        RAISE EXCEPTION 'login_not_plain' USING ERRCODE = 'PD002';
    END IF;
    RETURN found IS NOT NULL;
END $$;

-- A person of two desks of this server has one password: whoever administers one of them does not change it.
CREATE OR REPLACE FUNCTION door.is_elsewhere(person text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM pg_database d, aclexplode(d.datacl) a JOIN pg_roles r ON r.oid = a.grantee
                   WHERE d.datname <> current_database() AND r.rolname = person)
$$;

-- Whether the password was set.
CREATE OR REPLACE FUNCTION door.open_login(person text, verifier text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    is_known boolean := door.known(person);
    is_set boolean := NOT is_known OR NOT door.is_elsewhere(person);
BEGIN
    IF verifier !~ '^SCRAM-SHA-256\$' THEN
        RAISE EXCEPTION 'a password comes here only as its verifier' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT is_known THEN
        EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 6', person);
        EXECUTE format('GRANT pacdesk_people TO %I', person);
    END IF;
    IF is_set THEN
        EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', person, verifier);
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), person);
    RETURN is_set;
END $$;

CREATE OR REPLACE FUNCTION door.renew_login(person text, verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT door.known(person) THEN
        RAISE EXCEPTION 'no_such_login' USING ERRCODE = 'PD003';
    END IF;
    IF door.is_elsewhere(person) THEN
        RAISE EXCEPTION 'login_elsewhere' USING ERRCODE = 'PD004';
    END IF;
    IF verifier !~ '^SCRAM-SHA-256\$' THEN
        RAISE EXCEPTION 'a password comes here only as its verifier' USING ERRCODE = 'check_violation';
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L', person, verifier);
END $$;

CREATE OR REPLACE FUNCTION door.close_login(person text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT door.known(person) THEN
        RAISE EXCEPTION 'no_such_login' USING ERRCODE = 'PD003';
    END IF;
    DELETE FROM door.switched_off s WHERE s.person = close_login.person;
    PERFORM door.put_out(person);
END $$;

CREATE OR REPLACE FUNCTION door.put_out(person text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM %I', current_database(), person);
    IF NOT pg_has_role(current_user, person, 'usage') THEN  -- only who is like somebody may put him out
        EXECUTE format('GRANT %I TO pacdesk_door', person);
    END IF;
    PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity a
    WHERE a.usename = person AND a.datname = current_database() AND a.pid <> pg_backend_pid();
END $$;

-- A log-in follows its user: who is switched off is put out, and let in again when an administrator switches
-- him on. Never a reason to refuse the change of the user: he sees nothing as it is.
CREATE TABLE IF NOT EXISTS door.switched_off (person text PRIMARY KEY);
GRANT SELECT ON door.switched_off TO pacdesk_owner;  -- who backs the desk up
CREATE OR REPLACE FUNCTION door.follow(person text, may_enter boolean, by_admin boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF door.is_plain(person) IS NOT TRUE THEN
        RETURN;
    ELSIF may_enter AND by_admin THEN
        DELETE FROM door.switched_off s WHERE s.person = follow.person;
        IF found THEN
            EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), person);
        END IF;
    ELSIF NOT may_enter AND has_database_privilege(person, current_database(), 'CONNECT') THEN
        INSERT INTO door.switched_off VALUES (person) ON CONFLICT DO NOTHING;
        PERFORM door.put_out(person);
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE WARNING 'the log-in % is not this program''s to change', person;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA door FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door.open_login(text, text), door.renew_login(text, text), door.close_login(text)
TO pacdesk_people;
GRANT EXECUTE ON FUNCTION door.follow(text, boolean, boolean) TO pacdesk_owner;
RESET ROLE;

SET LOCAL ROLE pacdesk_owner;
CREATE OR REPLACE FUNCTION app.follow_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM door.follow(
        new.login,
        EXISTS (SELECT FROM public.users u WHERE u.login = new.login AND u.active AND u.voided_at IS NULL),
        app.am_admin() OR pg_has_role(session_user, 'pacdesk_owner', 'member')
    );
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.follow_user() FROM PUBLIC;
RESET ROLE;

-- At the commit, so that who is put out does not come in again before he is shut out.
DROP TRIGGER IF EXISTS wall_log_in ON public.users;
CREATE CONSTRAINT TRIGGER wall_log_in AFTER UPDATE ON public.users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (old.active IS DISTINCT FROM new.active OR old.voided_at IS DISTINCT FROM new.voided_at)
EXECUTE FUNCTION app.follow_user();
