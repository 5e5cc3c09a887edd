-- The third schema: the patient's phones. What a phone says of itself is a fact and travels like all others.
-- From here on the reasons in outbox and arrival_parked are codes as JSON; sentences of earlier builds stay readable.

CREATE TABLE phone (
    -- That a phone gives the dose from now on, or who holds it.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    phone BLOB NOT NULL CHECK (length(phone) = 16),  -- the installation that says it
    what TEXT NOT NULL CHECK (json_valid(what)),
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TRIGGER phone_stays BEFORE UPDATE ON phone
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER phone_keeps BEFORE DELETE ON phone
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;
