-- Roles belong to the whole server, the rest to one desk. Nobody logs in as any of these three.
DO $$
DECLARE
    one name;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pacdesk_owner') THEN
        CREATE ROLE pacdesk_owner NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pacdesk_people') THEN
        CREATE ROLE pacdesk_people NOLOGIN;
    END IF;
    -- As this one covered fields are read and written; no person is a member of it (cover.sql).
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pacdesk_cover') THEN
        CREATE ROLE pacdesk_cover NOLOGIN;
    END IF;
    -- Since 16 who makes a role may grant it and still not be it.
    FOR one IN SELECT unnest(ARRAY['pacdesk_owner', 'pacdesk_cover']) LOOP
        IF NOT pg_has_role(current_user, one,
                           CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'member'
                                ELSE 'set' END) THEN
            EXECUTE format('GRANT %I TO %I', one, current_user);
        END IF;
    END LOOP;
    -- Two desks of one server meet here: a connection is granted person by person, desk by desk.
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CREATE ON DATABASE %I TO pacdesk_owner', current_database());
END $$;

-- How long a statement, a wait and a pause may last that this program does not send: whoever works here with
-- other tools is not to hold up the rest. A courtesy: a session can set them otherwise.
DO $$
BEGIN
    IF (SELECT pg_has_role(d.datdba, 'member') FROM pg_database d WHERE d.datname = current_database()) THEN
        EXECUTE format('ALTER DATABASE %I SET statement_timeout = ''120s''', current_database());
        EXECUTE format('ALTER DATABASE %I SET lock_timeout = ''15s''', current_database());
        EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout = ''60s''', current_database());
        -- The planner counts each part of what the wall adds, though the first one mostly decides, and takes
        -- walking an index for dearer than gathering and sorting a tenth of the desk.
        EXECUTE format('ALTER DATABASE %I SET cpu_operator_cost = 0.0005', current_database());
    END IF;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO pacdesk_owner;
GRANT USAGE ON SCHEMA public TO pacdesk_people, pacdesk_cover;

CREATE SCHEMA IF NOT EXISTS app;
ALTER SCHEMA app OWNER TO pacdesk_owner;
REVOKE ALL ON SCHEMA app FROM PUBLIC;
GRANT USAGE ON SCHEMA app TO pacdesk_people, pacdesk_cover;

ALTER DEFAULT PRIVILEGES FOR ROLE pacdesk_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

DO $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT c.oid::regclass AS name, c.relkind FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm')
          AND c.relowner <> 'pacdesk_owner'::regrole
    LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO pacdesk_owner', one.name);
    END LOOP;
    FOR one IN
        SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO pacdesk_owner', one.name);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one.name);
    END LOOP;
END $$;

-- Large objects know no row security. Only a superuser can take them from everybody, and change what follows.
DO $$
DECLARE one regprocedure;
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RETURN;
    END IF;
    FOR one IN
        SELECT p.oid::regprocedure FROM pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace
          AND p.proname IN ('lo_create', 'lo_creat', 'lo_from_bytea', 'lo_import', 'lo_export', 'lo_put')
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one);
    END LOOP;
    -- What is held to tell nothing (LEAKPROOF) a row is asked before the wall is asked about it. How many rows met
    -- such a condition stands in EXPLAIN ANALYZE, in the planner's estimates and in the time it took, and finds
    -- names, documents and telephones out of sight, or covered, letter by letter. In this database texts, bytes
    -- and coordinates are compared behind the wall, like everything else that is not an id, a number or a date.
    FOR one IN
        SELECT p.oid::regprocedure FROM pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proleakproof
          AND p.proargtypes::oid[] && ARRAY['text', 'varchar', 'bpchar', 'bytea', 'float4', 'float8']::regtype[]::oid[]
    LOOP
        EXECUTE format('ALTER FUNCTION %s NOT LEAKPROOF', one);
    END LOOP;
    -- Locks of two numbers are the desk's own: who held them all would leave no place for a document (guards.sql).
    FOR one IN
        SELECT p.oid::regprocedure FROM pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname ~ '^pg_(try_)?advisory_(xact_)?lock'
          AND p.pronargs = 2
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO pacdesk_owner', one);
    END LOOP;
END $$;
