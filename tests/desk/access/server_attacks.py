"""What people try with the server's own machinery, all in vain. `{name}` is an id of the town."""

_POWERS = (
    *(f"SET ROLE {role}" for role in ("pacdesk_door", "pacdesk_cover", "pg_read_all_data", "pg_monitor")),
    *(
        f"GRANT {role} TO CURRENT_USER"
        for role in ("pacdesk_door", "pacdesk_cover", "pg_read_all_data", "pg_execute_server_program")
    ),
    *(f"ALTER ROLE CURRENT_USER {power}" for power in ("CREATEROLE", "CREATEDB", "REPLICATION")),
    "ALTER ROLE pacdesk_owner LOGIN PASSWORD 'x'",
    "ALTER ROLE pacdesk_people SET search_path = evil",
    "ALTER ROLE raiz VALID UNTIL '2001-01-01'",
    "ALTER ROLE raiz RENAME TO friend",
    "DROP ROLE raiz",
    "DROP OWNED BY raiz",
    "COMMENT ON ROLE pacdesk_owner IS 'x'",
    "ALTER DEFAULT PRIVILEGES FOR ROLE pacdesk_owner GRANT SELECT ON TABLES TO PUBLIC",
    "INSERT INTO pg_auth_members (roleid, member, grantor) VALUES (10, 10, 10)",
    "SELECT door.open_login('friend', 'SCRAM-SHA-256$x')",
    "SELECT door.renew_login('{superuser}', 'SCRAM-SHA-256$x')",
    "SELECT door.renew_login('raiz', 'senha')",
    "SELECT door.close_login('pacdesk_owner')",
    "SELECT door.known('raiz')",
    "SELECT door.put_out('raiz')",
    "SELECT door.follow('raiz', false, true)",
    "SELECT * FROM door.switched_off",
    "INSERT INTO door.switched_off VALUES ('raiz')",
)

_MADE_OF_ONES_OWN = (
    "CREATE TEMPORARY VIEW tickets AS SELECT 1",
    "CREATE TEMPORARY SEQUENCE s",
    "SELECT * INTO TEMPORARY loot FROM clients",
    "SELECT * INTO public.loot FROM clients",
    "CREATE FUNCTION pg_temp.spy(text) RETURNS boolean LANGUAGE sql COST 0.0001 AS 'SELECT true'",
    "CREATE OPERATOR public.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
    "CREATE CAST (text AS uuid) WITH INOUT AS IMPLICIT",
    "CREATE TYPE public.t AS (a integer)",
    "CREATE DOMAIN public.d AS text",
    "CREATE AGGREGATE public.a (text) (SFUNC = textcat, STYPE = text)",
    'CREATE COLLATION public.c FROM "C"',
    "CREATE RULE spy AS ON SELECT TO covered.clients DO INSTEAD SELECT 1",
    "CREATE RULE spy AS ON INSERT TO tickets DO ALSO NOTIFY spy",
    "CREATE EVENT TRIGGER spy ON ddl_command_end EXECUTE FUNCTION app.sign()",
    "CREATE FOREIGN DATA WRAPPER w",
    "CREATE PUBLICATION p FOR TABLE tickets",
    "CREATE STATISTICS s ON subject, status FROM tickets",
    "CREATE INDEX spy ON tickets (subject)",
    "CREATE OR REPLACE VIEW covered.seen_tickets AS SELECT id, portfolio_id FROM public.tickets",
    *(f"CREATE EXTENSION {name}" for name in ("dblink", "postgres_fdw", "file_fdw", "lo", "pageinspect")),
    "CREATE LANGUAGE plpython3u",
    "LOAD 'auto_explain'",
    "SECURITY LABEL ON TABLE tickets IS 'x'",
    "COMMENT ON TABLE tickets IS 'x'",
)

_TAKEN_DOWN = (
    "DROP SCHEMA covered CASCADE",
    "ALTER VIEW covered.clients SET (security_invoker = true)",
    "ALTER TABLE tickets NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE tickets ALTER subject SET STATISTICS 1000",
    "ALTER FUNCTION pg_catalog.texteq(text, text) LEAKPROOF",
    "ALTER SEQUENCE tickets_rowno_seq RESTART",
    "UPDATE pg_class SET relrowsecurity = false",
    "DELETE FROM pg_policy",
    "UPDATE pg_proc SET proleakproof = true",
    "CLUSTER tickets",
    "REINDEX TABLE tickets",
    "SET allow_system_table_mods = on",
    "SET zero_damaged_pages = on",
    "SET session_preload_libraries = 'x'",
    "SET log_statement = 'none'",
    "DELETE FROM users",
    "DELETE FROM ticket_heads",
    "DELETE FROM stage_visits",
    "DELETE FROM erasures",
    "INSERT INTO erasures (reason) VALUES ('x')",
    "UPDATE imported_keys SET key = 'x'",
    "COPY ticket_events (id) FROM STDIN",
    "INSERT INTO ticket_events SELECT e.* FROM ticket_events e ON CONFLICT (id) DO UPDATE SET salt = 'x'",
    "UPDATE app.feed_head SET n = 0",
    "DELETE FROM app.feed",
    "INSERT INTO app.feed_rows (entry) VALUES (1)",
    "SELECT app.feed_entry()",
    "SELECT app.prune_feed()",
    "SELECT app.forget_old()",
    "SELECT app.forget_events(ARRAY['{mine_event}']::uuid[])",
    "SELECT app.forget_files(ARRAY['{foreign_file}']::uuid[])",
    "SELECT app.begin_erasing('{fresh}', 'client', '{foreign_client}', 'Titular 0000-0000', 'x')",
    "INSERT INTO app.erasing (kind, name) VALUES ('client', 'x')",
)

_HELD_UP = (
    "LOCK TABLE app.feed_gate IN ACCESS SHARE MODE",
    "LOCK TABLE app.feed_head IN ROW EXCLUSIVE MODE",
    "LOCK TABLE covered.seen_tickets IN ACCESS EXCLUSIVE MODE",
    "LOCK TABLE users IN SHARE MODE",
    "SELECT pg_advisory_lock(7261, 1)",
    "SELECT pg_advisory_xact_lock(7261, 1)",
    "SELECT pg_try_advisory_lock_shared(7261, 1)",
    "SELECT app.hold(7260)",
    "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename <> session_user",
    "SELECT pg_reload_conf()",
    "SELECT pg_switch_wal()",
    "SELECT pg_create_restore_point('x')",
    "SELECT pg_stat_reset()",
    "SELECT pg_replication_origin_create('x')",
    "SELECT pg_create_physical_replication_slot('x')",
)

_READ_PAST = (
    "SELECT pg_read_binary_file('global/pg_control')",
    "SELECT pg_stat_file('PG_VERSION')",
    "SELECT pg_ls_waldir()",
    "SELECT pg_current_logfile()",
    "SELECT current_setting('data_directory')",
    "SELECT current_setting('hba_file')",
    "SELECT * FROM pg_hba_file_rules",
    "SELECT * FROM pg_file_settings",
    "SELECT * FROM pg_user_mapping",
    "SELECT stavalues1 FROM pg_statistic",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_export(1, '/tmp/x')",
    "SELECT lo_put(1, 0, 'x')",
    "SELECT lo_creat(0)",
    "SELECT * FROM dblink('', 'TABLE tickets') AS t(a text)",
    "SELECT pg_logical_slot_peek_changes('s', NULL, NULL)",
    "SELECT * FROM app.erasing",
    "SELECT * FROM app.reveals",
    "SELECT * FROM app.feed_gate",
    "SELECT * FROM covered.client_words",
    "SELECT xid FROM app.feed",
    "SELECT tsv FROM search_docs",
    "SELECT covered.client_text('{foreign_client}', '')",
)

REFUSED_BY_SERVER = (*_POWERS, *_MADE_OF_ONES_OWN, *_TAKEN_DOWN, *_HELD_UP, *_READ_PAST)
"""Nobody who is only a person may do any of these, administrators of the desk included."""

TEXTS = {
    "organizations": ("name", "sort_key"),
    "clients": ("legal_name", "sort_key", "note", "find_key"),
    "contacts": ("name",),
    "addresses": ("street",),
    "access_logins": ("login",),
    "contracts": ("plan", "find_key", "client_sort_key"),
    "tickets": ("subject", "subject_key", "description", "protocol", "client_sort_key"),
    "ticket_events": ("payload", "hash"),
    "attachments": ("name",),
    "stored_files": ("sha256", "name"),
    "file_chunks": ("sha256",),
    "search_docs": ("text",),
}
"""Columns that say something of who is foreign."""

_COUNTED = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)"
WITH_WORK_COUNTED = (
    f"{_COUNTED} SELECT 1 FROM {{table}} x WHERE {{condition}} ORDER BY {{column}}",
    "EXPLAIN SELECT 1 FROM {table} x WHERE {condition}",
)
CONDITIONS = (
    "{column} = '{value}'",
    "{column} >= '{value}' AND {column} <= '{value}'",
    "{column} IN ('{value}', '')",
    "{column}::bpchar = '{value}'",
    "{column} ^@ '{value}'",
    "{column}::name = '{value}'",
)
"""What an index, or the order in which conditions are asked, could find a text by."""
