CREATE VIRTUAL TABLE search_fts USING fts5(
    text, content='search_docs', content_rowid='doc_id', tokenize='unicode61 remove_diacritics 2'
);
--
INSERT INTO search_fts(search_fts, rank) VALUES ('secure-delete', 1);
--
CREATE TRIGGER search_docs_added AFTER INSERT ON search_docs BEGIN
    INSERT INTO search_fts(rowid, text) VALUES (new.doc_id, new.text);
END;
--
CREATE TRIGGER search_docs_removed AFTER DELETE ON search_docs BEGIN
    INSERT INTO search_fts(search_fts, rowid, text) VALUES ('delete', old.doc_id, old.text);
END;
--
CREATE TRIGGER search_docs_changed AFTER UPDATE OF text, doc_id ON search_docs BEGIN
    INSERT INTO search_fts(search_fts, rowid, text) VALUES ('delete', old.doc_id, old.text);
    INSERT INTO search_fts(rowid, text) VALUES (new.doc_id, new.text);
END;
--
CREATE VIEW ticket_words AS
SELECT t.rowno AS rowno, d.text AS text FROM search_docs d JOIN tickets t ON t.id = d.ref WHERE d.kind = 'ticket';
--
CREATE VIRTUAL TABLE ticket_fts USING fts5(
    text, content='ticket_words', content_rowid='rowno', tokenize='unicode61 remove_diacritics 2'
);
--
INSERT INTO ticket_fts(ticket_fts, rank) VALUES ('secure-delete', 1);
--
CREATE TRIGGER ticket_words_added AFTER INSERT ON search_docs WHEN new.kind = 'ticket' BEGIN
    INSERT INTO ticket_fts(rowid, text) SELECT rowno, new.text FROM tickets WHERE id = new.ref;
END;
--
CREATE TRIGGER ticket_words_removed AFTER DELETE ON search_docs WHEN old.kind = 'ticket' BEGIN
    INSERT INTO ticket_fts(ticket_fts, rowid, text) SELECT 'delete', rowno, old.text FROM tickets WHERE id = old.ref;
END;
--
CREATE TRIGGER ticket_words_changed AFTER UPDATE OF text ON search_docs WHEN new.kind = 'ticket' BEGIN
    INSERT INTO ticket_fts(ticket_fts, rowid, text) SELECT 'delete', rowno, old.text FROM tickets WHERE id = old.ref;
    INSERT INTO ticket_fts(rowid, text) SELECT rowno, new.text FROM tickets WHERE id = new.ref;
END;
--
CREATE VIEW client_words AS
SELECT t.rowno AS rowno, d.text AS text FROM search_docs d JOIN clients t ON t.id = d.ref WHERE d.kind = 'client';
--
CREATE VIRTUAL TABLE client_fts USING fts5(
    text, content='client_words', content_rowid='rowno', tokenize='unicode61 remove_diacritics 2'
);
--
INSERT INTO client_fts(client_fts, rank) VALUES ('secure-delete', 1);
--
CREATE TRIGGER client_words_added AFTER INSERT ON search_docs WHEN new.kind = 'client' BEGIN
    INSERT INTO client_fts(rowid, text) SELECT rowno, new.text FROM clients WHERE id = new.ref;
END;
--
CREATE TRIGGER client_words_removed AFTER DELETE ON search_docs WHEN old.kind = 'client' BEGIN
    INSERT INTO client_fts(client_fts, rowid, text) SELECT 'delete', rowno, old.text FROM clients WHERE id = old.ref;
END;
--
CREATE TRIGGER client_words_changed AFTER UPDATE OF text ON search_docs WHEN new.kind = 'client' BEGIN
    INSERT INTO client_fts(client_fts, rowid, text) SELECT 'delete', rowno, old.text FROM clients WHERE id = old.ref;
    INSERT INTO client_fts(rowid, text) SELECT rowno, new.text FROM clients WHERE id = new.ref;
END;
--
CREATE TRIGGER ticket_events_frozen BEFORE UPDATE ON ticket_events
WHEN old.hash <> new.hash OR old.number <> new.number OR old.commitment <> new.commitment
  OR old.ticket_id <> new.ticket_id OR old.kind <> new.kind OR old.recorded_by <> new.recorded_by
  OR old.recorded_at <> new.recorded_at
  OR (new.payload IS NOT NULL AND new.payload IS NOT old.payload)
BEGIN
    SELECT RAISE(ABORT, 'the history of a ticket is append-only');
END;
--
CREATE TRIGGER ticket_events_kept BEFORE DELETE ON ticket_events BEGIN
    SELECT RAISE(ABORT, 'the history of a ticket is append-only');
END;
