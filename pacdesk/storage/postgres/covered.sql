-- The tables that hold personal fields, as who is masked reads and writes them: views under their own names,
-- which his window's search path finds first. They are the views of a role of their own, for which the same
-- policies hold; who asks stays the role that logged in. They cut no row themselves, so they need be no barriers:
-- a condition of his has only what they show, and the policies come before it. Barriers would read every row.
CREATE TEMPORARY TABLE wall_shown (place text, mark text, shown text) ON COMMIT DROP;

-- {field} is open to the asker, or {ref}'s fields are for now.
INSERT INTO wall_shown
SELECT place, mark, format(
    'CASE WHEN %L <> ALL ((SELECT app.my_masked())::text[])%s THEN r.%I ELSE %s END', field,
    CASE WHEN ref IS NULL THEN '' ELSE format(' OR %s = ANY ((SELECT app.my_revealed())::uuid[])', ref) END,
    mark, cover)
FROM (
    SELECT place, mark, mark AS field, ref, format('app.cover(%L, r.%I)::varchar', mark, mark) AS cover
    FROM (VALUES ('clients', 'document', 'r.id'), ('clients', 'email', 'r.id'), ('clients', 'phone', 'r.id'),
          ('clients', 'mobile', 'r.id'), ('contacts', 'email', 'r.client_id'), ('contacts', 'phone', 'r.client_id'),
          ('contacts', 'mobile', 'r.client_id'), ('organizations', 'document', NULL)) AS plain(place, mark, ref)
    UNION ALL
    SELECT 'addresses', mark, 'address', 'r.client_id', CASE WHEN mark LIKE '%itude' THEN 'NULL' ELSE '''''' END
    FROM unnest(ARRAY['cep', 'street', 'number', 'complement', 'latitude', 'longitude']) AS marks(mark)
    UNION ALL
    SELECT 'tickets', mark, 'address', 'r.client_id',
        CASE WHEN mark = 'address' THEN 'app.cover_address(r.address)' ELSE 'NULL' END
    FROM unnest(ARRAY['address', 'latitude', 'longitude']) AS marks(mark)
    UNION ALL
    SELECT 'ticket_events', mark, 'address', '(SELECT t.client_id FROM public.tickets t WHERE t.id = r.ticket_id)',
        CASE WHEN mark = 'payload' THEN 'app.cover_payload(r.payload)'
             ELSE 'CASE WHEN strpos(r.payload, ''"address"'') = 0 THEN r.salt END' END
    FROM unnest(ARRAY['payload', 'salt']) AS marks(mark)
) AS fields;

INSERT INTO wall_shown
SELECT 'clients', mark, format(
    'CASE WHEN NOT (SELECT app.am_masked()) OR r.id = ANY ((SELECT app.my_revealed())::uuid[]) THEN r.%I ELSE %s END',
    mark, key)
FROM (VALUES
    ('phone_key', $$app.phone_keys(
        CASE WHEN 'phone' <> ALL ((SELECT app.my_masked())::text[]) THEN r.phone END,
        CASE WHEN 'mobile' <> ALL ((SELECT app.my_masked())::text[]) THEN r.mobile END)::varchar$$),
    ('find_key', $$app.find_key(r.trade_name, r.legal_name,
        CASE WHEN 'document' <> ALL ((SELECT app.my_masked())::text[]) THEN r.document END,
        CASE WHEN 'phone' <> ALL ((SELECT app.my_masked())::text[]) THEN app.only_digits(r.phone) END,
        CASE WHEN 'mobile' <> ALL ((SELECT app.my_masked())::text[]) THEN app.only_digits(r.mobile) END,
        r.external_code)::varchar$$)
) AS keys(mark, key);

INSERT INTO wall_shown
SELECT 'search_docs', mark, format(
    'CASE WHEN r.kind <> ''client'' OR NOT (SELECT app.am_masked()) OR r.ref = ANY ((SELECT app.my_revealed())::uuid[])'
    ' THEN r.%I ELSE (SELECT w.%I FROM covered.client_words w WHERE w.ref = r.ref) END', mark, mark)
FROM unnest(ARRAY['text', 'tsv']) AS marks(mark)
UNION ALL
SELECT 'change_rows', mark, format(
    'CASE WHEN NOT (SELECT app.am_masked()) OR r.table_name NOT IN (''clients'', ''contacts'', ''addresses'', '
    '''organizations'', ''tickets'') THEN r.%I ELSE app.cover_image(r.%I, (SELECT app.my_masked())) END', mark, mark)
FROM unnest(ARRAY['before', 'after']) AS marks(mark);

GRANT SELECT ON wall_shown TO pacdesk_cover;
SET LOCAL ROLE pacdesk_cover;

-- What the full search finds a client by, for who is masked: words of covered fields are not among them.
CREATE VIEW covered.client_words AS
SELECT told.ref, told.text, to_tsvector('simple',
    regexp_replace(public.pacdesk_fold(told.text), '[^[:alnum:]]+', ' ', 'g')) AS tsv
FROM (
    SELECT c.id AS ref, concat_ws(E'\n', c.trade_name, c.legal_name, c.state_registration, c.city_registration,
        c.external_code, c.note, (
            SELECT string_agg(word, E'\n')
            FROM (VALUES ('document', c.document), ('email', c.email), ('phone', c.phone), ('mobile', c.mobile))
                AS held(field, value), unnest(app.personal_words(held.field, held.value)) word
            WHERE held.field <> ALL ((SELECT app.my_masked())::text[])
        ), (
            SELECT string_agg(concat_ws(E'\n', p.name, p.job_title, p.note, (
                SELECT string_agg(word, E'\n')
                FROM (VALUES ('email', p.email), ('phone', p.phone), ('mobile', p.mobile)) AS held(field, value),
                    unnest(app.personal_words(held.field, held.value)) word
                WHERE held.field <> ALL ((SELECT app.my_masked())::text[])
            )), E'\n')
            FROM public.contacts p WHERE p.client_id = c.id AND p.voided_at IS NULL
        ))::varchar AS text
    FROM public.clients c
) AS told;
GRANT SELECT ON covered.client_words TO pacdesk_owner;

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT p.place, string_agg(
            coalesce('(' || s.shown || ')::' || format_type(a.atttypid, a.atttypmod), 'r.' || quote_ident(a.attname))
            || ' AS ' || quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
        FROM (SELECT DISTINCT place FROM wall_shown) AS p
        JOIN pg_attribute a ON a.attrelid = format('public.%I', p.place)::regclass AND a.attnum > 0
            AND NOT a.attisdropped
        LEFT JOIN wall_shown s ON s.place = p.place AND s.mark = a.attname
        GROUP BY p.place
    LOOP
        EXECUTE format('CREATE VIEW covered.%I AS SELECT %s FROM public.%I r',
                       one.place, one.columns, one.place);
        EXECUTE format('GRANT SELECT, INSERT ON covered.%I TO pacdesk_people', one.place);
        IF one.place NOT IN ('ticket_events', 'change_rows') THEN
            EXECUTE format('GRANT UPDATE ON covered.%I TO pacdesk_people', one.place);
        END IF;
    END LOOP;
END $$;
GRANT DELETE ON covered.search_docs TO pacdesk_people;

-- What a row becomes in the search when who is masked writes it: what he knows, and the words of what he does not.
CREATE FUNCTION covered.client_text(client uuid, given text) RETURNS text LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
    WITH held(field, value) AS (
        SELECT v.* FROM public.clients c, LATERAL (VALUES ('document', c.document), ('email', c.email),
            ('phone', c.phone), ('mobile', c.mobile)) AS v WHERE c.id = client
        UNION ALL SELECT v.* FROM public.contacts p, LATERAL (VALUES ('email', p.email), ('phone', p.phone),
            ('mobile', p.mobile)) AS v WHERE p.client_id = client AND p.voided_at IS NULL
    ), hidden AS (
        SELECT DISTINCT field, value FROM held WHERE value <> '' AND field = ANY (app.my_masked())
    ), lines(line, n) AS (
        SELECT g.line, g.n FROM unnest(string_to_array(given, E'\n')) WITH ORDINALITY AS g(line, n)
        WHERE g.line NOT IN (SELECT app.cover(h.field, h.value) FROM hidden h)
        UNION ALL
        -- A number is written there as its country writes it.
        SELECT o.line, 10000 + o.n FROM public.search_docs d,
            unnest(string_to_array(d.text, E'\n')) WITH ORDINALITY AS o(line, n)
        WHERE d.ref = client AND d.kind = 'client' AND app.only_digits(o.line) <> '' AND EXISTS (
            SELECT FROM hidden h WHERE h.field IN ('phone', 'mobile')
            AND app.only_digits(o.line) IN (app.only_digits(h.value),
                regexp_replace(app.only_digits(h.value), '^55', ''), regexp_replace(app.only_digits(h.value), '^55', '0')))
        UNION ALL
        SELECT w.word, 20000 FROM hidden h, unnest(app.personal_words(h.field, h.value)) AS w(word)
    )
    SELECT string_agg(once.line, E'\n' ORDER BY once.n)
    FROM (SELECT line, min(n) AS n FROM lines WHERE line <> '' GROUP BY line) AS once
$$;

-- The address of a ticket by its origin, as desk/tickets/common.py takes it.
CREATE FUNCTION covered.place_of(origin text, its_client uuid, its_login uuid, its_contract uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wanted CONSTANT uuid := CASE origin
        WHEN 'login' THEN (SELECT l.address_id FROM public.access_logins l WHERE l.id = its_login)
        WHEN 'contract' THEN (SELECT k.address_id FROM public.contracts k WHERE k.id = its_contract) END;
    found public.addresses;
BEGIN
    IF wanted IS NOT NULL THEN
        SELECT * INTO found FROM public.addresses a
        WHERE a.id = wanted AND a.client_id = its_client AND a.voided_at IS NULL;
    ELSIF origin = 'client' THEN
        SELECT * INTO found FROM public.addresses a WHERE a.client_id = its_client AND a.voided_at IS NULL
        ORDER BY a.is_main DESC, a.rowno LIMIT 1;
    END IF;
    RETURN jsonb_build_object('latitude', found.latitude, 'longitude', found.longitude, 'address', format(
        '{"cep":%s,"city":%s,"complement":%s,"district":%s,"number":%s,"state":%s,"street":%s}',
        to_json(coalesce(found.cep, '')), to_json(coalesce(found.city, '')), to_json(coalesce(found.complement, '')),
        to_json(coalesce(found.district, '')), to_json(coalesce(found.number, '')),
        to_json(coalesce(found.state, '')), to_json(coalesce(found.street, ''))));
END $$;

-- What of a row is to be written: what he changed, never what is covered to him; keys follow from the whole.
CREATE FUNCTION covered.settled(place text, was jsonb, wanted jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    masked CONSTANT text[] := app.my_masked();
    changed jsonb;
    whole jsonb;
BEGIN
    SELECT coalesce(jsonb_object_agg(w.key, w.value), '{}') INTO changed FROM jsonb_each(wanted) w
    WHERE w.key NOT IN ('rowno', 'tsv') AND w.value IS DISTINCT FROM was -> w.key
      AND NOT (was IS NULL AND w.value = 'null');
    IF masked = '{}' OR changed = '{}' THEN
        RETURN changed;
    END IF;
    IF place = 'tickets' AND 'address' = ANY (masked) AND wanted ->> 'address_origin' <> 'manual'
        AND (was IS NULL OR wanted -> 'client_id' = was -> 'client_id')
        AND changed ?| ARRAY['address_origin', 'login_id', 'contract_id'] THEN
        RETURN changed || covered.place_of(wanted ->> 'address_origin', (wanted ->> 'client_id')::uuid,
            (wanted ->> 'login_id')::uuid, (wanted ->> 'contract_id')::uuid);
    ELSIF place = 'change_rows' THEN
        -- What he did not know stands neither in what it was nor in what it became.
        RETURN changed || CASE WHEN wanted ->> 'table_name' IN ('clients', 'contacts', 'addresses', 'organizations',
                                                                'tickets') AND wanted ->> 'operation' = 'update'
            THEN jsonb_build_object('before', app.cover_image(wanted ->> 'before', masked),
                                    'after', app.cover_image(wanted ->> 'after', masked)) ELSE '{}' END;
    ELSIF place = 'search_docs' AND wanted ->> 'kind' = 'client' AND changed ? 'text' THEN
        RETURN changed || jsonb_build_object('text',
            covered.client_text((wanted ->> 'ref')::uuid, wanted ->> 'text'));
    ELSIF was IS NULL THEN
        RETURN changed;
    END IF;
    -- Hung on another client, who is revealed, it would be open.
    IF changed ? 'client_id' THEN
        RAISE EXCEPTION 'stays with its client' USING ERRCODE = '42501';
    END IF;
    -- Whether a number is sound was judged by its stand-in.
    changed := changed - CASE WHEN 'document' = ANY (masked) THEN 'document_ok' ELSE '' END
        - CASE WHEN 'address' = ANY (masked) THEN 'cep_ok' ELSE '' END;
    IF place = 'clients' THEN
        SELECT to_jsonb(c) || (changed - 'find_key' - 'phone_key') INTO whole
        FROM public.clients c WHERE c.id = (was ->> 'id')::uuid;
        changed := changed || jsonb_build_object(
            'phone_key', app.phone_keys(whole ->> 'phone', whole ->> 'mobile'),
            'find_key', app.find_key(whole ->> 'trade_name', whole ->> 'legal_name', whole ->> 'document',
                app.only_digits(whole ->> 'phone'), app.only_digits(whole ->> 'mobile'), whole ->> 'external_code'));
    ELSIF place = 'tickets' AND changed ? 'address_origin' THEN
        changed := changed - 'address' || '{"latitude": null, "longitude": null}';
    END IF;
    IF changed ?| masked AND place <> 'tickets'
        OR 'address' = ANY (masked) AND (
            place = 'addresses' AND changed ?| ARRAY['cep', 'street', 'number', 'complement', 'latitude', 'longitude']
            OR place = 'tickets' AND NOT changed ? 'address_origin'
                AND changed ?| ARRAY['address', 'latitude', 'longitude']) THEN
        RAISE EXCEPTION 'covered to you' USING ERRCODE = '42501';
    END IF;
    RETURN changed;
END $$;

-- Arguments: the column that names a row, and whether its version does too.
CREATE FUNCTION covered.write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was CONSTANT jsonb := CASE WHEN tg_op <> 'INSERT' THEN to_jsonb(old) END;
    changed jsonb;
    names text;
    touched bigint;
    statement text;
    row_number bigint;
BEGIN
    IF tg_op = 'DELETE' THEN
        EXECUTE format('DELETE FROM public.%I t WHERE t.%I = ($1).%2$I', tg_table_name, tg_argv[0]) USING old;
        GET DIAGNOSTICS touched = ROW_COUNT;
        RETURN CASE WHEN touched > 0 THEN old END;
    END IF;
    changed := covered.settled(tg_table_name, was, to_jsonb(new));
    IF changed = '{}' THEN
        RETURN new;
    END IF;
    SELECT string_agg(quote_ident(k), ', ') INTO names FROM jsonb_object_keys(changed) k;
    IF tg_op = 'INSERT' THEN
        statement := format('INSERT INTO public.%1$I (%2$s) SELECT %2$s FROM '
                            'jsonb_populate_record(NULL::public.%1$I, $1)', tg_table_name, names);
        IF tg_argv[0] = 'id' THEN
            EXECUTE statement || ' RETURNING rowno' INTO STRICT row_number USING changed;
            RETURN jsonb_populate_record(new, jsonb_build_object('rowno', row_number));
        END IF;
        EXECUTE statement USING changed;
    ELSE
        EXECUTE format('UPDATE public.%1$I t SET (%2$s) = (SELECT %2$s FROM '
                       'jsonb_populate_record(NULL::public.%1$I, $1)) WHERE t.%3$I = ($2).%3$I',
                       tg_table_name, names, tg_argv[0])
            || CASE WHEN tg_argv[1] = 'version' THEN ' AND t.version = ($2).version' ELSE '' END
        USING changed, old;
    END IF;
    GET DIAGNOSTICS touched = ROW_COUNT;
    RETURN CASE WHEN touched > 0 THEN new END;
END $$;

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT c.relname AS place,
                   CASE c.relname WHEN 'search_docs' THEN 'doc_id' WHEN 'change_rows' THEN 'rowno' ELSE 'id' END AS key,
                   CASE WHEN c.relname IN ('search_docs', 'change_rows', 'ticket_events') THEN '' ELSE 'version' END
                       AS version
               FROM pg_class c WHERE c.relnamespace = 'covered'::regnamespace AND c.relkind = 'v'
                 AND c.relname NOT IN ('seen_tickets', 'seen_changes', 'client_words') LOOP
        EXECUTE format('CREATE TRIGGER written INSTEAD OF INSERT OR UPDATE OR DELETE ON covered.%I '
                       'FOR EACH ROW EXECUTE FUNCTION covered.write(%L, %L)', one.place, one.key, one.version);
    END LOOP;
END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA covered FROM PUBLIC;
RESET ROLE;
