-- The tables of the embedded database, for many processes at once. What differs is said where it differs.
--
-- The role that runs this owns the tables and is subject to their row-level security all the same (FORCE). It is
-- neither SUPERUSER nor BYPASSRLS; the portal refuses to open a database with a role that is.

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$;

-- Versions of resources, append-only. `seq` is taken after the patient's lock and before its commit: within one patient
-- it is commit order. Between patients it is not, and no cursor ever spans two of them.
CREATE SEQUENCE res_seq;
CREATE TABLE res (
    patient TEXT COLLATE "C" NOT NULL,
    seq     BIGINT NOT NULL,
    type    TEXT COLLATE "C" NOT NULL,
    id      TEXT COLLATE "C" NOT NULL,
    ver     BIGINT NOT NULL CHECK (ver > 0),
    upd     BIGINT NOT NULL,
    own     TEXT   NOT NULL CHECK (own IN ('p', 'c')),
    sha     BYTEA  NOT NULL CHECK (length(sha) = 32),
    json    TEXT   NOT NULL,
    PRIMARY KEY (patient, seq),
    UNIQUE (patient, type, id, ver)
);

CREATE FUNCTION refuse_single() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.patient IS DISTINCT FROM current_setting('nocte.erasing', true) THEN
        RAISE EXCEPTION 'versions go with their patient only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER res_is_appended_only BEFORE UPDATE ON res
    FOR EACH ROW EXECUTE FUNCTION refuse('versions are never changed');
CREATE TRIGGER res_is_erased_whole BEFORE DELETE ON res FOR EACH ROW EXECUTE FUNCTION refuse_single();
CREATE TRIGGER res_is_never_emptied BEFORE TRUNCATE ON res
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('versions go with their patient only');

CREATE TABLE cur (
    patient TEXT COLLATE "C" NOT NULL,
    type    TEXT COLLATE "C" NOT NULL,
    id      TEXT COLLATE "C" NOT NULL,
    seq     BIGINT NOT NULL,
    upd     BIGINT NOT NULL,
    PRIMARY KEY (patient, type, id)
);
CREATE INDEX cur_by_update ON cur (patient, type, upd, seq);

CREATE TABLE ident (
    patient TEXT COLLATE "C" NOT NULL,
    type    TEXT COLLATE "C" NOT NULL,
    value   TEXT COLLATE "C" NOT NULL,
    system  TEXT COLLATE "C" NOT NULL,
    id      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (patient, type, value, system, id)
);

CREATE TABLE ix_token (
    patient TEXT COLLATE "C" NOT NULL,
    type    TEXT COLLATE "C" NOT NULL,
    param   TEXT COLLATE "C" NOT NULL,
    val     TEXT COLLATE "C" NOT NULL,
    system  TEXT COLLATE "C" NOT NULL,
    id      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (patient, type, param, val, system, id)
);

CREATE TABLE ix_date (
    patient TEXT COLLATE "C" NOT NULL,
    type    TEXT COLLATE "C" NOT NULL,
    lo      BIGINT NOT NULL,
    hi      BIGINT NOT NULL,
    id      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (patient, type, lo, hi, id)
);
CREATE INDEX ix_date_by_id ON ix_date (patient, type, id);

CREATE TABLE told (
    patient TEXT COLLATE "C" NOT NULL,
    part    TEXT COLLATE "C" NOT NULL CHECK (part IN ('d', 's', 'o')),
    day     BIGINT NOT NULL,
    type    TEXT COLLATE "C" NOT NULL,
    id      TEXT COLLATE "C" NOT NULL,
    seq     BIGINT NOT NULL,
    ver     BIGINT NOT NULL,
    upd     BIGINT NOT NULL,
    said    TEXT   NOT NULL,
    PRIMARY KEY (patient, part, day, type, id)
);

-- What is a patient's is seen by whoever has said which patient it is about, for this transaction, and by nobody else.
DO $$
DECLARE name TEXT;
BEGIN
    FOREACH name IN ARRAY ARRAY['res', 'cur', 'ident', 'ix_token', 'ix_date', 'told'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY of_the_patient ON %I USING (patient = ANY '
            || '((SELECT string_to_array(current_setting(''nocte.patient'', true), '',''))::text[]))', name);
    END LOOP;
END $$;

-- Whose versions are kept: the role cannot see that in `res`.
CREATE TABLE compartment (patient TEXT COLLATE "C" PRIMARY KEY);

CREATE TABLE audit (
    seq     BIGINT PRIMARY KEY,
    at      BIGINT NOT NULL,
    patient TEXT COLLATE "C" NOT NULL,
    actor   TEXT   NOT NULL,
    token   TEXT   NOT NULL,
    action  TEXT   NOT NULL,
    type    TEXT   NOT NULL,
    id      TEXT   NOT NULL,
    ver     BIGINT NOT NULL,
    status  BIGINT NOT NULL,
    found   BIGINT NOT NULL,
    sha     BYTEA  NOT NULL,
    request TEXT   NOT NULL,
    query   TEXT   NOT NULL,
    hash    BYTEA  NOT NULL CHECK (length(hash) = 32)
);
CREATE INDEX audit_by_patient ON audit (patient, seq);
CREATE INDEX audit_of_staff ON audit (seq) WHERE type = 'Practitioner';
CREATE INDEX audit_of_backups ON audit (seq) WHERE action = 'backup';
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse('the audit is never changed');
CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse('the audit is never shortened');
CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('the audit is never shortened');

-- Where the chain ends. Whoever appends holds this row until the commit: the chain is one, whatever the processes.
-- `upd` is no earlier than any `lastUpdated`: the embedded database goes on from it, should the rows move there.
CREATE TABLE head (
    one       BIGINT PRIMARY KEY CHECK (one = 1),
    audit_seq BIGINT NOT NULL,
    hash      BYTEA  NOT NULL CHECK (length(hash) = 32),
    upd       BIGINT NOT NULL
) WITH (fillfactor = 10);
INSERT INTO head VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0);

CREATE TABLE clinic (
    one        BIGINT PRIMARY KEY CHECK (one = 1),
    name       TEXT   NOT NULL CHECK (length(name) > 0),
    admin      TEXT   NOT NULL,
    since      BIGINT NOT NULL,
    set_up     BYTEA  CHECK (length(set_up) = 32),
    set_up_end BIGINT
);

CREATE TABLE address (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    url TEXT   NOT NULL
);

CREATE TABLE listed (
    patient   TEXT COLLATE "C" PRIMARY KEY,
    since     BIGINT NOT NULL,
    closed    BIGINT,
    synthetic BIGINT NOT NULL CHECK (synthetic IN (0, 1))
);

CREATE TABLE invitation (
    link      BYTEA  PRIMARY KEY CHECK (length(link) = 32),
    patient   TEXT COLLATE "C" NOT NULL REFERENCES listed (patient) ON DELETE CASCADE,
    verifier  BYTEA  NOT NULL CHECK (length(verifier) = 32),
    key       BYTEA  CHECK (length(key) = 32),
    made      BIGINT NOT NULL,
    ends      BIGINT NOT NULL,
    wrong     BIGINT NOT NULL DEFAULT 0 CHECK (wrong BETWEEN 0 AND 5),
    claimed   BIGINT,
    withdrawn BIGINT
);
CREATE INDEX invitation_by_patient ON invitation (patient);

CREATE TABLE family (
    id      TEXT COLLATE "C" PRIMARY KEY,
    patient TEXT COLLATE "C" NOT NULL REFERENCES listed (patient) ON DELETE CASCADE,
    kind    TEXT   NOT NULL CHECK (kind IN ('pairing', 'command')),
    scope   TEXT   NOT NULL,
    device  TEXT   NOT NULL,
    since   BIGINT NOT NULL,
    consent TEXT   NOT NULL,
    phone   BIGINT,
    staff   BIGINT,
    revoked BIGINT,
    why     TEXT   NOT NULL DEFAULT '',
    CHECK ((revoked IS NULL) = (why = ''))
);
CREATE INDEX family_by_patient ON family (patient, since);

CREATE TABLE token (
    digest BYTEA  PRIMARY KEY CHECK (length(digest) = 32),
    family TEXT COLLATE "C" NOT NULL REFERENCES family (id) ON DELETE CASCADE,
    kind   TEXT   NOT NULL CHECK (kind IN ('access', 'refresh')),
    scope  TEXT   NOT NULL,
    ends   BIGINT NOT NULL,
    spent  BIGINT,
    retry  BYTEA  CHECK (length(retry) = 32),
    source BYTEA  CHECK (length(source) = 32)
);
CREATE INDEX token_by_family ON token (family);
CREATE INDEX token_by_source ON token (source) WHERE source IS NOT NULL;

CREATE TABLE staff (
    id       TEXT COLLATE "C" PRIMARY KEY,
    email    TEXT COLLATE "C" NOT NULL CHECK (length(email) > 0),
    name     TEXT COLLATE "C" NOT NULL CHECK (length(name) > 0),
    role     TEXT   NOT NULL CHECK (role IN ('admin', 'prescriber', 'staff')),
    handle   BYTEA  NOT NULL UNIQUE CHECK (length(handle) = 64),
    since    BIGINT NOT NULL,
    joined   BIGINT,
    disabled BIGINT
);
CREATE UNIQUE INDEX staff_by_email ON staff (lower(email));

CREATE TABLE staff_link (
    link  BYTEA  PRIMARY KEY CHECK (length(link) = 32),
    staff TEXT COLLATE "C" NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    kind  TEXT   NOT NULL CHECK (kind IN ('join', 'once')),
    made  BIGINT NOT NULL,
    ends  BIGINT NOT NULL,
    used  BIGINT
);
CREATE INDEX staff_link_by_staff ON staff_link (staff);

CREATE TABLE password (
    staff TEXT COLLATE "C" PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    kdf   TEXT   NOT NULL,
    salt  BYTEA  NOT NULL CHECK (length(salt) = 16),
    hash  BYTEA  NOT NULL CHECK (length(hash) = 32),
    totp  BYTEA  NOT NULL CHECK (length(totp) = 20),
    step  BIGINT NOT NULL,
    since BIGINT NOT NULL
);

CREATE TABLE passkey (
    id     BYTEA  PRIMARY KEY CHECK (length(id) BETWEEN 16 AND 1023),
    staff  TEXT COLLATE "C" NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    name   TEXT   NOT NULL,
    fixed  BYTEA  NOT NULL,
    moving BYTEA  NOT NULL,
    since  BIGINT NOT NULL,
    used   BIGINT
);
CREATE INDEX passkey_by_staff ON passkey (staff);

CREATE TABLE challenge (
    challenge BYTEA  PRIMARY KEY,
    state     BYTEA  NOT NULL,
    ends      BIGINT NOT NULL
);
CREATE INDEX challenge_by_end ON challenge (ends);

CREATE TABLE session (
    digest BYTEA  PRIMARY KEY CHECK (length(digest) = 32),
    staff  TEXT COLLATE "C" NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    way    TEXT   NOT NULL CHECK (way IN ('passkey', 'password', 'link')),
    since  BIGINT NOT NULL,
    seen   BIGINT NOT NULL,
    ended  BIGINT
);
CREATE INDEX session_by_staff ON session (staff);
CREATE INDEX session_by_sight ON session (seen);

CREATE TABLE browser (
    digest BYTEA  PRIMARY KEY CHECK (length(digest) = 32),
    staff  TEXT COLLATE "C" NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    since  BIGINT NOT NULL
);
CREATE INDEX browser_by_staff ON browser (staff);

-- One row a patient: ids and counts, no word of the record. A list asks across patients, so it has no policy.
CREATE TABLE standing (
    patient  TEXT COLLATE "C" PRIMARY KEY,
    shape    BIGINT NOT NULL,
    moved    BIGINT NOT NULL,
    arrived  BIGINT,
    offset_s BIGINT NOT NULL
);
CREATE INDEX standing_by_move ON standing (moved);

-- Its row is held until the commit, before that of `head`: counts are in commit order.
CREATE TABLE moves (
    one  BIGINT PRIMARY KEY CHECK (one = 1),
    era  BYTEA  NOT NULL,
    n    BIGINT NOT NULL,
    list BIGINT NOT NULL
) WITH (fillfactor = 10);
INSERT INTO moves VALUES (1, decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 1, 1);

CREATE FUNCTION pairing_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE now BIGINT;
BEGIN
    UPDATE moves SET n = n + 1, list = n + 1 RETURNING n INTO now;
    UPDATE standing SET moved = now WHERE patient = coalesce(NEW.patient, OLD.patient);
    RETURN NULL;
END $$;
CREATE TRIGGER a_pairing_moves_its_line AFTER INSERT OR UPDATE OR DELETE ON family
    FOR EACH ROW EXECUTE FUNCTION pairing_moves();
CREATE FUNCTION list_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE moves SET n = n + 1, list = n + 1; RETURN NULL; END $$;
CREATE TRIGGER a_patient_moves_the_list AFTER INSERT OR UPDATE OR DELETE ON listed
    FOR EACH ROW EXECUTE FUNCTION list_moves();
