-- What a line of the worklist needs of each current version, in few bytes, written in the commit of that version. The
-- parts are doses and scores by the day of their night ('d', 's'), and everything else ('o'); a line reads some of
-- them, never the record. Everything here is made from `res` and may be made again.
CREATE TABLE told (
    patient TEXT    NOT NULL,
    part    TEXT    NOT NULL CHECK (part IN ('d', 's', 'o')),
    day     INTEGER NOT NULL,
    type    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    seq     INTEGER NOT NULL,
    ver     INTEGER NOT NULL,
    upd     INTEGER NOT NULL,
    said    TEXT    NOT NULL,
    PRIMARY KEY (patient, part, day, type, id)
) STRICT, WITHOUT ROWID;

-- One row a patient. `shape` is the form its rows in `told` have: missing, or another than the program's, they are
-- made anew. `moved` is the count of `moves` at which this patient's line last changed.
CREATE TABLE standing (
    patient  TEXT    PRIMARY KEY,
    shape    INTEGER NOT NULL,
    moved    INTEGER NOT NULL,
    arrived  INTEGER,
    offset_s INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_by_move ON standing (moved);

-- Counts what changes lines, and what changes who is on the list. Another `era` after a restore: counts begin anew.
CREATE TABLE moves (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    era  BLOB    NOT NULL,
    n    INTEGER NOT NULL,
    list INTEGER NOT NULL
) STRICT;
INSERT INTO moves VALUES (1, randomblob(16), 1, 1);

-- Who came in and who was turned away, found among the many looks at the list.
CREATE INDEX audit_of_staff ON audit (seq) WHERE type = 'Practitioner';

CREATE TRIGGER a_pairing_moves_its_line AFTER INSERT ON family
BEGIN
    UPDATE moves SET n = n + 1, list = n + 1;
    UPDATE standing SET moved = (SELECT n FROM moves) WHERE patient = NEW.patient;
END;
CREATE TRIGGER a_changed_pairing_moves_its_line AFTER UPDATE ON family
BEGIN
    UPDATE moves SET n = n + 1, list = n + 1;
    UPDATE standing SET moved = (SELECT n FROM moves) WHERE patient = NEW.patient;
END;
CREATE TRIGGER a_gone_pairing_moves_its_line AFTER DELETE ON family
BEGIN
    UPDATE moves SET n = n + 1, list = n + 1;
    UPDATE standing SET moved = (SELECT n FROM moves) WHERE patient = OLD.patient;
END;
CREATE TRIGGER a_new_patient_moves_the_list AFTER INSERT ON listed
BEGIN UPDATE moves SET n = n + 1, list = n + 1; END;
CREATE TRIGGER a_closed_patient_moves_the_list AFTER UPDATE ON listed
BEGIN UPDATE moves SET n = n + 1, list = n + 1; END;
CREATE TRIGGER a_gone_patient_moves_the_list AFTER DELETE ON listed
BEGIN UPDATE moves SET n = n + 1, list = n + 1; END;
