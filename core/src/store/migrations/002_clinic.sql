-- The second schema: a clinic. What came from it and what goes back to it are facts like all others; the outbox
-- learns how far each fact has got; and sync keeps its own place.

CREATE TABLE received (
    -- What came from the clinic, as it came. It never leaves this device.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16), -- made from the three below: two phones call it the same
    kind TEXT NOT NULL,           -- the resource's type on the clinic's server …
    resource TEXT NOT NULL,       -- … its id there …
    version TEXT NOT NULL,        -- … and the version that was read
    what TEXT NOT NULL CHECK (json_valid(what)),     -- an order, a flag, a message, an answer
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE step_request (
    -- "May I step up?", asked of the clinic.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    plan BLOB NOT NULL,
    to_step TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE reply (
    -- The patient's answer to something received, or a rule's.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    arrival BLOB NOT NULL,
    what TEXT NOT NULL CHECK (json_valid(what)),
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

-- The outbox is made anew with its states; what waits keeps waiting.

CREATE TABLE outbox_before AS SELECT seq, family FROM outbox;

DROP TABLE outbox;

CREATE TABLE outbox (
    -- What no clinic has acknowledged yet: written in the transaction of its fact, removed when delivered.
    seq INTEGER PRIMARY KEY,
    family TEXT NOT NULL,         -- the table the fact stands in
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'in_flight', 'parked')),
    attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
    status INTEGER,               -- the HTTP status that parked it, where there was one
    reason TEXT,                  -- why it is parked, in words that name nobody
    letters TEXT CHECK (json_valid(letters))         -- what was sent first is what is sent again
) STRICT;

-- A snooze and a restore are this phone's own.
INSERT INTO outbox (seq, family) SELECT seq, family FROM outbox_before
WHERE family NOT IN ('snooze', 'restored', 'restore_confirmed');

DROP TABLE outbox_before;

CREATE TABLE sync_document (
    -- What sync keeps of its own: pairing, tokens, cursors, back-off; and whether the match was confirmed.
    -- Not a fact: it stays on this device and in no copy of the file.
    name TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE receipt (
    -- What the clinic's server said of each resource it took: the count is compared with it, and a later edit
    -- names the version it was made from.
    kind TEXT NOT NULL,
    resource TEXT NOT NULL,       -- our id
    server_id TEXT,               -- its id there, where that is another
    version TEXT,
    PRIMARY KEY (kind, resource)
) STRICT;

CREATE TABLE arrival_parked (
    -- What came from the clinic and could not be taken in: unreadable, or another word under an id that stands.
    -- Shown until a later version can be; nothing of ours is ever overwritten by it.
    kind TEXT NOT NULL,
    resource TEXT NOT NULL,
    version TEXT NOT NULL,
    reason TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, resource)
) STRICT;

CREATE TRIGGER received_stays BEFORE UPDATE ON received
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER received_keeps BEFORE DELETE ON received
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER step_request_stays BEFORE UPDATE ON step_request
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER step_request_keeps BEFORE DELETE ON step_request
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER reply_stays BEFORE UPDATE ON reply
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER reply_keeps BEFORE DELETE ON reply
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;
