-- Search of texts past the row security, which would read every row a person may see before it looks at a word:
-- the cut is made here, the same as in policies.sql. Arrays go in as values, so that the planner knows them.
DO $do$
DECLARE
    sees text;
    -- To who is masked a client tells by what stands open of him; the index is asked for more, never for less.
    heard CONSTANT text := 'd.tsv @@ $8 AND CASE WHEN d.kind <> ''client'' OR d.ref = ANY ($7) '
        'THEN d.tsv @@ to_tsquery(''simple'', $1) ELSE strpos($8::text, ''!'') = 0 AND EXISTS (SELECT FROM '
        'covered.client_words w WHERE w.ref = d.ref AND w.tsv @@ to_tsquery(''simple'', $1)) END';
BEGIN
    SELECT w.sees INTO STRICT sees FROM wall_plan w WHERE w.place = 'tickets';
    SET LOCAL ROLE pacdesk_owner;

    -- Documents with these words (a tsquery), newest first; of some kinds, before a place, unless NULL. Of a
    -- ticket's also what it is called: whoever sees the document sees the ticket.
    DROP FUNCTION IF EXISTS app.find(text, bigint, text[], integer);
    EXECUTE format($make$
        CREATE FUNCTION app.find(words text, before bigint, kinds text[], wanted integer)
        RETURNS TABLE (doc_id bigint, kind varchar, ref uuid, ticket_id uuid, text varchar,
                       protocol varchar, subject varchar)
        LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = pg_catalog, pg_temp AS $body$
        DECLARE
            mine CONSTANT uuid[] := app.my_portfolios();
            reach CONSTANT uuid[] := app.my_reach();
            masked CONSTANT boolean := app.am_masked();
        BEGIN
            RETURN QUERY EXECUTE
                'SELECT f.*, h.protocol, h.subject FROM ('
                'SELECT d.doc_id, d.kind, d.ref, d.ticket_id, '
                || CASE WHEN masked THEN 'CASE WHEN d.kind = ''client'' AND d.ref <> ALL ($7) THEN '
                    '(SELECT w.text FROM covered.client_words w WHERE w.ref = d.ref) ELSE d.text END'
                    ELSE 'd.text' END
                || ' FROM public.search_docs d WHERE '
                || CASE WHEN masked THEN %2$L ELSE 'd.tsv @@ to_tsquery(''simple'', $1)' END
                || CASE WHEN before IS NULL THEN '' ELSE ' AND d.doc_id < $2' END
                || CASE WHEN kinds IS NULL THEN '' ELSE ' AND d.kind = ANY ($3)' END
                || ' AND d.portfolio_id = ANY ($5)'
                || CASE WHEN reach = mine AND NOT app.am_narrowed() THEN '' ELSE
                    ' AND CASE WHEN d.ticket_id IS NULL THEN d.portfolio_id = ANY ($6) ELSE EXISTS '
                    '(SELECT FROM (SELECT t.id FROM public.tickets t WHERE %1$s) seen WHERE seen.id = d.ticket_id) END'
                    END
                -- Of a long number the planner expects as many as of any word, and would walk past all to find it.
                || ' ORDER BY d.doc_id' || CASE WHEN words ~ 'zrev[0-9]{5}' THEN ' + 0' ELSE '' END
                || ' DESC LIMIT $4) f '
                'LEFT JOIN public.tickets h ON h.id = f.ticket_id ORDER BY f.doc_id DESC'
            USING words, before, kinds, wanted, reach, mine,
                CASE WHEN masked THEN app.my_revealed() END, CASE WHEN masked THEN app.loosely(words) END;
        END $body$ $make$, replace(sees, '''', ''''''), heard);

    -- Tickets with these words in what a list shows of them, or in what it shows of their client. Words are looked
    -- for among tickets alone, and for who sees but a few portfolios in those: most of what has a word is others'.
    EXECUTE format($make$
        CREATE OR REPLACE FUNCTION app.find_tickets(words text) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
        DECLARE
            mine CONSTANT uuid[] := app.my_portfolios();
            reach CONSTANT uuid[] := app.my_reach();
            whole CONSTANT boolean := mine = reach AND NOT app.am_narrowed();
            masked CONSTANT boolean := app.am_masked();
        BEGIN
            RETURN QUERY EXECUTE
                'SELECT d.ref FROM public.search_docs d WHERE d.kind = ''ticket'' AND '
                '(d.tsv || array_to_tsvector(ARRAY[''='' || d.portfolio_id::text])) @@ '
                || CASE WHEN cardinality(reach) <= 16 THEN '(to_tsquery(''simple'', $1) && $3::tsquery)'
                    ELSE 'to_tsquery(''simple'', $1) AND d.portfolio_id = ANY ($4)' END
                || CASE WHEN whole THEN '' ELSE
                    ' AND d.ref IN (SELECT t.id FROM public.tickets t WHERE %1$s)' END
                || ' UNION ALL SELECT seen.id FROM public.search_docs d '
                'JOIN (SELECT t.id, t.client_id FROM public.tickets t WHERE '
                || CASE WHEN whole THEN 't.portfolio_id = ANY ($2)' ELSE '%1$s' END
                || ') seen ON seen.client_id = d.ref WHERE d.kind = ''client'' AND d.portfolio_id = ANY ($2) AND '
                || CASE WHEN masked THEN %2$L ELSE 'd.tsv @@ to_tsquery(''simple'', $1)' END
                -- Of a client out of sight a list shows the name (D20), and by that one alone it is found.
                || CASE WHEN app.my_referrals() = '{}' AND app.my_managed() = '{}' THEN '' ELSE
                    ' UNION ALL SELECT seen.id FROM (SELECT t.id, t.client_id FROM public.tickets t WHERE (%1$s) '
                    'AND t.portfolio_id <> ALL ($2)) seen JOIN public.clients c ON c.id = seen.client_id '
                    'WHERE c.portfolio_id <> ALL ($2) AND to_tsvector(''simple'', regexp_replace('
                    'public.pacdesk_fold(coalesce(nullif(c.trade_name, ''''), c.legal_name)), '
                    '''[^[:alnum:]]+'', '' '', ''g'')) @@ to_tsquery(''simple'', $1)' END
            USING words, mine, (SELECT string_agg(quote_literal('=' || p), ' | ') FROM unnest(reach) p), reach,
                NULL, NULL,
                CASE WHEN masked THEN app.my_revealed() END, CASE WHEN masked THEN app.loosely(words) END;
        END $body$ $make$, replace(sees, '''', ''''''), heard);

    -- Tickets by a number of theirs. A condition of a person's own on a text is asked behind the wall, of row after
    -- row (roles.sql); here the indexes find.
    EXECUTE format($make$
        CREATE OR REPLACE FUNCTION app.find_numbered(number text) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp AS $body$
        BEGIN
            RETURN QUERY SELECT t.id FROM public.tickets t
            WHERE (t.protocol = number OR t.short_id = number OR t.external_number = number) AND (%1$s);
        END $body$ $make$, sees);
    RESET ROLE;
END $do$;

-- No word that somebody types has the mark of a portfolio: those are of letters and digits.
CREATE INDEX IF NOT EXISTS ix_wall_search_tickets
ON search_docs USING gin ((tsv || array_to_tsvector(ARRAY['=' || portfolio_id::text]))) WHERE kind = 'ticket';
CREATE INDEX IF NOT EXISTS ix_wall_search_clients ON search_docs USING gin (tsv) WHERE kind = 'client';
