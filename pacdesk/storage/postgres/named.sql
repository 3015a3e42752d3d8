-- Of a ticket that somebody sees and whose client he does not, because it was referred to him (D20) or he manages
-- its department (S2.12): the client's name and the ticket's contact, nothing else of either.
SET LOCAL ROLE pacdesk_cover;
GRANT SELECT ON covered.seen_tickets TO pacdesk_owner;
RESET ROLE;

SET LOCAL ROLE pacdesk_owner;

CREATE OR REPLACE FUNCTION app.client_on(ticket uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(nullif(c.trade_name, ''), c.legal_name) FROM covered.seen_tickets s
            JOIN public.tickets t ON t.id = s.id JOIN public.clients c ON c.id = t.client_id WHERE s.id = ticket);
END $$;

CREATE OR REPLACE FUNCTION app.contact_on(ticket uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT c.name FROM covered.seen_tickets s
            JOIN public.tickets t ON t.id = s.id JOIN public.contacts c ON c.id = t.contact_id WHERE s.id = ticket);
END $$;

REVOKE ALL ON FUNCTION app.client_on(uuid), app.contact_on(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.client_on(uuid), app.contact_on(uuid) TO pacdesk_people;

RESET ROLE;
