-- Links that patients share. What is sealed is all there is of them: no key, no address, nobody's name.

CREATE TABLE link (
    address BLOB NOT NULL PRIMARY KEY CHECK (length(address) = 32),  -- digest of the address
    manage BLOB NOT NULL CHECK (length(manage) = 32),                -- digest of what manages it
    passcode BLOB CHECK (length(passcode) = 32),                     -- digest bound to the address; NULL without one
    file TEXT,                    -- what is sealed; NULL once it was taken back or closed
    kind TEXT NOT NULL,
    long_term INTEGER NOT NULL CHECK (long_term IN (0, 1)),
    at INTEGER NOT NULL,          -- when the file was handed in, milliseconds
    ends INTEGER NOT NULL,
    opened INTEGER NOT NULL DEFAULT 0 CHECK (opened >= 0),
    wrong INTEGER NOT NULL DEFAULT 0 CHECK (wrong >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_ends ON link (ends);
