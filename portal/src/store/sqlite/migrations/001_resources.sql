-- Versions of resources, append-only. `seq` is given inside the one write transaction: commit order.
CREATE TABLE res (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    patient TEXT    NOT NULL,
    type    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    ver     INTEGER NOT NULL CHECK (ver > 0),
    upd     INTEGER NOT NULL,
    del     INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
    own     TEXT    NOT NULL CHECK (own IN ('p', 'c')),
    sha     BLOB    NOT NULL CHECK (length(sha) = 32),
    json    TEXT    NOT NULL,
    UNIQUE (patient, type, id, ver)
) STRICT;
CREATE INDEX res_by_patient ON res (patient, seq);

-- The current version of each. The key begins with the patient: an id of another patient cannot be taken over.
CREATE TABLE cur (
    patient TEXT    NOT NULL,
    type    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    seq     INTEGER NOT NULL REFERENCES res (seq),
    upd     INTEGER NOT NULL,
    PRIMARY KEY (patient, type, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cur_by_update ON cur (patient, type, upd, seq);

CREATE TABLE ident (
    patient TEXT NOT NULL,
    type    TEXT NOT NULL,
    value   TEXT NOT NULL,
    system  TEXT NOT NULL,
    id      TEXT NOT NULL,
    PRIMARY KEY (patient, type, value, system, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ix_token (
    patient TEXT NOT NULL,
    type    TEXT NOT NULL,
    param   TEXT NOT NULL,
    val     TEXT NOT NULL,
    system  TEXT NOT NULL,
    id      TEXT NOT NULL,
    PRIMARY KEY (patient, type, param, val, system, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ix_date (
    patient TEXT    NOT NULL,
    type    TEXT    NOT NULL,
    lo      INTEGER NOT NULL,
    hi      INTEGER NOT NULL,
    id      TEXT    NOT NULL,
    PRIMARY KEY (patient, type, lo, hi, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_date_by_id ON ix_date (patient, type, id);

-- One row per access. `hash` covers every column and the hash of the row before.
CREATE TABLE audit (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    patient TEXT    NOT NULL,
    actor   TEXT    NOT NULL,
    token   TEXT    NOT NULL,
    action  TEXT    NOT NULL,
    type    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    ver     INTEGER NOT NULL,
    status  INTEGER NOT NULL,
    found   INTEGER NOT NULL,
    sha     BLOB    NOT NULL,
    request TEXT    NOT NULL,
    query   TEXT    NOT NULL,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_by_patient ON audit (patient, seq);

-- Where the chain ends, so that rows cut off at the end are missed too; and the latest `lastUpdated` given.
CREATE TABLE head (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    audit_seq INTEGER NOT NULL,
    hash      BLOB    NOT NULL CHECK (length(hash) = 32),
    upd       INTEGER NOT NULL
) STRICT;
INSERT INTO head VALUES (1, 0, zeroblob(32), 0);

-- Whose versions are being erased, inside the erasing transaction only.
CREATE TABLE erasing (patient TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TRIGGER res_is_appended_only BEFORE UPDATE ON res
BEGIN SELECT RAISE(ABORT, 'versions are never changed'); END;
CREATE TRIGGER res_is_erased_whole BEFORE DELETE ON res
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE patient = OLD.patient)
BEGIN SELECT RAISE(ABORT, 'versions go with their patient only'); END;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never shortened'); END;
