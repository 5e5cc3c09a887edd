-- Tries at a password, for all processes together. A crash of the server empties it, as a restart empties a process's
-- memory: whoever guesses brings about neither.
CREATE UNLOGGED TABLE knock (
    key     BYTEA  PRIMARY KEY CHECK (length(key) = 32),    -- digest of who tries and what
    full_at BIGINT NOT NULL                                 -- when its bucket is full again, milliseconds
);
CREATE INDEX knock_by_end ON knock (full_at);
