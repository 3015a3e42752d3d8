-- Row by row: who reads what, and who writes it. A table that stands in none of these lists stays shut to
-- everybody but the owner. `sees` holds for reading and for the row as it was; `stays` for the row as it is
-- written; `may` are the rights that the handlers demand, any of them. An UPDATE that reads no column is held
-- by its own policy alone, so each says the whole.
CREATE TEMPORARY TABLE wall_plan (
    place text PRIMARY KEY, kind text NOT NULL, sees text NOT NULL, stays text NOT NULL, may text[] NOT NULL
) ON COMMIT DROP;

INSERT INTO wall_plan
SELECT place, 'register', '(SELECT app.me()) IS NOT NULL', 'true', may FROM (
    SELECT unnest(ARRAY[
        'departments', 'staff_members', 'ticket_groups', 'ticket_types', 'workflow_versions', 'flow_fields',
        'stages', 'stage_fields', 'transitions', 'handover_reasons', 'subjects', 'canned_messages',
        'complementary_statuses'
    ]), ARRAY['catalogue.edit', 'import.data', 'import.history']
    UNION ALL SELECT unnest(ARRAY['users', 'permission_groups', 'memberships', 'department_members']),
        ARRAY['users.edit']
    UNION ALL SELECT unnest(ARRAY['portfolios', 'portfolio_members']), ARRAY['portfolio.edit']
    UNION ALL SELECT unnest(ARRAY['retention_rules', 'erasures']), ARRAY['privacy.erase']
    UNION ALL SELECT unnest(ARRAY['companies', 'parameters']), ARRAY['parameters.edit']
    UNION ALL SELECT 'number_sequences', ARRAY['ticket.open', 'contract.edit', 'import.data', 'import.history']
) AS registers(place, may);

INSERT INTO wall_plan
SELECT place, 'client', 'portfolio_id = ANY ((SELECT app.my_client_portfolios())::uuid[])',
    'portfolio_id = ANY ((SELECT app.my_portfolios())::uuid[])', may
FROM (
    SELECT unnest(ARRAY['contacts', 'addresses', 'access_logins']),
        ARRAY['client.edit', 'import.data', 'import.history', 'privacy.erase']
    UNION ALL SELECT 'contracts', ARRAY['contract.edit', 'import.data', 'import.history', 'privacy.erase']
) AS theirs(place, may);

-- Whoever takes a portfolio out moves its clients to where he may not see them (S2.16).
INSERT INTO wall_plan
SELECT place, 'client', 'portfolio_id = ANY ((SELECT app.my_client_portfolios())::uuid[])'
    || format(' OR rowno = ANY ((SELECT app.my_let_go(%L))::bigint[])', place),
    'portfolio_id = ANY ((SELECT app.my_portfolios())::uuid[]) OR (SELECT app.has_right(''portfolio.edit''))',
    ARRAY['client.edit', 'portfolio.assign', 'portfolio.edit', 'import.data', 'import.history', 'privacy.erase']
FROM unnest(ARRAY['organizations', 'clients']) place;

INSERT INTO wall_plan
SELECT place, 'ticket', 'portfolio_id = ANY ((SELECT app.my_reach())::uuid[])'
    ' AND (portfolio_id = ANY ((SELECT app.my_whole())::uuid[])'
    ' OR EXISTS (SELECT FROM covered.seen_tickets t WHERE t.id = ticket_id))', 'true', may
FROM (
    SELECT unnest(ARRAY['stage_visits', 'ticket_values', 'ticket_checks', 'understandings', 'attachments']),
        ARRAY['ticket.open', 'ticket.work', 'ticket.reopen', 'catalogue.edit', 'import.data', 'import.history',
              'privacy.erase']
    UNION ALL SELECT unnest(ARRAY['ticket_events', 'ticket_heads']),
        ARRAY['ticket.open', 'ticket.work', 'ticket.reopen', 'ticket.refer', 'catalogue.edit', 'import.data',
              'import.history']
    UNION ALL SELECT 'ticket_referrals', ARRAY['ticket.refer']
) AS theirs(place, may);

-- *See* for a ticket, that of desk/access/queries.py. The first condition is one that an index can find by;
-- the second is for most people all that is asked. All columns stand in the lists' indexes, so that no row is
-- fetched to be refused.
INSERT INTO wall_plan VALUES ('tickets', 'row', $see$
    portfolio_id = ANY ((SELECT app.my_reach())::uuid[]) AND (
    portfolio_id = ANY ((SELECT app.my_whole())::uuid[])
    OR type_id <> ALL ((SELECT app.my_blocked())::uuid[])
    AND (
        portfolio_id = ANY ((SELECT app.my_partial())::uuid[])
            AND CASE (SELECT app.my_scope())
                WHEN 'all' THEN true
                WHEN 'departments' THEN department_id = ANY ((SELECT app.my_departments())::uuid[])
                    OR attendant_id = ANY ((SELECT app.my_people())::uuid[])
                WHEN 'own_and_free' THEN attendant_id = ANY ((SELECT app.my_people())::uuid[])
                    OR attendant_id IS NULL
                WHEN 'own_and_free_there' THEN attendant_id = ANY ((SELECT app.my_people())::uuid[])
                    OR attendant_id IS NULL AND department_id = ANY ((SELECT app.my_departments())::uuid[])
                ELSE attendant_id = ANY ((SELECT app.my_people())::uuid[])
            END
        OR department_id = ANY ((SELECT app.my_managed())::uuid[])
        OR rowno = ANY ((SELECT app.my_referrals())::bigint[])
    )
    OR rowno = ANY ((SELECT app.my_let_go('tickets'))::bigint[]))
$see$, 'true', ARRAY['ticket.open', 'ticket.work', 'ticket.reopen', 'ticket.refer', 'catalogue.edit',
    'import.data', 'import.history', 'privacy.erase']);

INSERT INTO wall_plan VALUES ('search_docs', 'row', $see$
    CASE WHEN ticket_id IS NULL THEN portfolio_id = ANY ((SELECT app.my_portfolios())::uuid[])
    ELSE portfolio_id = ANY ((SELECT app.my_whole())::uuid[])
        OR EXISTS (SELECT FROM covered.seen_tickets t WHERE t.id = ticket_id) END
$see$, $stays$
    CASE WHEN ticket_id IS NULL THEN portfolio_id = ANY ((SELECT app.my_portfolios())::uuid[])
    ELSE EXISTS (SELECT FROM covered.seen_tickets t
                 WHERE t.id = ticket_id AND t.portfolio_id = search_docs.portfolio_id) END
$stays$, ARRAY['ticket.open', 'ticket.work', 'ticket.reopen', 'ticket.refer', 'client.edit', 'contract.edit',
    'catalogue.edit', 'portfolio.assign', 'portfolio.edit', 'import.data', 'import.history', 'privacy.erase']);

-- What was asked about somebody's data, images of its changes included, is for those who attend to it.
INSERT INTO wall_plan VALUES
    ('subject_requests', 'row', '(SELECT app.has_right(''privacy.attend'', ''privacy.erase''))', 'true',
     ARRAY['privacy.attend', 'privacy.erase']),
    ('legal_holds', 'client', 'portfolio_id = ANY ((SELECT app.my_portfolios())::uuid[]) AND (ticket_id IS NULL'
     ' OR EXISTS (SELECT FROM covered.seen_tickets t WHERE t.id = ticket_id))', 'true',
     ARRAY['privacy.attend', 'privacy.erase']);

-- Whoever names a file has brought its bytes himself: else a known digest would open somebody else's.
INSERT INTO wall_plan VALUES ('stored_files', 'row', $see$
    EXISTS (SELECT FROM public.attachments a WHERE a.file_id = stored_files.id)
    OR EXISTS (SELECT FROM public.companies c WHERE c.logo_file_id = stored_files.id)
    OR rowno = ANY ((SELECT app.my_let_go('stored_files'))::bigint[])
$see$, 'sha256 = ANY ((SELECT app.my_uploads())::text[])',
    ARRAY['ticket.open', 'ticket.work', 'ticket.reopen', 'parameters.edit', 'import.data', 'import.history']);

INSERT INTO wall_plan
SELECT place, 'row', '(SELECT app.has_right(''import.data'', ''import.history''))', 'true',
    ARRAY['import.data', 'import.history']
FROM unnest(ARRAY['import_batches', 'imported_keys']) place;

-- A view of the queue is for those it was made for.
INSERT INTO wall_plan VALUES ('shared_views', 'row', $see$
    (SELECT app.has_right('catalogue.edit'))
    OR EXISTS (SELECT FROM unnest((SELECT app.my_departments() || app.my_managed())) d
               WHERE departments::jsonb ? d::text)
    OR EXISTS (SELECT FROM public.memberships m WHERE m.user_id = (SELECT app.me()) AND m.voided_at IS NULL
               AND groups::jsonb ? m.group_id::text)
$see$, 'true', ARRAY['catalogue.edit']);

INSERT INTO wall_plan VALUES
    ('desk_meta', 'alone', '', '', '{}'), ('change_sets', 'alone', '', '', '{}'),
    ('change_rows', 'alone', '', '', '{}'), ('reads', 'alone', '', '', '{}'),
    ('last_seen', 'alone', '', '', '{}'), ('second_factors', 'alone', '', '', '{}'),
    ('known_computers', 'alone', '', '', '{}');

-- Where personal fields stand, or are repeated, and what of its conditions shows nothing to who is masked.
CREATE TEMPORARY TABLE wall_covered (place text PRIMARY KEY, asks text NOT NULL) ON COMMIT DROP;
INSERT INTO wall_covered
SELECT unnest(ARRAY['organizations', 'clients', 'contacts', 'addresses']), 'app\.my_(client_portfolios|let_go)'
UNION ALL SELECT unnest(ARRAY['tickets', 'ticket_events']), 'app\.my_(reach)'
UNION ALL SELECT 'search_docs', 'app\.my_(portfolios)';

CREATE INDEX IF NOT EXISTS ix_wall_users_login ON users (login);
-- What a person counts, found by his portfolios; every column that the wall asks stands in it.
CREATE INDEX IF NOT EXISTS ix_wall_tickets_counted
ON tickets (portfolio_id, status, type_id, department_id, attendant_id, rowno) WHERE voided_at IS NULL;

-- Shut everything first, also what a later version of the schema brought and nobody has thought of here.
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT p.polname, p.polrelid::regclass AS place FROM pg_policy p
               JOIN pg_class c ON c.oid = p.polrelid
               WHERE c.relnamespace IN ('public'::regnamespace, 'app'::regnamespace) LOOP
        EXECUTE format('DROP POLICY %I ON %s', one.polname, one.place);
    END LOOP;
    DROP FUNCTION IF EXISTS app.my_groups(), app.my_referred(), app.my_let_go();
    FOR one IN SELECT c.oid::regclass AS place FROM pg_class c
               WHERE c.relnamespace IN ('public'::regnamespace, 'app'::regnamespace) AND c.relkind = 'r' LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', one.place);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', one.place);
        EXECUTE format('CREATE POLICY wall_owner ON %s TO pacdesk_owner USING (true) WITH CHECK (true)',
                       one.place);
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, pacdesk_people, pacdesk_cover', one.place);
    END LOOP;
    FOR one IN SELECT a.attrelid::regclass AS place, a.attname FROM pg_attribute a
               JOIN pg_class c ON c.oid = a.attrelid
               WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attacl IS NOT NULL LOOP
        EXECUTE format('REVOKE ALL (%I) ON %s FROM PUBLIC, pacdesk_people, pacdesk_cover', one.attname, one.place);
    END LOOP;
END $$;

CREATE POLICY wall_see ON alembic_version FOR SELECT TO pacdesk_people USING (true);
CREATE POLICY wall_see ON file_chunks FOR SELECT TO pacdesk_people USING (
    EXISTS (SELECT FROM public.stored_files f WHERE f.sha256 = file_chunks.sha256)
);

DO $$
DECLARE
    one record;
    may text;
BEGIN
    -- The same for who is covered to and for who covers, but where personal fields stand.
    FOR one IN SELECT p.place, p.sees, p.stays, p.may, 'wall' AS name, 'pacdesk_people, pacdesk_cover' AS whom
               FROM wall_plan p WHERE kind <> 'alone' AND place NOT IN (SELECT c.place FROM wall_covered c)
               UNION ALL SELECT p.place, p.sees, p.stays, p.may, 'cover', 'pacdesk_cover'
               FROM wall_plan p JOIN wall_covered USING (place)
               UNION ALL SELECT p.place, regexp_replace(p.sees, c.asks, 'app.open_\1', 'g'), p.stays, p.may,
                   'wall', 'pacdesk_people'
               FROM wall_plan p JOIN wall_covered c USING (place) LOOP
        may := format('(SELECT app.has_right(VARIADIC %L::text[]))', one.may);
        EXECUTE format('CREATE POLICY %s_see ON %I FOR SELECT TO %s USING (%s)',
                       one.name, one.place, one.whom, one.sees);
        EXECUTE format('CREATE POLICY %s_add ON %I FOR INSERT TO %s '
                       'WITH CHECK ((%s) AND (%s) AND %s)', one.name, one.place, one.whom,
                       CASE WHEN one.place IN ('stored_files', 'clients', 'organizations') THEN 'true'
                            ELSE one.sees END, one.stays, may);
        EXECUTE format('CREATE POLICY %s_change ON %I FOR UPDATE TO %s USING (%s) '
                       'WITH CHECK (%s)', one.name, one.place, one.whom, one.sees,
                       -- Of a file only its portfolio can be written, and no policy asks for that.
                       CASE WHEN one.place = 'stored_files' THEN 'true'
                            ELSE format('(%s) AND %s', one.stays, may) END);
        EXECUTE format('CREATE POLICY %s_drop ON %I FOR DELETE TO %s USING ((%s) AND %s)',
                       one.name, one.place, one.whom, one.sees, may);
    END LOOP;
END $$;

CREATE POLICY wall_see ON desk_meta FOR SELECT TO pacdesk_people USING (true);
CREATE POLICY wall_see ON reads FOR SELECT TO pacdesk_people
USING (actor_id = (SELECT app.me()) OR (SELECT app.has_right('audit.see')));
CREATE POLICY wall_add ON reads FOR INSERT TO pacdesk_people WITH CHECK (actor_id = (SELECT app.me()));
CREATE POLICY wall_own ON last_seen TO pacdesk_people
USING (user_id = (SELECT app.me())) WITH CHECK (user_id = (SELECT app.me()));

-- How one logs in is for oneself to write, and for who changes users to know of.
DO $$
DECLARE one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['second_factors', 'known_computers'] LOOP
        EXECUTE format('CREATE POLICY wall_see ON %I FOR SELECT TO pacdesk_people USING '
            '(user_id = (SELECT app.me()) OR (SELECT app.has_right(''users.edit'')))', one);
        EXECUTE format('CREATE POLICY wall_add ON %I FOR INSERT TO pacdesk_people '
            'WITH CHECK (user_id = (SELECT app.me()))', one);
    END LOOP;
END $$;
CREATE POLICY wall_change ON second_factors FOR UPDATE TO pacdesk_people
USING (user_id = (SELECT app.me()) OR (SELECT app.has_right('users.edit')))
WITH CHECK (user_id = (SELECT app.me()) OR (SELECT app.has_right('users.edit')));
CREATE POLICY wall_change ON known_computers FOR UPDATE TO pacdesk_people
USING (user_id = (SELECT app.me())) WITH CHECK (user_id = (SELECT app.me()));

-- What was done to a row is for who sees the row as it stands now.
DO $$
DECLARE cases text;
BEGIN
    SELECT string_agg(format('WHEN %L THEN EXISTS (SELECT FROM public.%I x WHERE x.id = row_id)', place, place),
                      ' ' ORDER BY place) INTO cases
    FROM wall_plan WHERE kind IN ('client', 'ticket', 'row')
                     AND place NOT IN ('ticket_heads', 'search_docs', 'imported_keys');  -- keep no images
    EXECUTE format('CREATE POLICY wall_see ON change_rows FOR SELECT TO pacdesk_people, pacdesk_cover USING '
        '((SELECT app.me()) IS NOT NULL AND CASE table_name %s ELSE portfolio_id IS NULL END)', cases);
END $$;
CREATE POLICY wall_add ON change_rows FOR INSERT TO pacdesk_people, pacdesk_cover
WITH CHECK (app.is_my_change(change_set_id));
CREATE POLICY wall_see ON change_sets FOR SELECT TO pacdesk_people USING (
    actor_id = (SELECT app.me()) OR (SELECT app.has_right('audit.see'))
    OR EXISTS (SELECT FROM covered.seen_changes r WHERE r.change_set_id = change_sets.id)
);
CREATE POLICY wall_add ON change_sets FOR INSERT TO pacdesk_people
WITH CHECK (actor_id = (SELECT app.me()));
CREATE POLICY wall_change ON change_sets FOR UPDATE TO pacdesk_people
USING (actor_id = (SELECT app.me()) OR (SELECT app.has_right('audit.see')))
WITH CHECK (actor_id = (SELECT app.me()) OR (SELECT app.has_right('audit.see')));
