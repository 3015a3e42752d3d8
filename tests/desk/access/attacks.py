"""The statements that people try behind the wall. `{name}` is an id of the town."""

TABLES = (
    "organizations", "clients", "contacts", "addresses", "access_logins", "contracts", "tickets",
    "ticket_heads", "ticket_events", "stage_visits", "ticket_values", "ticket_checks", "ticket_referrals",
    "understandings", "attachments", "stored_files", "file_chunks", "search_docs", "change_rows",
    "change_sets", "imported_keys", "import_batches", "reads",
)  # fmt: skip

COVERED = (
    "organizations", "clients", "contacts", "addresses", "tickets", "ticket_events", "search_docs",
    "change_rows", "seen_tickets", "client_words",
)  # fmt: skip

READS = (
    *(f"SELECT x.* FROM {table} x" for table in TABLES),
    *(f"SELECT x.* FROM covered.{view} x" for view in COVERED),
    *(f"SELECT x.* FROM app.{table} x" for table in ("feed", "feed_rows", "presence", "reveals")),
    "TABLE tickets",
    "SELECT * FROM ONLY tickets",
    "SELECT * FROM tickets TABLESAMPLE BERNOULLI (100)",
    "SELECT * FROM tickets WHERE id = '{foreign}'",
    "SELECT * FROM tickets WHERE protocol = '{foreign_protocol}'",
    "SELECT * FROM tickets WHERE client_id = '{foreign_client}' FOR UPDATE",
    "SELECT e.* FROM ticket_events e WHERE e.ticket_id = '{foreign}'",
    "SELECT t, c FROM clients c FULL JOIN tickets t ON true",
    "SELECT * FROM clients WHERE portfolio_id = '{north}' OR true",
    "SELECT * FROM search_docs WHERE tsv @@ to_tsquery('simple', 'segredo:*')",
    "SELECT ts_headline(text, to_tsquery('simple', 'segredo')) FROM search_docs",
    "SELECT * FROM ts_stat('SELECT tsv FROM search_docs')",
    "SELECT convert_from(bytes, 'UTF8') FROM file_chunks WHERE sha256 = '{foreign_sha}'",
    "SELECT query_to_xml('SELECT * FROM tickets', true, false, '')",
    "SELECT schema_to_xml('public', true, false, '')",
    "SELECT row_to_json(t) FROM tickets t",
    "SELECT lower(subject) FROM tickets WHERE subject ILIKE '%segredo%'",
    "SELECT * FROM pg_stats WHERE schemaname = 'public'",
    "SELECT * FROM pg_stats_ext_exprs",
    "SELECT stavalues1::text FROM pg_statistic",
    "SELECT query FROM pg_stat_activity",
    "SELECT app.my_portfolios(), app.my_whole(), app.my_referrals()",
    "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM tickets WHERE subject LIKE 'SEGREDO%'",
    "EXPLAIN SELECT * FROM clients WHERE legal_name = 'x'",
    "SELECT count(*) FROM clients WHERE 1 / (position('SEGREDO' IN legal_name) - 1) > 0",
    "SELECT legal_name::integer FROM clients",
    "SELECT * FROM clients WHERE (legal_name || '')::integer > 0",
    "SELECT * FROM clients ORDER BY (SELECT string_agg(legal_name, ',') FROM clients)",
    "DO 'DECLARE r record; BEGIN FOR r IN SELECT * FROM tickets LOOP RAISE NOTICE ''%'', r; END LOOP; END'",
    "COPY tickets TO STDOUT",
    "COPY (SELECT * FROM ticket_events) TO STDOUT",
    "DECLARE c CURSOR FOR SELECT * FROM clients",
    (
        "WITH RECURSIVE r AS (SELECT id, subject FROM tickets UNION SELECT t.id, t.subject FROM "
        "tickets t, r) TABLE r"
    ),
    "SELECT * FROM app.let_go",
    "SELECT * FROM app.uploads",
    "SELECT * FROM app.find('''segredo'':* | ''alheio'':*', NULL, NULL, 500)",
    "SELECT * FROM app.find('!''nada''', NULL, NULL, 500)",
    "SELECT * FROM app.find('!''nada''', 9223372036854775807, ARRAY['client', 'ticket', 'entry'], 500)",
    "SELECT t.* FROM app.find_tickets('!''nada''') f LEFT JOIN tickets t ON t.id = f",
    "SELECT app.identity()",
    "UPDATE tickets SET news = news RETURNING *",
    "DELETE FROM search_docs RETURNING *",
    "MERGE INTO tickets t USING tickets s ON t.id = s.id WHEN MATCHED THEN UPDATE SET subject = s.subject",
    "DECLARE loot CURSOR WITH HOLD FOR SELECT * FROM clients; FETCH ALL FROM loot",
    "PREPARE loot AS SELECT * FROM covered.clients; EXECUTE loot; DEALLOCATE loot",
    "SET LOCAL ROLE pacdesk_people; SELECT * FROM clients; RESET ROLE; SELECT * FROM tickets",
    "SET LOCAL search_path = covered, pg_catalog; SELECT * FROM clients; SELECT * FROM tickets",
    "SET LOCAL TRANSACTION ISOLATION LEVEL SERIALIZABLE; SELECT * FROM tickets",
    "SET LOCAL plan_cache_mode = force_generic_plan; SELECT * FROM clients WHERE note <> ''",
    "SET LOCAL enable_seqscan = off; SELECT subject_key FROM tickets WHERE subject_key >= 'segredo'",
    "SELECT * FROM clients c, LATERAL (SELECT * FROM contacts k WHERE k.client_id = c.id) k",
    "SELECT json_agg(c) FROM covered.clients c",
    "SELECT app.cover('email', legal_name) FROM clients",
    "SELECT table_to_xml('clients', true, false, '')",
    "SELECT database_to_xml(true, false, '')",
    "COPY (SELECT row_to_json(e) FROM covered.ticket_events e) TO STDOUT",
    "WITH gone AS (UPDATE tickets SET news = news RETURNING *) SELECT * FROM gone",
    "SELECT * FROM pg_prepared_statements, pg_cursors",
    "SELECT lo_get(oid) FROM pg_largeobject_metadata",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT currval('tickets_rowno_seq')",
)

GUESSES = (
    (
        "SELECT count(*) FROM app.find_tickets('''segredo'':*')",
        "SELECT count(*) FROM app.find_tickets('''nadadisso'':*')",
    ),
    (
        "SELECT count(*) FROM app.find('''segredo'' & ''alheio''', NULL, NULL, 1)",
        "SELECT count(*) FROM app.find('''segredo'' & ''nadadisso''', NULL, NULL, 1)",
    ),
    (
        "SELECT count(*) FROM app.find_numbered('{foreign_protocol}')",
        "SELECT count(*) FROM app.find_numbered('nada')",
    ),
    (
        "SELECT count(*) FROM tickets WHERE id = '{foreign}'",
        "SELECT count(*) FROM tickets WHERE id = '{nothing}'",
    ),
    (
        "SELECT count(*) FROM clients WHERE legal_name LIKE 'SEGREDO%'",
        "SELECT count(*) FROM clients WHERE legal_name LIKE 'OUTRO%'",
    ),
    (
        "UPDATE tickets SET news = 'x' WHERE id = '{foreign}'",
        "UPDATE tickets SET news = 'x' WHERE id = '{nothing}'",
    ),
    (
        "DELETE FROM search_docs WHERE ticket_id = '{foreign}'",
        "DELETE FROM search_docs WHERE ticket_id = '{nothing}'",
    ),
    *(
        (statement.replace("THAT", "{foreign}"), statement.replace("THAT", "{nothing}"))
        for statement in (
            (
                "INSERT INTO ticket_values (id, version, portfolio_id, ticket_id, field) "
                "VALUES (gen_random_uuid(), 1, '{north}', 'THAT', 'x')"
            ),
            (
                "INSERT INTO ticket_events (id, portfolio_id, ticket_id, number, kind, "
                "visibility, actor_label, "
                "on_behalf_of, recorded_by, happened_at, recorded_at, payload, salt, "
                "commitment, hash) VALUES "
                "(gen_random_uuid(), '{north}', 'THAT', 1, 'note', 'internal', '', '', 'x', "
                "now(), now(), '{}', 's', "
                "'c', 'h')"
            ),
            (
                "INSERT INTO ticket_heads (portfolio_id, ticket_id, last_number, last_hash, "
                "last_recorded_at) "
                "VALUES ('{north}', 'THAT', 0, '', now())"
            ),
            "SELECT 1 FROM tickets WHERE id = 'THAT' FOR UPDATE NOWAIT",
            "SELECT 1 FROM tickets WHERE id = 'THAT' FOR KEY SHARE SKIP LOCKED",
            "INSERT INTO last_seen (user_id, ticket_id, number, at) VALUES (app.me(), 'THAT', 9, now())",
            "SELECT app.be_at(ARRAY['THAT']::uuid[], '{}')",
            "SET pacdesk.sender = 'x'; INSERT INTO app.presence (ticket_id, typing) VALUES ('THAT', false)",
            "INSERT INTO covered.tickets (id, portfolio_id) VALUES ('THAT', '{north}')",
            "UPDATE covered.tickets SET news = 'x' WHERE id = 'THAT'",
            (
                "MERGE INTO tickets t USING (SELECT 'THAT'::uuid AS id) s ON t.id = s.id "
                "WHEN MATCHED THEN UPDATE SET news = 'x' WHEN NOT MATCHED THEN DO NOTHING"
            ),
            "SELECT count(*) FROM app.feed_rows WHERE ticket_id = 'THAT'",
        )
    ),
    (
        (
            "INSERT INTO contacts (id, version, portfolio_id, client_id, name, kind, job_title, "
            "email, phone, mobile, "
            "is_main, note) VALUES (gen_random_uuid(), 1, '{north}', '{foreign_client}', 'x', "
            "'x', '', '', '', '', "
            "false, '')"
        ),
        (
            "INSERT INTO contacts (id, version, portfolio_id, client_id, name, kind, job_title, "
            "email, phone, mobile, "
            "is_main, note) VALUES (gen_random_uuid(), 1, '{north}', '{nothing}', 'x', 'x', '', '', '', '', "
            "false, '')"
        ),
    ),
    *(
        (
            f"UPDATE tickets SET {column} = '{{{foreign}}}', version = version + 1 WHERE id = '{{mine}}'",
            f"UPDATE tickets SET {column} = '{{nothing}}', version = version + 1 WHERE id = '{{mine}}'",
        )
        for column, foreign in (
            ("contact_id", "foreign_contact"),
            ("contract_id", "foreign_contract"),
            ("client_id", "foreign_client"),
        )
    ),
    (
        (
            "UPDATE clients SET organization_id = '{foreign_organization}', version = version + 1 "
            "WHERE id = '{mine_client}'"
        ),
        "UPDATE clients SET organization_id = '{nothing}', version = version + 1 WHERE id = '{mine_client}'",
    ),
    (
        "UPDATE attachments SET file_id = '{foreign_file}', version = version + 1 WHERE ticket_id = '{mine}'",
        "UPDATE attachments SET file_id = '{nothing}', version = version + 1 WHERE ticket_id = '{mine}'",
    ),
    (
        (
            "INSERT INTO stored_files (id, sha256, name, size, media_type, portfolio_id, created_at) "
            "VALUES ('{fresh}', '{foreign_sha}', 'x', 1, 'x', '{south}', now())"
        ),
        (
            "INSERT INTO stored_files (id, sha256, name, size, media_type, portfolio_id, created_at) "
            "VALUES ('{fresh}', 'nada', 'x', 1, 'x', '{south}', now())"
        ),
    ),
    (
        "SELECT count(*) FROM file_chunks WHERE sha256 = '{foreign_sha}'",
        "SELECT count(*) FROM file_chunks WHERE sha256 = 'nada'",
    ),
)

_GUARDED = (
    "organizations", "clients", "contacts", "addresses", "access_logins", "contracts", "tickets",
    "ticket_heads", "stage_visits", "attachments", "stored_files", "search_docs",
)  # fmt: skip

NOT_DONE = (
    *(
        f"UPDATE {table} SET portfolio_id = portfolio_id WHERE portfolio_id = '{{north}}'"
        for table in _GUARDED
    ),
    *(f"DELETE FROM {table} WHERE portfolio_id = '{{north}}'" for table in _GUARDED),
    "UPDATE tickets SET subject = 'x', version = version + 1 WHERE id = '{foreign}'",
    "UPDATE tickets SET portfolio_id = '{north}', version = version + 1 WHERE id = '{mine}'",
    "UPDATE tickets SET portfolio_id = '{south}', version = version + 1 WHERE id = '{foreign}'",
    (
        "UPDATE tickets SET client_id = '{foreign_client}', portfolio_id = '{north}', version = version + 1 "
        "WHERE id = '{mine}'"
    ),
    (
        "UPDATE tickets SET client_id = NULL, contract_id = NULL, portfolio_id = '{north}', "
        "version = version + 1 "
        "WHERE id = '{mine}'"
    ),
    "UPDATE clients SET portfolio_id = '{north}', version = version + 1",
    "UPDATE clients SET portfolio_id = '{north}', version = version + 1 WHERE id = '{mine_client}'",
    "UPDATE clients SET portfolio_id = '{south}', version = version + 1 WHERE id = '{foreign_client}'",
    "UPDATE contacts SET client_id = '{foreign_client}', portfolio_id = '{north}', version = version + 1",
    "UPDATE contracts SET client_id = '{foreign_client}', version = version + 1",
    "UPDATE search_docs SET portfolio_id = '{north}'",
    "UPDATE search_docs SET text = 'x' WHERE ticket_id = '{foreign}'",
    "UPDATE ticket_heads SET last_hash = 'x' WHERE ticket_id = '{foreign}'",
    "UPDATE attachments SET file_id = '{foreign_file}', version = version + 1",
    "UPDATE companies SET logo_file_id = '{foreign_file}', version = version + 1",
    "UPDATE number_sequences SET last = 0",
    "UPDATE number_sequences SET last = last - 1",
    "UPDATE number_sequences SET last = 2000000000",
    (
        "UPDATE change_sets SET undone_by = '{nothing}' WHERE actor_id = '{chief}' AND NOT "
        "app.has_right('audit.see')"
    ),
    "UPDATE last_seen SET number = 0 WHERE user_id <> app.me()",
    "INSERT INTO last_seen (user_id, ticket_id, number, at) VALUES ('{chief}', '{foreign}', 9, now())",
    (
        "INSERT INTO reads (id, at, actor_id, actor_label, kind) SELECT gen_random_uuid(), "
        "now(), '{chief}', 'x', "
        "'x' WHERE app.me() IS NULL"
    ),
    (
        "INSERT INTO change_rows (change_set_id, table_name, row_id, operation) "
        "SELECT id, 'tickets', '{foreign}', 'update' FROM change_sets LIMIT 1"
    ),
    (
        "INSERT INTO portfolio_members (id, version, portfolio_id, user_id, role) "
        "VALUES (gen_random_uuid(), 1, '{north}', app.me(), 'titular')"
    ),
    "UPDATE portfolio_members SET portfolio_id = '{north}', version = version + 1",
    (
        "INSERT INTO memberships (id, version, user_id, group_id) "
        "VALUES (gen_random_uuid(), 1, app.me(), '{strong}')"
    ),
    (
        "INSERT INTO ticket_referrals (id, version, portfolio_id, ticket_id, user_id, until, by_label) "
        "VALUES (gen_random_uuid(), 1, '{north}', '{foreign}', app.me(), now() + interval '1 day', '')"
    ),
    "UPDATE users SET is_admin = true, version = version + 1",
    "UPDATE parameters SET value = 'false', version = version + 1",
    (
        "INSERT INTO parameters (id, version, name, value) "
        "VALUES (gen_random_uuid(), 1, 'portfolios_active', 'false')"
    ),
    (
        "INSERT INTO stage_visits (id, version, portfolio_id, ticket_id, stage_label, "
        "entered_at, attendant_label, "
        "condition, reason, off_flow) VALUES (gen_random_uuid(), 1, '{north}', '{foreign}', "
        "'x', now(), '', '', '', "
        "false)"
    ),
    (
        "INSERT INTO attachments (id, version, portfolio_id, ticket_id, file_id, name, "
        "media_type, size, visibility, "
        "inline, added_at, added_by_label) VALUES (gen_random_uuid(), 1, '{south}', '{mine}', "
        "'{foreign_file}', 'x', "
        "'x', 1, 'client', false, now(), '')"
    ),
    (
        "INSERT INTO search_docs (doc_id, kind, ref, portfolio_id, visibility, text) "
        "VALUES (1, 'client', '{mine}', '{north}', 'client', 'falso')"
    ),
    (
        "INSERT INTO organizations (id, version, portfolio_id, name, sort_key, document_ok, note) "
        "VALUES (gen_random_uuid(), 1, '{north}', 'x', 'x', true, '')"
    ),
    (
        "INSERT INTO departments (id, version, name, name_key, email, position, serves_clients, "
        "active) SELECT "
        "gen_random_uuid(), 1, 'x', 'x', '', 0, true, true WHERE NOT app.has_right('catalogue.edit')"
    ),
    "UPDATE covered.clients SET portfolio_id = '{north}', version = version + 1",
    "UPDATE covered.tickets SET subject = 'x', version = version + 1 WHERE id = '{foreign}'",
    "UPDATE covered.search_docs SET portfolio_id = '{north}'",
    "DELETE FROM covered.search_docs WHERE portfolio_id = '{north}'",
    "DELETE FROM app.presence WHERE user_id <> app.me()",
    "UPDATE second_factors SET voided_at = now(), version = version + 1 WHERE user_id = '{chief}'",
    "DELETE FROM retention_rules",
    "DELETE FROM parameters",
    "GRANT SELECT ON tickets TO PUBLIC",
    (
        "UPDATE stages SET name = name, version = version + 1 WHERE NOT app.has_right('catalogue.edit', "
        "'import.data')"
    ),
)

REFUSED = (
    "UPDATE ticket_events SET payload = 'x'",
    "UPDATE covered.ticket_events SET payload = 'x'",
    "DELETE FROM covered.ticket_events",
    "UPDATE ticket_events SET kind = 'note' WHERE ticket_id = '{mine}'",
    "UPDATE ticket_events SET recorded_by = 'chefe'",
    "UPDATE ticket_events SET salt = NULL, payload = NULL",
    "DELETE FROM ticket_events",
    "TRUNCATE ticket_events CASCADE",
    "TRUNCATE tickets CASCADE",
    "DELETE FROM tickets",
    "DELETE FROM clients",
    "DELETE FROM change_sets",
    "DELETE FROM change_rows",
    "UPDATE change_rows SET after = NULL",
    "UPDATE change_sets SET actor_id = '{chief}'",
    "DELETE FROM reads",
    "UPDATE reads SET kind = 'x'",
    "UPDATE tickets SET protocol = 'x'",
    "UPDATE tickets SET id = '{nothing}'",
    "UPDATE tickets SET rowno = 1",
    "INSERT INTO stages (rowno) VALUES (1)",
    "UPDATE users SET login = 'x'",
    "SELECT password_hash FROM users",
    "SELECT secret FROM second_factors",
    "SELECT recovery FROM second_factors",
    "UPDATE second_factors SET user_id = '{chief}'",
    "UPDATE known_computers SET computer_id = gen_random_uuid()",
    (
        "INSERT INTO known_computers (id, version, user_id, computer_id, name, first_at, last_at) "
        "VALUES (gen_random_uuid(), 1, '{chief}', gen_random_uuid(), 'x', now(), now())"
    ),
    (
        "INSERT INTO second_factors (id, version, user_id, secret, recovery, codes_left, last_step, "
        "enrolled_at, failures) VALUES (gen_random_uuid(), 1, '{chief}', 'x', '[]', 0, 0, now(), 0)"
    ),
    "UPDATE stored_files SET sha256 = '{foreign_sha}'",
    "INSERT INTO file_chunks VALUES ('{foreign_sha}', 9, 'x')",
    "UPDATE file_chunks SET bytes = ''",
    "UPDATE desk_meta SET name = 'x'",
    "UPDATE alembic_version SET version_num = 'x'",
    "INSERT INTO app.let_go (row_id) VALUES ('{foreign}')",
    "INSERT INTO app.uploads (sha256) VALUES ('{foreign_sha}')",
    "SET ROLE pacdesk_owner",
    "SET ROLE {superuser}",
    "SET ROLE raiz",
    "SET SESSION AUTHORIZATION raiz",
    "SET session_replication_role = replica",
    "SET LOCAL row_security = off; SELECT * FROM tickets",
    "ALTER TABLE tickets DISABLE TRIGGER ALL",
    "ALTER TABLE tickets DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE tickets OWNER TO CURRENT_USER",
    "DROP POLICY wall_see ON tickets",
    "CREATE POLICY open ON tickets USING (true)",
    "DROP TABLE tickets",
    "CREATE TRIGGER spy AFTER INSERT ON tickets EXECUTE FUNCTION app.sign()",
    "CREATE OR REPLACE FUNCTION app.me() RETURNS uuid LANGUAGE sql AS $$ SELECT '{chief}'::uuid $$",
    "ALTER FUNCTION app.me() SECURITY INVOKER",
    "CREATE FUNCTION public.spy(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE TABLE public.mine (a integer)",
    "CREATE TABLE app.mine (a integer)",
    "CREATE TEMPORARY TABLE users (a integer)",
    "CREATE SCHEMA mine",
    "CREATE EXTENSION vector",
    "CREATE ROLE friend",
    "CREATE DATABASE mine",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "ALTER ROLE CURRENT_USER CONNECTION LIMIT 100",
    "ALTER ROLE CURRENT_USER VALID UNTIL 'infinity'",
    "ALTER ROLE raiz PASSWORD 'x'",
    "ALTER ROLE raiz SET search_path = evil",
    "GRANT pacdesk_owner TO CURRENT_USER",
    "GRANT pacdesk_people TO raiz",
    "REASSIGN OWNED BY pacdesk_owner TO CURRENT_USER",
    "ALTER DATABASE postgres SET role = '{superuser}'",
    "ALTER SYSTEM SET fsync = off",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT pg_ls_dir('.')",
    "SELECT * FROM pg_authid",
    "SELECT * FROM pg_shadow",
    "SELECT nextval('tickets_rowno_seq')",
    "SELECT setval('tickets_rowno_seq', 1)",
    "SELECT last_value FROM tickets_rowno_seq",
    "SELECT public.pacdesk_index()",
    "SELECT app.chain_event()",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "COPY tickets FROM '/etc/passwd'",
    "LOCK TABLE ticket_events IN ACCESS EXCLUSIVE MODE",
    "LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE",
    "VACUUM tickets",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{superuser}'",
    "PREPARE TRANSACTION 'x'; SELECT * FROM pg_authid",
)
