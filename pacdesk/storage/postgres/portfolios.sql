-- Taking a portfolio out (S2.15, S2.16): how much stands in it is told whole, and nobody is left in it.
SET LOCAL ROLE pacdesk_owner;

CREATE OR REPLACE FUNCTION app.portfolio_use(
    portfolio uuid, OUT clients bigint, OUT organizations bigint, OUT open_tickets bigint
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.has_right('portfolio.edit') THEN
        RAISE EXCEPTION 'not for who changes no portfolios' USING ERRCODE = '42501';
    END IF;
    clients := (SELECT count(*) FROM public.clients c WHERE c.portfolio_id = portfolio AND c.voided_at IS NULL);
    organizations := (SELECT count(*) FROM public.organizations o
                      WHERE o.portfolio_id = portfolio AND o.voided_at IS NULL);
    open_tickets := (SELECT count(*) FROM public.tickets t
                     WHERE t.portfolio_id = portfolio AND t.voided_at IS NULL AND t.closed_at IS NULL);
END $$;

CREATE OR REPLACE FUNCTION app.keep_portfolio() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM public.clients c WHERE new.id IN (c.portfolio_id, c.own_portfolio_id))
        OR EXISTS (SELECT FROM public.organizations o WHERE new.id IN (o.portfolio_id, o.own_portfolio_id))
        OR EXISTS (SELECT FROM public.departments d WHERE d.portfolio_id = new.id) THEN
        RAISE EXCEPTION 'somebody stands in this portfolio' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS wall_emptied ON public.portfolios;
CREATE CONSTRAINT TRIGGER wall_emptied AFTER UPDATE OF voided_at ON public.portfolios DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.voided_at IS NOT NULL AND old.voided_at IS NULL) EXECUTE FUNCTION app.keep_portfolio();

-- Tickets on own structure stand where their department does, in sight or not.
CREATE OR REPLACE FUNCTION app.carry_department() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(session_user, 'pacdesk_owner', 'member') AND NOT app.has_right('portfolio.edit') THEN
        RAISE EXCEPTION 'not for who changes no portfolios' USING ERRCODE = '42501';
    END IF;
    UPDATE public.tickets SET portfolio_id = coalesce(new.portfolio_id, '00000000-0000-8000-8000-000000000001')
    WHERE department_id = new.id AND client_id IS NULL;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS wall_carry ON public.departments;
CREATE TRIGGER wall_carry AFTER UPDATE OF portfolio_id ON public.departments FOR EACH ROW
WHEN (new.portfolio_id IS DISTINCT FROM old.portfolio_id) EXECUTE FUNCTION app.carry_department();

REVOKE ALL ON FUNCTION app.portfolio_use(uuid), app.keep_portfolio(), app.carry_department() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.portfolio_use(uuid) TO pacdesk_people;

RESET ROLE;
