-- Personal fields that a group covers (desk/clients/covering.py), in plain SQL too. Whoever has such a group
-- reads nothing from the tables that hold them: the policies ask the `open_` functions below. He reads them in
-- the schema `covered` (covered.sql), where the fields are covered before any condition of his is asked.
SET LOCAL ROLE pacdesk_owner;

CREATE OR REPLACE FUNCTION app.am_masked() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Most desks have no such group, and are asked this with every statement.
    IF NOT EXISTS (SELECT FROM public.permission_groups g WHERE g.masked <> '[]') THEN
        RETURN false;
    END IF;
    RETURN EXISTS (
        SELECT FROM public.users u JOIN public.memberships m ON m.user_id = u.id AND m.voided_at IS NULL
        JOIN public.permission_groups g ON g.id = m.group_id AND g.active AND g.voided_at IS NULL
        WHERE u.login = session_user::text AND u.active AND u.voided_at IS NULL AND NOT u.is_admin
          AND g.masked <> '[]'
    );
END $$;

CREATE OR REPLACE FUNCTION app.my_masked() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(DISTINCT field)
        FROM public.users u JOIN public.memberships m ON m.user_id = u.id AND m.voided_at IS NULL
        JOIN public.permission_groups g ON g.id = m.group_id AND g.active AND g.voided_at IS NULL,
             jsonb_array_elements_text(g.masked::jsonb) field
        WHERE u.login = session_user::text AND u.active AND u.voided_at IS NULL AND NOT u.is_admin
    ), '{}');
END $$;

-- Where his window looks for tables. It opens nothing: who is masked finds no row in the other place.
CREATE OR REPLACE FUNCTION app.my_path() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN app.am_masked() THEN 'covered, public' ELSE '"$user", public' END;
END $$;

-- What somebody revealed counts when its record stands, not before: it could still be taken back.
CREATE TABLE IF NOT EXISTS app.reveals (
    user_id uuid NOT NULL, client_id uuid NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
    xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX IF NOT EXISTS ix_reveals_user ON app.reveals (user_id, at);

CREATE OR REPLACE FUNCTION app.my_revealed() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(r.client_id) FROM app.reveals r
        WHERE r.user_id = app.me() AND r.at > statement_timestamp() - interval '15 minutes'
          AND r.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
    ), '{}');
END $$;

CREATE OR REPLACE FUNCTION app.stamp_read() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'pacdesk_owner', 'member') THEN
        new.at := clock_timestamp();
    END IF;
    RETURN new;
END $$;

CREATE OR REPLACE FUNCTION app.note_reveal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF new.kind = 'reveal' AND new.ref IS NOT NULL AND app.me() IS NOT NULL THEN
        DELETE FROM app.reveals WHERE user_id = app.me() AND at < clock_timestamp() - interval '1 day';
        INSERT INTO app.reveals (user_id, client_id) VALUES (app.me(), new.ref);
    END IF;
    RETURN NULL;
END $$;

-- As without `open_`, and nothing for whom something is covered.
CREATE OR REPLACE FUNCTION app.open_portfolios() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN app.am_masked() THEN '{}'::uuid[] ELSE app.my_portfolios() END;
END $$;

CREATE OR REPLACE FUNCTION app.open_client_portfolios() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN app.am_masked() THEN '{}'::uuid[] ELSE app.my_client_portfolios() END;
END $$;

CREATE OR REPLACE FUNCTION app.open_let_go(of name) RETURNS bigint[] LANGUAGE plpgsql VOLATILE SECURITY DEFINER
PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN app.am_masked() THEN '{}'::bigint[] ELSE app.my_let_go(of) END;
END $$;

CREATE OR REPLACE FUNCTION app.open_reach() RETURNS uuid[] LANGUAGE plpgsql VOLATILE SECURITY DEFINER
PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN app.am_masked() THEN '{}'::uuid[] ELSE app.my_reach() END;
END $$;

-- A value as desk/clients/covering.py covers it.
CREATE OR REPLACE FUNCTION app.cover(field text, value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN coalesce(value, '') = '' THEN value
        WHEN field = 'document' THEN CASE
            WHEN value ~ '^[[:alnum:]]{14}$'
                THEN left(value, 2) || '.***.***/' || substr(value, 9, 4) || '-**'
            WHEN value ~ '^[0-9]{11}$' THEN '***.' || substr(value, 4, 3) || '.' || substr(value, 7, 3) || '-**'
            ELSE '***' END
        WHEN field = 'email' THEN CASE
            WHEN strpos(value, '@') = 0 THEN '•••'
            ELSE CASE WHEN value LIKE '@%' THEN '' ELSE left(value, 1) END || '•••'
                || substr(value, strpos(value, '@')) END
        WHEN length(value) > 8 THEN '••• ' || right(value, 4)
        ELSE '•••'
    END
$$;

-- An address, or what an address was and became, of which only district, city and state are left.
CREATE OR REPLACE FUNCTION app.without_street(value jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF jsonb_typeof(value) IS DISTINCT FROM 'object' THEN
        RETURN value;
    END IF;
    RETURN (
        SELECT coalesce(jsonb_object_agg(p.key, CASE
            WHEN p.key IN ('cep', 'street', 'number', 'complement') THEN '""'
            WHEN p.key IN ('latitude', 'longitude') THEN 'null'
            ELSE app.without_street(p.value) END), '{}')
        FROM jsonb_each(value) p
    );
END $$;

CREATE OR REPLACE FUNCTION app.cover_address(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN app.without_street(value::jsonb)::text;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION app.cover_payload(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF value IS NULL OR strpos(value, '"address"') = 0 THEN
        RETURN value;
    END IF;
    RETURN (SELECT jsonb_set(told, '{fields,address}', app.without_street(told #> '{fields,address}'), false)::text
            FROM (SELECT value::jsonb) AS one(told));
EXCEPTION WHEN invalid_text_representation THEN
    RETURN NULL;
END $$;

-- A kept image of a row without its covered fields and what is derived from them. That it held any is said: it
-- is not enough to take the change back (desk/undo/rules.py).
CREATE OR REPLACE FUNCTION app.cover_image(value text, masked text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    hidden CONSTANT text[] := masked || CASE WHEN 'address' = ANY (masked)
        THEN ARRAY['cep', 'street', 'number', 'complement', 'latitude', 'longitude'] ELSE '{}' END;
    whole jsonb;
BEGIN
    whole := value::jsonb;
    RETURN (whole - hidden - 'find_key'
        - CASE WHEN masked && ARRAY['phone', 'mobile'] THEN ARRAY['phone_key'] ELSE '{}' END
        || CASE WHEN whole ?| hidden THEN '{"covered": true}'::jsonb ELSE '{}' END)::text;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN NULL;
END $$;

-- Words of a search without how they stand to each other; told apart from a search for what is not there.
CREATE OR REPLACE FUNCTION app.loosely(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN strpos(told, '!') > 0 THEN told
                ELSE regexp_replace(told, '<(-|[0-9]+)>', '&', 'g') END::tsquery
    FROM (SELECT to_tsquery('simple', words)::text) AS query(told)
$$;

-- Keys and words, the same as desk/clients/rules.py and brazil/ make of what they are given.
CREATE OR REPLACE FUNCTION app.phone_key(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    main CONSTANT text := btrim(CASE WHEN strpos(value, ';ext=') > 0 THEN split_part(value, ';ext=', 1)
        ELSE regexp_replace(coalesce(value, ''),
            '\s*[,;/-]?\s*(?:ramal|ram\.?|r\.|ext\.?)\s*:?\s*[0-9]{1,7}\s*$', '', 'i') END);
    is_foreign CONSTANT boolean := main LIKE '+%' AND main NOT LIKE '+55%';
    digits text := regexp_replace(main, '[^0-9]', '', 'g');
BEGIN
    IF main LIKE '+%' THEN
        digits := regexp_replace(digits, '^55', '');
    ELSE
        digits := ltrim(digits, '0');
        IF digits LIKE '55%' AND length(digits) IN (12, 13) THEN
            digits := substr(digits, 3);
        END IF;
    END IF;
    RETURN CASE
        WHEN NOT is_foreign AND length(digits) IN (10, 11) THEN left(digits, 2) || right(digits, 8)
        WHEN NOT is_foreign AND length(digits) = 9 THEN substr(digits, 2)
        WHEN length(digits) >= 6 THEN digits
        ELSE '' END;
END $$;

CREATE OR REPLACE FUNCTION app.phone_keys(VARIADIC numbers text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(string_agg(key, ' ' ORDER BY n), '')
    FROM (SELECT app.phone_key(one) AS key, min(n) AS n FROM unnest(numbers) WITH ORDINALITY AS given(one, n)
          GROUP BY 1) AS keys WHERE key <> ''
$$;

CREATE OR REPLACE FUNCTION app.find_key(VARIADIC words text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT left(btrim(regexp_replace(lower(regexp_replace(normalize(
        coalesce(string_agg(word, ' ' ORDER BY n), ''), NFKD), '[\u0300-\u036f]', '', 'g')), '\s+', ' ', 'g')), 600)
    FROM (SELECT word, min(n) AS n FROM unnest(words) WITH ORDINALITY AS given(word, n)
          WHERE word <> '' GROUP BY word) AS once
$$;

CREATE OR REPLACE FUNCTION app.only_digits(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT regexp_replace(coalesce(value, ''), '[^0-9]', '', 'g')
$$;

-- What the full search finds a value by.
CREATE OR REPLACE FUNCTION app.personal_words(field text, value text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    shown text := value;
BEGIN
    IF coalesce(value, '') = '' OR field = 'email' THEN
        RETURN CASE WHEN value <> '' THEN ARRAY[value] ELSE '{}' END;
    ELSIF field = 'document' THEN
        shown := CASE
            WHEN value ~ '^[0-9]{11}$' THEN regexp_replace(value, '(...)(...)(...)(..)', '\1.\2.\3-\4')
            WHEN value ~ '^[0-9A-Z]{12}[0-9]{2}$'
                THEN regexp_replace(value, '(..)(...)(...)(....)(..)', '\1.\2.\3/\4-\5')
            ELSE value END;
        RETURN ARRAY[value, shown,
            CASE WHEN value ~ '^[0-9A-Z]{12}[0-9]{2}$' THEN left(value, 8) ELSE '' END];
    END IF;
    IF value ~ '^\+55[1-9][1-9][0-9]{8,9}(;ext=[0-9]+)?$' THEN
        shown := regexp_replace(value, '^\+55(..)([0-9]{4,5})([0-9]{4})', '(\1) \2-\3');
        shown := replace(shown, ';ext=', ' ramal ');
    ELSIF value LIKE '+%' THEN
        shown := '';  -- written as its country writes it, which is not known here
    END IF;
    RETURN ARRAY[shown, app.phone_key(value)];
END $$;

-- No samples of such a field are kept: what the planner expects of a condition would tell of them.
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT * FROM (VALUES
        ('clients', ARRAY['document', 'email', 'phone', 'mobile', 'phone_key', 'find_key']),
        ('contacts', ARRAY['email', 'phone', 'mobile']), ('organizations', ARRAY['document']),
        ('addresses', ARRAY['cep', 'street', 'number', 'complement', 'latitude', 'longitude']),
        ('tickets', ARRAY['address', 'latitude', 'longitude']), ('ticket_events', ARRAY['payload', 'salt']),
        ('search_docs', ARRAY['text']), ('change_rows', ARRAY['before', 'after'])
    ) AS fields(place, marks), unnest(fields.marks) AS mark LOOP
        EXECUTE format('ALTER TABLE public.%I ALTER COLUMN %I SET STATISTICS 0', one.place, one.mark);
    END LOOP;
END $$;
RESET ROLE;

-- The policies ask here for a ticket in sight, where the table itself shows none to who is masked.
CREATE SCHEMA covered AUTHORIZATION pacdesk_cover;
SET LOCAL ROLE pacdesk_cover;
REVOKE ALL ON SCHEMA covered FROM PUBLIC;
GRANT USAGE ON SCHEMA covered TO pacdesk_people, pacdesk_owner;
CREATE VIEW covered.seen_tickets AS SELECT t.id, t.portfolio_id FROM public.tickets t;
CREATE VIEW covered.seen_changes AS SELECT r.change_set_id FROM public.change_rows r;
GRANT SELECT ON covered.seen_tickets, covered.seen_changes TO pacdesk_people;
RESET ROLE;
