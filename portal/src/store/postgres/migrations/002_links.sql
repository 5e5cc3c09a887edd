-- Links that patients share. What is sealed is all there is of them: no key, no address, nobody's name.
CREATE TABLE link (
    address   BYTEA  PRIMARY KEY CHECK (length(address) = 32),  -- digest of the address
    manage    BYTEA  NOT NULL CHECK (length(manage) = 32),      -- digest of what manages it
    passcode  BYTEA  CHECK (length(passcode) = 32),             -- digest bound to the address; NULL without one
    file      TEXT,                                             -- what is sealed; NULL once it was taken back or closed
    kind      TEXT   NOT NULL,
    long_term BIGINT NOT NULL CHECK (long_term IN (0, 1)),
    at        BIGINT NOT NULL,                                  -- when the file was handed in, milliseconds
    ends      BIGINT NOT NULL,
    opened    BIGINT NOT NULL DEFAULT 0 CHECK (opened >= 0),
    wrong     BIGINT NOT NULL DEFAULT 0 CHECK (wrong >= 0)
);
CREATE INDEX link_ends ON link (ends);
