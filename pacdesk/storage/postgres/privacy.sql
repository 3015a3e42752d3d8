-- Erasing goes past what people may write: the history is append-only for everybody else. Whoever holds the
-- right erases only where nothing is cut from his sight, as desk/privacy/rules.py demands.
SET LOCAL ROLE pacdesk_owner;

CREATE OR REPLACE FUNCTION app.demand_erasing() RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.has_right('privacy.erase')
        OR NOT (SELECT array_agg(p.id) FROM public.portfolios p) <@ app.my_whole() THEN
        RAISE EXCEPTION 'not yours to erase' USING ERRCODE = '42501';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION app.forget_events(events uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM app.demand_erasing();
    UPDATE public.ticket_events SET payload = NULL, salt = NULL WHERE id = ANY (events);
END $$;

CREATE OR REPLACE FUNCTION app.forget_labels(tickets uuid[], labels text[], name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM app.demand_erasing();
    UPDATE public.ticket_events e
    SET on_behalf_of = CASE WHEN e.on_behalf_of = ANY (labels) THEN name ELSE e.on_behalf_of END,
        actor_label = CASE WHEN e.actor_label = ANY (labels) THEN name ELSE e.actor_label END
    WHERE e.ticket_id = ANY (tickets) AND (e.on_behalf_of = ANY (labels) OR e.actor_label = ANY (labels));
END $$;

CREATE OR REPLACE FUNCTION app.forget_author(users uuid[], labels text[], name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.am_admin() THEN
        RAISE EXCEPTION 'not yours to erase' USING ERRCODE = '42501';
    END IF;
    UPDATE public.known_computers SET name = '', version = version + 1, voided_at = clock_timestamp()
    WHERE user_id = ANY (users);
    UPDATE public.second_factors SET secret = '', recovery = '[]', codes_left = 0, version = version + 1,
        voided_at = clock_timestamp() WHERE user_id = ANY (users);
    UPDATE public.ticket_events SET actor_label = forget_author.name
    WHERE actor_id = ANY (users) OR actor_label = ANY (labels);
    UPDATE public.change_sets SET actor_label = forget_author.name
    WHERE actor_id = ANY (users) OR actor_label = ANY (labels);
    UPDATE public.reads SET actor_label = forget_author.name
    WHERE actor_id = ANY (users) OR actor_label = ANY (labels);
END $$;

CREATE OR REPLACE FUNCTION app.forget_images(touched uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM app.demand_erasing();
    UPDATE public.change_rows SET before = NULL, after = NULL
    WHERE row_id = ANY (touched) AND (before IS NOT NULL OR after IS NOT NULL);
END $$;

CREATE OR REPLACE FUNCTION app.forget_keys(people uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM app.demand_erasing();
    DELETE FROM public.imported_keys WHERE row_id = ANY (people);
END $$;

CREATE OR REPLACE FUNCTION app.forget_files(hung uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    files uuid[];
    digests text[];
BEGIN
    PERFORM app.demand_erasing();
    SELECT array_agg(DISTINCT a.file_id) INTO files FROM public.attachments a WHERE a.id = ANY (hung);
    DELETE FROM public.attachments WHERE id = ANY (hung);
    WITH gone AS (
        DELETE FROM public.stored_files f WHERE f.id = ANY (files)
          AND NOT EXISTS (SELECT FROM public.attachments a WHERE a.file_id = f.id)
          AND NOT EXISTS (SELECT FROM public.companies c WHERE c.logo_file_id = f.id)
        RETURNING f.sha256
    ) SELECT array_agg(sha256) INTO digests FROM gone;
    DELETE FROM public.file_chunks c WHERE c.sha256 = ANY (digests)
      AND NOT EXISTS (SELECT FROM public.stored_files f WHERE f.sha256 = c.sha256);
    DELETE FROM app.uploads u WHERE u.sha256 = ANY (digests)
      AND NOT EXISTS (SELECT FROM public.stored_files f WHERE f.sha256 = u.sha256);
END $$;

-- What undo still reaches, and half a year of reads, no rule of retention takes (LEAST_DAYS).
CREATE OR REPLACE FUNCTION app.forget_old(what text, rest_before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken bigint;
BEGIN
    PERFORM app.demand_erasing();
    IF rest_before > clock_timestamp() - make_interval(days => (CASE what WHEN 'images' THEN 29 ELSE 179 END)) THEN
        RAISE EXCEPTION 'too young to be forgotten' USING ERRCODE = '42501';
    END IF;
    IF what = 'images' THEN
        UPDATE public.change_rows r SET before = NULL, after = NULL FROM public.change_sets s
        WHERE s.id = r.change_set_id AND s.at < rest_before AND (r.before IS NOT NULL OR r.after IS NOT NULL);
    ELSE
        DELETE FROM public.reads WHERE at < rest_before;
    END IF;
    GET DIAGNOSTICS taken = ROW_COUNT;
    RETURN taken;
END $$;

GRANT EXECUTE ON FUNCTION app.forget_events(uuid[]), app.forget_labels(uuid[], text[], text),
    app.forget_author(uuid[], text[], text), app.forget_images(uuid[]), app.forget_keys(uuid[]),
    app.forget_files(uuid[]), app.forget_old(text, timestamptz)
TO pacdesk_people;

DROP TRIGGER IF EXISTS wall_sign ON public.erasures;
CREATE TRIGGER wall_sign BEFORE INSERT ON public.erasures FOR EACH ROW EXECUTE FUNCTION app.sign();

RESET ROLE;
