-- A shared file that is too large for its manifest is fetched by an address of its own: once, and within minutes.
CREATE TABLE ticket (
    ticket  BYTEA  PRIMARY KEY CHECK (length(ticket) = 32),  -- digest of the secret in that address
    address BYTEA  NOT NULL CHECK (length(address) = 32),    -- the link's digest
    ends    BIGINT NOT NULL
);
CREATE INDEX ticket_ends ON ticket (ends);
