-- The clinic, once it has a name, and its one-time set-up link (a digest).
CREATE TABLE clinic (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    name       TEXT    NOT NULL CHECK (length(name) > 0),
    admin      TEXT    NOT NULL,
    since      INTEGER NOT NULL,
    set_up     BLOB    CHECK (length(set_up) = 32),
    set_up_end INTEGER
) STRICT;

-- The public address of the last `serve`.
CREATE TABLE address (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    url TEXT    NOT NULL
) STRICT;

-- The clinic's list of patients.
CREATE TABLE listed (
    patient   TEXT    PRIMARY KEY,
    since     INTEGER NOT NULL,
    closed    INTEGER,
    synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Pairing links. Digests only; the content key is masked with what only the link holds, and goes when it is claimed.
CREATE TABLE invitation (
    link      BLOB    PRIMARY KEY CHECK (length(link) = 32),
    patient   TEXT    NOT NULL REFERENCES listed (patient) ON DELETE CASCADE,
    verifier  BLOB    NOT NULL CHECK (length(verifier) = 32),
    key       BLOB    CHECK (length(key) = 32),
    made      INTEGER NOT NULL,
    ends      INTEGER NOT NULL,
    wrong     INTEGER NOT NULL DEFAULT 0 CHECK (wrong BETWEEN 0 AND 5),
    claimed   INTEGER,
    withdrawn INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_by_patient ON invitation (patient);

-- A phone that claimed a link, or a token of a command: the family that its tokens live and die with.
CREATE TABLE family (
    id      TEXT    PRIMARY KEY,
    patient TEXT    NOT NULL REFERENCES listed (patient) ON DELETE CASCADE,
    kind    TEXT    NOT NULL CHECK (kind IN ('pairing', 'command')),
    scope   TEXT    NOT NULL,
    device  TEXT    NOT NULL,
    since   INTEGER NOT NULL,
    consent TEXT    NOT NULL,
    phone   INTEGER,
    staff   INTEGER,
    revoked INTEGER,
    why     TEXT    NOT NULL DEFAULT '',
    CHECK ((revoked IS NULL) = (why = ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX family_by_patient ON family (patient, since);

-- Tokens as digests. A spent refresh token stays, so that its return is noticed; with a digest of the key its use was
-- marked with, and the refresh token that came of it.
CREATE TABLE token (
    digest BLOB    PRIMARY KEY CHECK (length(digest) = 32),
    family TEXT    NOT NULL REFERENCES family (id) ON DELETE CASCADE,
    kind   TEXT    NOT NULL CHECK (kind IN ('access', 'refresh')),
    scope  TEXT    NOT NULL,
    ends   INTEGER NOT NULL,
    spent  INTEGER,
    retry  BLOB    CHECK (length(retry) = 32),
    next   BLOB    CHECK (length(next) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX token_by_family ON token (family);
CREATE INDEX token_by_end ON token (kind, ends);
