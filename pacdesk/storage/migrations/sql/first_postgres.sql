CREATE FUNCTION pacdesk_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT translate(lower(value),
        'áàâãäåéèêëíìîïóòôõöúùûüçñýÿ',
        'aaaaaaeeeeiiiiooooouuuucnyy')
$$;
--
ALTER TABLE search_docs ADD COLUMN tsv tsvector;
--
CREATE FUNCTION pacdesk_index() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    new.tsv := to_tsvector('simple', regexp_replace(public.pacdesk_fold(new.text), '[^[:alnum:]]+', ' ', 'g'));
    RETURN new;
END $$;
--
CREATE TRIGGER search_docs_indexed BEFORE INSERT OR UPDATE OF text ON search_docs
FOR EACH ROW EXECUTE FUNCTION pacdesk_index();
--
CREATE INDEX ix_search_docs_tsv ON search_docs USING gin (tsv);
--
CREATE FUNCTION pacdesk_refuse() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the history of a ticket is append-only' USING ERRCODE = '23001';
END $$;
--
CREATE TRIGGER ticket_events_frozen BEFORE UPDATE ON ticket_events FOR EACH ROW
WHEN (old.hash <> new.hash OR old.number <> new.number OR old.commitment <> new.commitment
  OR old.ticket_id <> new.ticket_id OR old.kind <> new.kind OR old.recorded_by <> new.recorded_by
  OR old.recorded_at <> new.recorded_at
  OR (new.payload IS NOT NULL AND new.payload IS DISTINCT FROM old.payload))
EXECUTE FUNCTION pacdesk_refuse();
--
CREATE TRIGGER ticket_events_kept BEFORE DELETE ON ticket_events FOR EACH ROW
EXECUTE FUNCTION pacdesk_refuse();
--
CREATE TABLE file_chunks (sha256 text NOT NULL, n integer NOT NULL, bytes bytea NOT NULL, PRIMARY KEY (sha256, n))
