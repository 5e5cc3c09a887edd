-- Who works here. `handle` is what an authenticator knows a person by: random, and none of our ids.
CREATE TABLE staff (
    id       TEXT    PRIMARY KEY,
    email    TEXT    NOT NULL UNIQUE COLLATE NOCASE CHECK (length(email) > 0),
    name     TEXT    NOT NULL CHECK (length(name) > 0),
    role     TEXT    NOT NULL CHECK (role IN ('admin', 'prescriber', 'staff')),
    handle   BLOB    NOT NULL UNIQUE CHECK (length(handle) = 64),
    since    INTEGER NOT NULL,
    joined   INTEGER,
    disabled INTEGER
) STRICT, WITHOUT ROWID;

-- One-time links: the first member's, an invitation, a reset, a sign-in of a demonstration. Digests only.
CREATE TABLE staff_link (
    link  BLOB    PRIMARY KEY CHECK (length(link) = 32),
    staff TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    kind  TEXT    NOT NULL CHECK (kind IN ('join', 'once')),
    made  INTEGER NOT NULL,
    ends  INTEGER NOT NULL,
    used  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_link_by_staff ON staff_link (staff);

-- The second way in: a password (argon2id) that counts only together with a code. `step` is the last code's, so that
-- no code counts twice.
CREATE TABLE password (
    staff TEXT    PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    kdf   TEXT    NOT NULL,
    salt  BLOB    NOT NULL CHECK (length(salt) = 16),
    hash  BLOB    NOT NULL CHECK (length(hash) = 32),
    totp  BLOB    NOT NULL CHECK (length(totp) = 20),
    step  INTEGER NOT NULL,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Passkeys. `fixed` holds the public key, `moving` the counter: both as the library writes them.
CREATE TABLE passkey (
    id     BLOB    PRIMARY KEY CHECK (length(id) BETWEEN 16 AND 1023),
    staff  TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    name   TEXT    NOT NULL,
    fixed  BLOB    NOT NULL,
    moving BLOB    NOT NULL,
    since  INTEGER NOT NULL,
    used   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_by_staff ON passkey (staff);

-- Challenges that wait for their answer; each is answered once.
CREATE TABLE challenge (
    challenge BLOB    PRIMARY KEY,
    state     BLOB    NOT NULL,
    ends      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX challenge_by_end ON challenge (ends);

CREATE TABLE session (
    digest BLOB    PRIMARY KEY CHECK (length(digest) = 32),
    staff  TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    way    TEXT    NOT NULL CHECK (way IN ('passkey', 'password', 'link')),
    since  INTEGER NOT NULL,
    seen   INTEGER NOT NULL,
    ended  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_staff ON session (staff);
CREATE INDEX session_by_sight ON session (seen);

-- Browsers somebody has signed in with: a flood of wrong passwords from elsewhere does not lock them out.
CREATE TABLE browser (
    digest BLOB    PRIMARY KEY CHECK (length(digest) = 32),
    staff  TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    since  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX browser_by_staff ON browser (staff);

-- A clinic made before there was a list of staff: its administrator, with the link that was printed then.
INSERT INTO staff (id, email, name, role, handle, since)
SELECT lower(substr(u, 1, 8) || '-' || substr(u, 9, 4) || '-4' || substr(u, 14, 3) || '-8' || substr(u, 18, 3) || '-' ||
    substr(u, 21, 12)), admin, admin, 'admin', randomblob(64), since
FROM (SELECT admin, since, hex(randomblob(16)) AS u FROM clinic);
INSERT INTO staff_link (link, staff, kind, made, ends)
SELECT set_up, (SELECT id FROM staff), 'join', since, set_up_end FROM clinic WHERE set_up IS NOT NULL;
