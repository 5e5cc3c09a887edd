-- One use of a refresh token may arrive twice, in any order, and each time a token comes of it. So each remembers what
-- it came of, instead of each remembering the one that came of it; and `spent` is the time of the last arrival.
ALTER TABLE token ADD COLUMN source BLOB CHECK (length(source) = 32);
UPDATE token SET source = (SELECT earlier.digest FROM token AS earlier WHERE earlier.next = token.digest);
CREATE INDEX token_by_source ON token (source) WHERE source IS NOT NULL;
ALTER TABLE token DROP COLUMN next;
