"""The statements that people try from whom personal fields are covered. `{name}` is an id of the desk."""

from tests.desk.access.masking import CONTACT_EMAIL, DOCUMENT, EMAIL, PHONE, STREET

HOLE = "{}"
HOLDING = (
    "clients",
    "contacts",
    "addresses",
    "organizations",
    "tickets",
    "ticket_events",
    "search_docs",
    "change_rows",
)
OTHERS = ("change_sets", "contracts", "reads", "stage_visits", "ticket_values", "legal_holds", "users")
SIDES = [f"{side}.{table}" for side in ("public", "covered") for table in HOLDING]
PERSONAL = (
    ("clients", "document", DOCUMENT),
    ("clients", "email", EMAIL),
    ("clients", "phone", PHONE),
    ("clients", "mobile", "+14155550123"),
    ("clients", "phone_key", "1133334444 14155550123"),
    ("contacts", "email", CONTACT_EMAIL),
    ("addresses", "street", STREET),
    ("addresses", "cep", "88509000"),
    ("organizations", "document", "11222333000181"),
)

READS = (
    *(f"SELECT x.* FROM {table} x" for table in (*SIDES, *OTHERS, "covered.client_words", "app.reveals")),
    *(f"SELECT row_to_json(x) FROM {table} x" for table in SIDES),
    *(f"COPY (SELECT * FROM {table}) TO STDOUT" for table in SIDES),
    *(f"COPY {table} TO STDOUT" for table in SIDES),
    *(
        f"SELECT * FROM {side}.{table} ORDER BY {column}"
        for side in ("public", "covered")
        for table, column, _ in PERSONAL
    ),
    *(f"UPDATE {table} SET version = version + 1 RETURNING *" for table in SIDES),
    *(f"DELETE FROM {table} RETURNING *" for table in SIDES),
    *(f"SELECT * FROM {table} FOR UPDATE" for table in SIDES),
    "UPDATE covered.clients SET note = phone || document, version = version + 1 RETURNING note",
    "UPDATE covered.clients SET note = find_key || phone_key, version = version + 1 RETURNING *",
    "UPDATE covered.search_docs SET kind = 'note' RETURNING *",
    "UPDATE covered.search_docs SET ref = '{ticket}' RETURNING *",
    "SELECT string_agg(phone, '') OVER () FROM covered.clients",
    "SELECT covered.client_text('{client}', '')",
    "SELECT covered.place_of('client', '{client}', NULL, NULL)",
    "SELECT covered.settled('clients', '{}', '{}')",
    "SELECT ts_headline(text, to_tsquery('simple', 'rita')) FROM covered.search_docs",
    "SELECT * FROM ts_stat('SELECT tsv FROM covered.search_docs')",
    "SELECT * FROM ts_stat('SELECT tsv FROM public.search_docs')",
    "SELECT * FROM app.find('''rita'':*', NULL, NULL, 500)",
    "SELECT * FROM app.find('!''nada''', NULL, NULL, 500)",
    "SELECT c.* FROM tickets t JOIN clients c ON c.id = t.client_id",
    "SELECT schema_to_xml('covered', true, false, '')",
    "SELECT query_to_xml('SELECT * FROM public.clients', true, false, '')",
    "SELECT * FROM pg_stats WHERE schemaname IN ('public', 'covered')",
    "SELECT app.identity()",
    "UPDATE covered.clients SET legal_name = NULL, version = version + 1",
    "UPDATE covered.contacts SET name = NULL, version = version + 1",
    "UPDATE covered.addresses SET portfolio_id = '{nothing}', version = version + 1",
    "UPDATE covered.addresses SET label = repeat('x', 100), version = version + 7",
    "UPDATE covered.tickets SET subject = NULL, version = version + 1",
    "UPDATE covered.tickets SET address_origin = 'client', subject = NULL, version = version + 1",
    "UPDATE covered.search_docs SET text = NULL",
    "SELECT document::integer FROM covered.clients",
    "SELECT (phone || 'x')::integer FROM covered.clients",
    "SELECT * FROM covered.clients WHERE (email || '')::integer > 0",
    (
        "INSERT INTO covered.contacts (id, version, portfolio_id, client_id, name, kind, job_title, email, "
        "phone, mobile, is_main, note) SELECT gen_random_uuid(), 1, portfolio_id, id, 'x', 'x', '', email, "
        "phone, mobile, false, '' FROM covered.clients RETURNING *"
    ),
    "SET search_path = public; SELECT * FROM clients",
    "SET ROLE pacdesk_people; SELECT * FROM clients",
    "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM covered.clients WHERE phone LIKE '+55%'",
    "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM public.clients WHERE phone LIKE '+55%'",
    (
        "DO 'DECLARE r record; BEGIN FOR r IN SELECT * FROM covered.clients LOOP RAISE NOTICE ''%'', r; "
        "END LOOP; END'"
    ),
)

GUESSES = (
    *(
        (
            f"SELECT count(*) FROM {side}.{table} WHERE {column} {how} '{value}{more}'",
            f"SELECT count(*) FROM {side}.{table} WHERE {column} {how} '{value[:-3]}zzz{more}'",
        )
        for side in ("public", "covered")
        for table, column, value in PERSONAL
        for how, more in (("=", ""), ("LIKE", "%"))
    ),
    *(
        (
            f"EXPLAIN SELECT * FROM {side}.{table} WHERE {column} {how} '{value}'",
            f"EXPLAIN SELECT * FROM {side}.{table} WHERE {column} {how} '{value[:-3]}zzz'",
        )
        for side in ("public", "covered")
        for table, column, value in PERSONAL
        for how in ("=", ">", "<")
    ),
    *(
        (
            f"SELECT doc_id FROM app.find('{words.replace(HOLE, '33334444')}', NULL, NULL, 9)",
            f"SELECT doc_id FROM app.find('{words.replace(HOLE, '77777777')}', NULL, NULL, 9)",
        )
        for words in (
            "''{}'':*",
            "''rita'' & ''{}''",
            "!''{}''",
            "''rita'' & !''{}''",
            "''rita'' | ''{}''",
            "''aurora'' <-> ''{}''",
            "''rita'' & (''{}'' | !''{}'')",
        )
    ),
    (
        "SELECT * FROM app.find_tickets('''11144477735''')",
        "SELECT * FROM app.find_tickets('''11144477736''')",
    ),
    (
        "SELECT * FROM app.find_tickets('!''11144477735''')",
        "SELECT * FROM app.find_tickets('!''11144477736''')",
    ),
    (
        "SELECT doc_id FROM covered.search_docs WHERE tsv @@ '''11144477735'''",
        "SELECT doc_id FROM covered.search_docs WHERE tsv @@ '''11144477736'''",
    ),
    (
        "SELECT doc_id FROM public.search_docs WHERE tsv @@ '''11144477735'''",
        "SELECT doc_id FROM public.search_docs WHERE tsv @@ '''11144477736'''",
    ),
    (
        f"UPDATE covered.clients SET note = 'x', version = version + 1 WHERE phone = '{PHONE}'",
        "UPDATE covered.clients SET note = 'x', version = version + 1 WHERE phone = '+551133334445'",
    ),
    (
        f"UPDATE covered.clients SET phone = '{PHONE}', version = version + 1",
        "UPDATE covered.clients SET phone = '+551133334445', version = version + 1",
    ),
)

REFUSED = (
    "UPDATE covered.clients SET phone = '+551133330000', version = version + 1",
    "UPDATE covered.contacts SET phone = '', version = version + 1",
    "UPDATE covered.contacts SET client_id = '{nothing}', version = version + 1",
    "INSERT INTO app.reveals (user_id, client_id) VALUES (app.me(), '{client}')",
    "UPDATE app.reveals SET at = now()",
    "SET ROLE pacdesk_cover",
    "ALTER VIEW covered.clients SET (security_barrier = false)",
    "CREATE VIEW covered.mine AS SELECT 1",
    "DROP VIEW covered.clients",
    "ALTER VIEW covered.clients ALTER COLUMN phone SET DEFAULT 'x'",
    "DELETE FROM covered.clients",
    "DELETE FROM covered.ticket_events",
    "UPDATE covered.ticket_events SET payload = 'x'",
    "UPDATE covered.change_rows SET before = 'x'",
    "UPDATE covered.tickets SET client_id = NULL, version = version + 1",
    "UPDATE covered.tickets SET protocol = 'x', version = version + 1",
)
