-- Erasing goes past what people may write: the history is append-only for everybody else. Whoever holds the
-- right says whose data, or by which rule, and with that it is on record; what he then takes must be that
-- person's, or of that rule, and nothing that desk/privacy/reach.py would keep.
SET LOCAL ROLE pacdesk_owner;

CREATE OR REPLACE FUNCTION app.demand_erasing() RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.has_right('privacy.erase') OR app.am_masked()
        OR NOT (SELECT array_agg(p.id) FROM public.portfolios p) <@ app.my_whole() THEN
        RAISE EXCEPTION 'not yours to erase' USING ERRCODE = '42501';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION app.refuse_erasing(why text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'not to be erased: %', why USING ERRCODE = '42501';
END $$;

-- The tickets on which a legal hold stands, or whose time under the SAC decree has not passed.
CREATE OR REPLACE FUNCTION app.kept_tickets(among uuid[], with_sac boolean) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today CONSTANT date := (clock_timestamp() AT TIME ZONE 'UTC')::date;
BEGIN
    RETURN (
        SELECT coalesce(array_agg(t.id), '{}') FROM public.tickets t
        LEFT JOIN public.clients c ON c.id = t.client_id,
            LATERAL (SELECT (t.closed_at AT TIME ZONE 'UTC')::date AS day) closed
        WHERE t.id = ANY (among) AND (
            with_sac AND c.under_sac AND t.voided_at IS NULL
                AND (closed.day + interval '2 years')::date + (to_char(closed.day, 'MMDD') = '0229')::int > today
            OR EXISTS (SELECT FROM public.legal_holds h WHERE h.lifted_at IS NULL AND h.voided_at IS NULL
                       AND (h.ticket_id = t.id OR h.client_id = t.client_id)))
    );
END $$;

-- As texts are compared: without accents, case and spare blanks (storage/types.py).
CREATE OR REPLACE FUNCTION app.plain(said text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT replace(regexp_replace(regexp_replace(lower(normalize(said, NFKD)), '[\u0300-\u036f]', '', 'g'),
                                  '\s+', ' ', 'g'), 'ß', 'ss')
$$;

CREATE OR REPLACE FUNCTION app.names_him(e app.erasing, said text) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    words CONSTANT text := app.plain(said);
    bare CONSTANT text := regexp_replace(words, '[^a-z0-9]', '', 'g');
    digits CONSTANT text := regexp_replace(words, '[^0-9]', '', 'g');
BEGIN
    RETURN EXISTS (SELECT FROM unnest(e.needles) n WHERE strpos(words, n) > 0)
        OR EXISTS (SELECT FROM unnest(e.marks) m WHERE strpos(bare, m) > 0 OR strpos(digits, m) > 0);
END $$;

-- Whose erasing this is, what it may reach, and the obstacles of desk/privacy/reach.py.
CREATE OR REPLACE FUNCTION app.meet_person(e app.erasing) RETURNS app.erasing LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    theirs uuid[];
    marks text[];
    client public.clients;
    contact public.contacts;
    staff public.staff_members;
BEGIN
    IF EXISTS (SELECT FROM public.erasures x WHERE x.person_id = e.person) THEN
        PERFORM app.refuse_erasing('erased before');
    END IF;
    IF e.kind = 'client' THEN
        e.client := e.person;
    ELSIF e.kind = 'contact' THEN
        SELECT * INTO contact FROM public.contacts x WHERE x.id = e.person;
        e.client := contact.client_id;
    ELSIF e.kind = 'login' THEN
        SELECT x.client_id, ARRAY[x.login] INTO e.client, marks FROM public.access_logins x WHERE x.id = e.person;
    END IF;
    IF e.kind = 'staff' THEN
        SELECT * INTO staff FROM public.staff_members x WHERE x.id = e.person;
        e.users := (SELECT coalesce(array_agg(u.id), '{}') FROM public.users u WHERE u.staff_id = e.person);
        e.labels := array_append((SELECT array_agg(u.name::text) FROM public.users u WHERE u.staff_id = e.person),
                                 staff.name::text);
        e.needles := ARRAY[staff.name];
        marks := ARRAY[staff.phone, staff.email];
        theirs := (SELECT array_agg(t.id) FROM public.tickets t WHERE t.attendant_id = e.person);
        IF staff.id IS NULL OR NOT app.am_admin() THEN
            PERFORM app.refuse_erasing('an administrator does that');
        ELSIF EXISTS (SELECT FROM public.users u WHERE u.id = ANY (e.users) AND u.active AND u.voided_at IS NULL) THEN
            PERFORM app.refuse_erasing('he still logs in');
        ELSIF EXISTS (
            SELECT FROM public.legal_holds h
            JOIN public.tickets t ON t.id = h.ticket_id OR t.client_id = h.client_id
            JOIN public.ticket_events v ON v.ticket_id = t.id
            WHERE h.lifted_at IS NULL AND h.voided_at IS NULL AND v.actor_id = ANY (e.users)) THEN
            PERFORM app.refuse_erasing('he acted on what is held');
        END IF;
    ELSIF e.kind = 'organization' THEN
        SELECT ARRAY[o.name], ARRAY[o.document] INTO e.needles, marks
        FROM public.organizations o WHERE o.id = e.person;
        IF NOT FOUND OR EXISTS (
            SELECT FROM public.legal_holds h JOIN public.clients c ON c.id = h.client_id
            WHERE c.organization_id = e.person AND h.lifted_at IS NULL AND h.voided_at IS NULL) THEN
            PERFORM app.refuse_erasing('nobody, or a client of it is held');
        END IF;
    ELSE
        SELECT * INTO client FROM public.clients c WHERE c.id = e.client;
        IF client.id IS NULL THEN
            PERFORM app.refuse_erasing('nobody');
        END IF;
        theirs := (SELECT array_agg(t.id) FROM public.tickets t
                   WHERE t.client_id = e.client AND CASE e.kind
                       WHEN 'client' THEN true
                       WHEN 'login' THEN t.login_id = e.person
                       ELSE t.contact_id = e.person OR EXISTS (
                           SELECT FROM public.ticket_events v
                           WHERE v.ticket_id = t.id AND v.on_behalf_of = contact.name) END);
    END IF;
    IF e.kind = 'client' THEN
        e.labels := (
            SELECT array_agg(l) FROM (
                SELECT unnest(ARRAY[client.legal_name, client.trade_name])
                UNION SELECT x.name FROM public.contacts x WHERE x.client_id = e.client
                UNION SELECT v.on_behalf_of FROM public.ticket_events v WHERE v.ticket_id = ANY (theirs)
            ) AS named(l));
        e.needles := ARRAY[client.legal_name, client.trade_name];
        marks := ARRAY[client.document, client.phone, client.mobile, client.email];
        IF EXISTS (SELECT FROM public.contracts x WHERE x.client_id = e.client AND x.voided_at IS NULL
                   AND x.status IN ('active', 'suspended')) THEN
            PERFORM app.refuse_erasing('a contract is in force');
        END IF;
    ELSIF e.kind = 'contact' THEN
        e.labels := ARRAY[contact.name];
        e.needles := e.labels;
        marks := ARRAY[contact.phone, contact.mobile, contact.email];
    END IF;
    IF EXISTS (SELECT FROM public.legal_holds h WHERE h.client_id = e.client AND h.lifted_at IS NULL
               AND h.voided_at IS NULL) OR app.kept_tickets(theirs, e.kind <> 'staff') <> '{}' THEN
        PERFORM app.refuse_erasing('held, or under the SAC decree');
    ELSIF EXISTS (SELECT FROM public.tickets t WHERE t.id = ANY (theirs) AND t.closed_at IS NULL
                  AND t.voided_at IS NULL) THEN
        PERFORM app.refuse_erasing('a ticket is open');
    END IF;
    e.labels := array_remove(array_remove(e.labels, NULL), '');
    e.needles := (SELECT coalesce(array_agg(app.plain(n)), '{}') FROM unnest(e.needles) n
                  WHERE length(n) >= 6 AND n LIKE '% %')
              || (SELECT coalesce(array_agg(app.plain(m)), '{}') FROM unnest(marks) m WHERE length(m) >= 6);
    e.marks := (SELECT coalesce(array_agg(lower(bare)), '{}') FROM unnest(marks) m,
                LATERAL (VALUES (regexp_replace(m, '[^[:alnum:]]', '', 'g')),
                                (regexp_replace(m, '^\+55', ''))) shape(bare)
                WHERE m !~ '@' AND length(bare) >= 6);
    RETURN e;
END $$;

-- Says what is erased and why, and writes it down; nothing is taken without. The rule of a kind of data says
-- how old it must be.
CREATE OR REPLACE FUNCTION app.begin_erasing(erasure uuid, kind text, person uuid, name text, reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e app.erasing;
    rule public.retention_rules;
BEGIN
    PERFORM app.demand_erasing();
    e.xid := pg_current_xact_id();
    e.kind := kind;
    e.labels := '{}';
    e.needles := '{}';
    e.marks := '{}';
    e.users := '{}';
    IF kind IN ('client', 'organization', 'contact', 'login', 'staff') THEN
        IF name !~ '^Titular [0-9A-F]{4}-[0-9A-F]{4}$' OR reason !~ '\S' THEN
            PERFORM app.refuse_erasing('without a pseudonym or a reason');
        END IF;
        e.person := person;
        e.name := name;
        e := app.meet_person(e);
    ELSE
        SELECT * INTO rule FROM public.retention_rules r WHERE r.kind = begin_erasing.kind AND r.active;
        IF rule.id IS NULL THEN
            PERFORM app.refuse_erasing('no rule says so');
        END IF;
        e.name := '—';
        -- No rule goes below these days (LEAST_DAYS), whatever was written into it.
        e.rest_before := clock_timestamp() - make_interval(days => greatest(rule.days, CASE kind
            WHEN 'change_images' THEN 30 WHEN 'reads' THEN 180 WHEN 'requests' THEN 180 ELSE 90 END));
        reason := rule.basis;
    END IF;
    DELETE FROM app.erasing x WHERE x.xid = e.xid;
    INSERT INTO app.erasing SELECT e.*;
    INSERT INTO public.erasures (id, at, actor_id, actor_label, kind, person_id, pseudonym, reason, counts)
    SELECT erasure, clock_timestamp(), u.id, u.name, e.kind, e.person,
           CASE WHEN e.person IS NULL THEN '' ELSE e.name END, reason, '{}'
    FROM public.users u WHERE u.id = app.me();
END $$;

CREATE OR REPLACE FUNCTION app.count_erased(erasure uuid, counts text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM app.demand_erasing();
    IF jsonb_typeof(counts::jsonb) <> 'object' THEN
        PERFORM app.refuse_erasing('no counts');
    END IF;
    UPDATE public.erasures x SET counts = count_erased.counts
    WHERE x.id = erasure AND x.actor_id = app.me() AND x.xmin = pg_current_xact_id()::xid;
END $$;

CREATE OR REPLACE FUNCTION app.my_erasing() RETURNS app.erasing LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e app.erasing;
BEGIN
    PERFORM app.demand_erasing();
    SELECT * INTO e FROM app.erasing x WHERE x.xid = pg_current_xact_id();
    IF e.xid IS NULL THEN
        PERFORM app.refuse_erasing('nobody said whose');
    END IF;
    RETURN e;
END $$;

-- Which of these tickets are the erasing's altogether.
CREATE OR REPLACE FUNCTION app.tickets_to_forget(e app.erasing, among uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(t.id), '{}') FROM public.tickets t
        WHERE t.id = ANY (among) AND t.id <> ALL ((SELECT app.kept_tickets(among, true))::uuid[]) AND CASE e.kind
            WHEN 'client' THEN t.client_id = e.client
            WHEN 'ticket_texts' THEN t.closed_at < e.rest_before
            WHEN 'ticket_files' THEN t.closed_at < e.rest_before
            ELSE false END
    );
END $$;

CREATE OR REPLACE FUNCTION app.forget_events(events uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e CONSTANT app.erasing := app.my_erasing();
    of CONSTANT uuid[] := (SELECT coalesce(array_agg(DISTINCT v.ticket_id), '{}') FROM public.ticket_events v
                           WHERE v.id = ANY (events));
    kept CONSTANT uuid[] := app.kept_tickets(of, e.kind <> 'staff');
    whole CONSTANT uuid[] := app.tickets_to_forget(e, of);
BEGIN
    IF e.kind = 'ticket_files' OR EXISTS (
        SELECT FROM public.ticket_events v JOIN public.tickets t ON t.id = v.ticket_id
        WHERE v.id = ANY (events) AND (t.id = ANY (kept) OR (
            t.id = ANY (whole)
            OR e.kind = 'contact' AND t.client_id = e.client AND v.on_behalf_of = ANY (e.labels)
            OR e.kind = 'staff' AND v.kind IN ('taken', 'handed_over', 'referred', 'referral_ended')
                AND EXISTS (SELECT FROM unnest(e.labels) l WHERE strpos(v.payload, l) > 0)
            OR app.names_him(e, coalesce(v.payload, '') || CASE v.kind WHEN 'opened'
                             THEN ' ' || t.subject || ' ' || t.description ELSE '' END)) IS NOT TRUE)) THEN
        PERFORM app.refuse_erasing('entries of others');
    END IF;
    UPDATE public.ticket_events SET payload = NULL, salt = NULL WHERE id = ANY (events);
END $$;

-- By the name that the erasing gives, whatever the caller says; of a rule, in whose name something was said.
CREATE OR REPLACE FUNCTION app.forget_labels(tickets uuid[], labels text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e CONSTANT app.erasing := app.my_erasing();
    kept CONSTANT uuid[] := app.kept_tickets(tickets, true);
    his uuid[] := app.tickets_to_forget(e, tickets);
    known text[] := e.labels;
BEGIN
    IF e.kind = 'contact' THEN
        his := (SELECT array_agg(t.id) FROM public.tickets t
                WHERE t.id = ANY (tickets) AND t.client_id = e.client AND t.id <> ALL (kept));
    ELSIF e.person IS NULL THEN
        known := (SELECT array_agg(DISTINCT v.on_behalf_of) FROM public.ticket_events v
                  WHERE v.ticket_id = ANY (tickets));
    END IF;
    IF (tickets <@ his) IS NOT TRUE THEN
        PERFORM app.refuse_erasing('tickets of others');
    END IF;
    labels := (SELECT array_agg(l) FROM unnest(labels) l WHERE l = ANY (known));
    UPDATE public.ticket_events v
    SET on_behalf_of = CASE WHEN v.on_behalf_of = ANY (labels) THEN e.name ELSE v.on_behalf_of END,
        actor_label = CASE WHEN v.actor_label = ANY (labels) THEN e.name ELSE v.actor_label END
    WHERE v.ticket_id = ANY (tickets) AND (v.on_behalf_of = ANY (labels) OR v.actor_label = ANY (labels));
END $$;

CREATE OR REPLACE FUNCTION app.forget_author() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e CONSTANT app.erasing := app.my_erasing();
BEGIN
    IF e.kind <> 'staff' THEN
        PERFORM app.refuse_erasing('no staff member');
    END IF;
    UPDATE public.known_computers SET name = '', version = version + 1, voided_at = clock_timestamp()
    WHERE user_id = ANY (e.users);
    UPDATE public.second_factors SET secret = '', recovery = '[]', codes_left = 0, version = version + 1,
        voided_at = clock_timestamp() WHERE user_id = ANY (e.users);
    UPDATE public.ticket_events SET actor_label = e.name
    WHERE actor_id = ANY (e.users) OR actor_label = ANY (e.labels);
    UPDATE public.change_sets SET actor_label = e.name
    WHERE actor_id = ANY (e.users) OR actor_label = ANY (e.labels);
    UPDATE public.reads SET actor_label = e.name
    WHERE actor_id = ANY (e.users) OR actor_label = ANY (e.labels);
END $$;

-- Which of these rows are the erasing's: his own, of his tickets, and those that bear the name given to him.
CREATE OR REPLACE FUNCTION app.rows_to_forget(e app.erasing, among uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whole CONSTANT boolean := e.kind = 'client';
    hung CONSTANT uuid[] := (
        SELECT coalesce(array_agg(DISTINCT t), '{}') FROM (
            SELECT x.ticket_id FROM public.stage_visits x WHERE x.id = ANY (among)
            UNION SELECT x.ticket_id FROM public.ticket_values x WHERE x.id = ANY (among)
            UNION SELECT x.ticket_id FROM public.understandings x WHERE x.id = ANY (among)
            UNION SELECT x.ticket_id FROM public.ticket_checks x WHERE x.id = ANY (among)
            UNION SELECT x.ticket_id FROM public.ticket_referrals x WHERE x.id = ANY (among)
            UNION SELECT x.ticket_id FROM public.attachments x WHERE x.id = ANY (among)
            UNION SELECT x.ticket_id FROM public.legal_holds x WHERE x.id = ANY (among)
            UNION SELECT x.id FROM public.tickets x WHERE x.id = ANY (among)
        ) AS of(t));
    theirs CONSTANT uuid[] := app.tickets_to_forget(e, hung);
    shut CONSTANT uuid[] := app.kept_tickets(hung, false);
    now_on CONSTANT xid := pg_current_xact_id_if_assigned()::xid;
BEGIN
    RETURN (SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT x.id FROM public.clients x WHERE x.id = ANY (among) AND whole AND x.id = e.client
        UNION ALL SELECT x.id FROM public.contacts x WHERE x.id = ANY (among)
            AND (whole AND x.client_id = e.client OR x.id = e.person)
        UNION ALL SELECT x.id FROM public.access_logins x WHERE x.id = ANY (among)
            AND (whole AND x.client_id = e.client OR x.id = e.person)
        UNION ALL SELECT x.id FROM public.addresses x WHERE x.id = ANY (among) AND whole AND x.client_id = e.client
        UNION ALL SELECT x.id FROM public.contracts x WHERE x.id = ANY (among) AND whole AND x.client_id = e.client
        UNION ALL SELECT x.id FROM public.organizations x WHERE x.id = ANY (among) AND x.id = e.person
        UNION ALL SELECT x.id FROM public.staff_members x WHERE x.id = ANY (among) AND x.id = e.person
        UNION ALL SELECT x.id FROM public.users x WHERE x.id = ANY (among) AND x.id = ANY (e.users)
        UNION ALL SELECT x.id FROM public.subject_requests x WHERE x.id = ANY (among)
            AND (x.person_id = e.person OR x.noted_by_label = e.name
                 OR e.kind = 'requests' AND x.state <> 'open' AND x.answered_at < e.rest_before)
        UNION ALL SELECT x.id FROM public.legal_holds x WHERE x.id = ANY (among)
            AND ((x.lifted_at IS NOT NULL OR x.voided_at IS NOT NULL) AND (whole AND x.client_id = e.client OR x.ticket_id = ANY (theirs))
                 OR e.name IN (x.placed_by_label, x.lifted_by_label))
        UNION ALL SELECT x.id FROM public.tickets x WHERE x.id = ANY (among) AND (x.id = ANY (theirs)
            OR x.id <> ALL (shut) AND (x.opened_by_label = e.name OR x.description = '' AND x.xmin = now_on))
        UNION ALL SELECT x.id FROM public.stage_visits x WHERE x.id = ANY (among) AND (x.ticket_id = ANY (theirs)
            OR x.ticket_id <> ALL (shut) AND x.attendant_label = e.name)
        UNION ALL SELECT x.id FROM public.ticket_values x WHERE x.id = ANY (among) AND x.ticket_id = ANY (theirs)
        UNION ALL SELECT x.id FROM public.understandings x WHERE x.id = ANY (among)
            AND (x.ticket_id = ANY (theirs)
                 OR x.ticket_id <> ALL (shut) AND e.name IN (x.author_label, x.decided_by_label))
        UNION ALL SELECT x.id FROM public.ticket_checks x WHERE x.id = ANY (among) AND (x.ticket_id = ANY (theirs)
            OR x.ticket_id <> ALL (shut) AND x.by_label = e.name)
        UNION ALL SELECT x.id FROM public.ticket_referrals x WHERE x.id = ANY (among)
            AND (x.ticket_id = ANY (theirs) OR x.ticket_id <> ALL (shut) AND x.by_label = e.name)
        UNION ALL SELECT x.id FROM public.attachments x WHERE x.id = ANY (among) AND (x.ticket_id = ANY (theirs)
            OR x.ticket_id <> ALL (shut) AND x.added_by_label = e.name)
    ) AS his);
END $$;

CREATE OR REPLACE FUNCTION app.forget_images(touched uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    his CONSTANT uuid[] := app.rows_to_forget(app.my_erasing(), touched);
BEGIN
    IF NOT touched <@ his THEN
        PERFORM app.refuse_erasing('changes of others');
    END IF;
    UPDATE public.change_rows SET before = NULL, after = NULL
    WHERE row_id = ANY (touched) AND (before IS NOT NULL OR after IS NOT NULL);
END $$;

CREATE OR REPLACE FUNCTION app.forget_keys(people uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    his CONSTANT uuid[] := app.rows_to_forget(app.my_erasing(), people);
BEGIN
    IF NOT people <@ his THEN
        PERFORM app.refuse_erasing('keys of others');
    END IF;
    DELETE FROM public.imported_keys WHERE row_id = ANY (people);
END $$;

CREATE OR REPLACE FUNCTION app.forget_files(hung uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e CONSTANT app.erasing := app.my_erasing();
    of uuid[];
    files uuid[];
    digests text[];
BEGIN
    SELECT array_agg(DISTINCT a.ticket_id), array_agg(DISTINCT a.file_id) INTO of, files
    FROM public.attachments a WHERE a.id = ANY (hung);
    IF e.kind = 'ticket_texts' OR NOT coalesce(of, '{}') <@ app.tickets_to_forget(e, of) THEN
        PERFORM app.refuse_erasing('files of others');
    END IF;
    UPDATE public.change_rows r SET before = NULL, after = NULL FROM public.attachments a
    WHERE a.id = ANY (hung) AND r.row_id = a.id AND (r.before IS NOT NULL OR r.after IS NOT NULL);
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

CREATE OR REPLACE FUNCTION app.forget_old() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e CONSTANT app.erasing := app.my_erasing();
    taken bigint;
BEGIN
    IF e.kind = 'change_images' THEN
        UPDATE public.change_rows r SET before = NULL, after = NULL FROM public.change_sets s
        WHERE s.id = r.change_set_id AND (r.before IS NOT NULL OR r.after IS NOT NULL)
          AND s.at < e.rest_before;
    ELSIF e.kind = 'reads' THEN
        DELETE FROM public.reads WHERE at < e.rest_before;
    ELSE
        PERFORM app.refuse_erasing('no rule says so');
    END IF;
    GET DIAGNOSTICS taken = ROW_COUNT;
    RETURN taken;
END $$;

-- Whoever only erases takes words out of holds that were lifted; he lifts none, and nobody moves one.
CREATE OR REPLACE FUNCTION app.keep_hold() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    words CONSTANT text[] := ARRAY['version', 'reason', 'placed_by_label', 'lifted_by_label'];
BEGIN
    IF pg_has_role(current_user, 'pacdesk_owner', 'member') THEN
        RETURN new;
    END IF;
    IF new.client_id IS DISTINCT FROM old.client_id OR new.ticket_id IS DISTINCT FROM old.ticket_id
        OR new.reason <> old.reason AND old.lifted_at IS NULL AND old.voided_at IS NULL
        OR to_jsonb(new) - words <> to_jsonb(old) - words AND NOT app.has_right('privacy.attend') THEN
        RAISE EXCEPTION 'a hold stands as it was placed' USING ERRCODE = '42501';
    END IF;
    RETURN new;
END $$;

DROP TRIGGER IF EXISTS wall_hold ON public.legal_holds;
CREATE TRIGGER wall_hold BEFORE UPDATE ON public.legal_holds FOR EACH ROW EXECUTE FUNCTION app.keep_hold();

CREATE OR REPLACE FUNCTION app.end_erasing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM app.erasing WHERE xid = new.xid;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS erasing_ended ON app.erasing;
CREATE CONSTRAINT TRIGGER erasing_ended AFTER INSERT ON app.erasing DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION app.end_erasing();

DROP FUNCTION IF EXISTS app.forget_labels(uuid[], text[], text), app.forget_author(uuid[], text[], text),
    app.forget_old(text, timestamptz);
GRANT EXECUTE ON FUNCTION app.begin_erasing(uuid, text, uuid, text, text), app.count_erased(uuid, text),
    app.forget_events(uuid[]), app.forget_labels(uuid[], text[]), app.forget_author(), app.forget_images(uuid[]),
    app.forget_keys(uuid[]), app.forget_files(uuid[]), app.forget_old()
TO pacdesk_people;

RESET ROLE;
