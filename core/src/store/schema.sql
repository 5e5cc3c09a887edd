-- The schema as it is today, as SQLite keeps it: what all migrations together make.
-- A test compares it with a new store's and with every old store's after it was opened.

CREATE TABLE plan (
    -- One version of a plan. A change is a new row; history is never rewritten.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    version INTEGER NOT NULL CHECK (version > 0),
    follows BLOB,
    effective_night TEXT NOT NULL,
    protocol TEXT,                -- NULL when typed in
    agreement TEXT NOT NULL CHECK (agreement IN ('signed', 'reported')),
    agreed_by TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    steps TEXT NOT NULL CHECK (json_valid(steps)),   -- doses in ng; read and written as one
    start_step INTEGER NOT NULL CHECK (start_step >= 0),
    cap_ng INTEGER CHECK (cap_ng >= 0),
    stop_after TEXT,              -- the last night with a dose; only a prescriber sets it
    already_since TEXT,
    terms TEXT NOT NULL CHECK (json_valid(terms)),
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE decision (
    -- A step up, a gate passed, a hold begun or ended.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    plan BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (json_valid(kind)),     -- with what belongs to that kind
    from_night TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE dose (
    -- The answer to a night, an extra dose, or a correction of either; as the plan, bottle and syringe were then.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    night TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('taken', 'skipped', 'unknown', 'extra')),
    taken_at TEXT,
    planned_ng INTEGER CHECK (planned_ng >= 0),
    plan BLOB,
    step TEXT,
    volume_ul INTEGER CHECK (volume_ul >= 0),        -- the line's, or what the patient said
    bottle TEXT,                  -- its letter
    strength_ng INTEGER CHECK (strength_ng > 0),     -- so many ng …
    strength_ul INTEGER CHECK (strength_ul > 0),     -- … in so many µL
    syringe_capacity_ul INTEGER CHECK (syringe_capacity_ul > 0),
    syringe_graduation_ul INTEGER CHECK (syringe_graduation_ul > 0),
    swallowed_ng INTEGER CHECK (swallowed_ng >= 0),  -- said in milligrams, not drawn
    corrects BLOB,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE score (
    -- One 0–10 rating. A night without one has no row.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    night TEXT NOT NULL,
    scale TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE INDEX score_by_night ON score (night);

CREATE TABLE effect (
    -- A side effect, or a change in one.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    night TEXT NOT NULL,
    what TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('mild', 'moderate', 'severe')),
    course TEXT NOT NULL CHECK (course IN ('open', 'resolved')),
    continues BLOB,               -- the earlier entry of the same episode
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE lab (
    -- A laboratory value as the report prints it.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    night TEXT NOT NULL,
    what TEXT NOT NULL,
    value TEXT NOT NULL,          -- decimal text: no rounding of ours
    unit TEXT NOT NULL,
    method TEXT,
    sampled_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE note (
    -- A note in the patient's words.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    night TEXT NOT NULL,
    text TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE bad_day (
    -- A bad day: everything else of it is missing, not zero.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    night TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE medicine (
    -- Another medicine, as typed; a later row of the same name speaks instead of an earlier one.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name TEXT NOT NULL,
    class TEXT,                   -- NULL: not recognised
    course TEXT NOT NULL CHECK (json_valid(course)), -- current, last on, starting on, not taking
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE answer (
    -- An answer to a question that cannot be skipped.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    question TEXT NOT NULL,
    yes INTEGER NOT NULL CHECK (yes IN (0, 1)),
    planned_on TEXT,              -- the operation's date, with a yes to surgery
    agreement TEXT CHECK (agreement IN ('signed', 'reported')), -- a clinician's, in spite of a yes …
    agreed_by TEXT,
    agreed_on TEXT,               -- … all three or none
    asked_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE bottle (
    -- A bottle as it was made.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    letter TEXT NOT NULL,
    recipe TEXT NOT NULL,
    tablets TEXT NOT NULL CHECK (json_valid(tablets)), -- the strength of each, in ng
    volume_ul INTEGER NOT NULL CHECK (volume_ul > 0),
    strength_ng INTEGER NOT NULL CHECK (strength_ng > 0),
    strength_ul INTEGER NOT NULL CHECK (strength_ul > 0),
    made_on TEXT NOT NULL,
    discard_by TEXT NOT NULL,
    syringe_capacity_ul INTEGER NOT NULL CHECK (syringe_capacity_ul > 0),
    syringe_graduation_ul INTEGER NOT NULL CHECK (syringe_graduation_ul > 0),
    drawn_from BLOB,              -- a second dilution: the stronger bottle …
    drawn_ul INTEGER CHECK (drawn_ul >= 0),            -- … and what was taken out of it
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE bottle_end (
    -- A bottle thrown away, left warm, or empty.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    bottle BLOB NOT NULL,
    why TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE setting (
    -- A changed choice; the newest of its kind holds.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    choice TEXT NOT NULL CHECK (json_valid(choice)),
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE tombstone (
    -- A fact taken back. The fact stays; so does this.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    target BLOB NOT NULL,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE snooze (
    -- "Later": one for each time it was asked.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    night TEXT NOT NULL,
    until TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE restored (
    -- This file came from a copy; nights since are unknown until confirmed.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    copied_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TABLE restore_confirmed (
    -- What a restore left open was confirmed.
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    restored BLOB NOT NULL,
    recorded_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    source TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1))
) STRICT;

CREATE TRIGGER plan_stays BEFORE UPDATE ON plan
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER plan_keeps BEFORE DELETE ON plan
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER decision_keeps BEFORE DELETE ON decision
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER dose_stays BEFORE UPDATE ON dose
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER dose_keeps BEFORE DELETE ON dose
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER score_stays BEFORE UPDATE ON score
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER score_keeps BEFORE DELETE ON score
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER effect_stays BEFORE UPDATE ON effect
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER effect_keeps BEFORE DELETE ON effect
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER lab_stays BEFORE UPDATE ON lab
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER lab_keeps BEFORE DELETE ON lab
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER note_stays BEFORE UPDATE ON note
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER note_keeps BEFORE DELETE ON note
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER bad_day_stays BEFORE UPDATE ON bad_day
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER bad_day_keeps BEFORE DELETE ON bad_day
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER medicine_stays BEFORE UPDATE ON medicine
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER medicine_keeps BEFORE DELETE ON medicine
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER answer_stays BEFORE UPDATE ON answer
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER answer_keeps BEFORE DELETE ON answer
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER bottle_stays BEFORE UPDATE ON bottle
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER bottle_keeps BEFORE DELETE ON bottle
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER bottle_end_stays BEFORE UPDATE ON bottle_end
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER bottle_end_keeps BEFORE DELETE ON bottle_end
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER setting_stays BEFORE UPDATE ON setting
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER setting_keeps BEFORE DELETE ON setting
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER tombstone_stays BEFORE UPDATE ON tombstone
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER tombstone_keeps BEFORE DELETE ON tombstone
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER snooze_stays BEFORE UPDATE ON snooze
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER snooze_keeps BEFORE DELETE ON snooze
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER restored_stays BEFORE UPDATE ON restored
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER restored_keeps BEFORE DELETE ON restored
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER restore_confirmed_stays BEFORE UPDATE ON restore_confirmed
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER restore_confirmed_keeps BEFORE DELETE ON restore_confirmed
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

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

CREATE TABLE share (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
