-- Column by column. What the database gives itself (row numbers) or nobody changes (ids, protocols, events)
-- is not granted; people may not read the row numbers' sequences nor truncate, lock or refer to a table.
CREATE TEMPORARY TABLE wall_fixed (place text, mark text) ON COMMIT DROP;
INSERT INTO wall_fixed VALUES
    ('tickets', 'protocol'), ('tickets', 'short_id'), ('users', 'login'), ('users', 'login_key'),
    ('second_factors', 'user_id'), ('known_computers', 'user_id'), ('known_computers', 'computer_id'),
    ('number_sequences', 'name'), ('number_sequences', 'year'), ('ticket_heads', 'ticket_id'),
    ('ticket_referrals', 'ticket_id'), ('stage_visits', 'ticket_id'), ('ticket_values', 'ticket_id'),
    ('ticket_checks', 'ticket_id'), ('understandings', 'ticket_id'), ('attachments', 'ticket_id'),
    ('stored_files', 'sha256'), ('stored_files', 'name'), ('stored_files', 'size'),
    ('stored_files', 'media_type'), ('stored_files', 'created_at'), ('search_docs', 'doc_id'), ('search_docs', 'ref'), ('search_docs', 'kind'), ('search_docs', 'ticket_id');

DO $$
DECLARE
    one record;
    reads text;
    adds text;
    changes text;
BEGIN
    FOR one IN SELECT * FROM wall_plan ORDER BY place LOOP
        SELECT string_agg(quote_ident(a.attname), ', ') FILTER (
                   WHERE a.attname NOT IN ('password_hash', 'secret', 'recovery', 'tsv')),
               string_agg(quote_ident(a.attname), ', ') FILTER (WHERE a.attidentity = '' AND a.attname <> 'tsv'),
               string_agg(quote_ident(a.attname), ', ') FILTER (
                   WHERE a.attidentity = '' AND a.attname NOT IN ('id', 'tsv') AND NOT EXISTS (
                       SELECT FROM wall_fixed f WHERE f.place = one.place AND f.mark = a.attname))
        INTO reads, adds, changes
        FROM pg_attribute a
        WHERE a.attrelid = format('public.%I', one.place)::regclass AND a.attnum > 0 AND NOT a.attisdropped;
        EXECUTE format('GRANT SELECT (%s) ON %I TO pacdesk_people, pacdesk_cover', reads, one.place);
        IF one.place NOT IN ('desk_meta', 'erasures') THEN
            EXECUTE format('GRANT INSERT (%s) ON %I TO pacdesk_people, pacdesk_cover', adds, one.place);
        END IF;
        IF one.place NOT IN ('desk_meta', 'ticket_events', 'change_sets', 'change_rows', 'reads',
                             'imported_keys', 'erasures') THEN
            EXECUTE format('GRANT UPDATE (%s) ON %I TO pacdesk_people, pacdesk_cover', changes, one.place);
        END IF;
    END LOOP;
END $$;

GRANT UPDATE (undone_by) ON change_sets TO pacdesk_people;
GRANT SELECT ON alembic_version, file_chunks TO pacdesk_people;
-- Nobody's condition on the words themselves: what the planner expects of it tells whether somebody has them.
-- `app.find` looks for them, and `covered.search_docs` shows them.
GRANT SELECT (tsv), DELETE ON search_docs TO pacdesk_cover;
GRANT DELETE ON stages, stage_fields, transitions, flow_fields, parameters, retention_rules, search_docs, imported_keys
TO pacdesk_people;

DO $$
DECLARE one regprocedure;
BEGIN
    FOR one IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC, pacdesk_people, pacdesk_cover', one);
    END LOOP;
END $$;

GRANT EXECUTE ON FUNCTION app.me(), app.my_name(), app.identity(), app.reading(bigint, timestamptz), app.see_everywhere(), app.am_narrowed(), app.am_admin(), app.my_rights(), app.has_right(text[]), app.my_scope(),
    app.my_blocked(), app.my_portfolios(), app.my_client_portfolios(), app.my_people(), app.my_departments(),
    app.my_managed(), app.my_referrals(), app.my_whole(), app.my_partial(), app.my_reach(),
    app.my_let_go(name), app.my_uploads(), app.put_file(bytea), app.is_my_change(uuid),
    app.within_mine(text, jsonb), app.my_second_factor(), app.tickets_naming(uuid), app.find(text, bigint, text[], integer),
    app.find_tickets(text), app.find_numbered(text), public.pacdesk_fold(text), app.am_masked(), app.my_masked(), app.my_path(),
    app.my_revealed(), app.open_portfolios(), app.open_client_portfolios(), app.open_let_go(name),
    app.open_reach(), app.cover(text, text), app.without_street(jsonb), app.cover_address(text),
    app.cover_payload(text), app.cover_image(text, text[]), app.loosely(text), app.phone_key(text), app.phone_keys(text[]),
    app.find_key(text[]), app.only_digits(text), app.personal_words(text, text)
TO pacdesk_people, pacdesk_cover;
