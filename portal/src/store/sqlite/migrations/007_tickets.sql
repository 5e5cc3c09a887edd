-- A shared file that is too large for its manifest is fetched by an address of its own: once, and within minutes.

CREATE TABLE ticket (
    ticket BLOB NOT NULL PRIMARY KEY CHECK (length(ticket) = 32),  -- digest of the secret in that address
    address BLOB NOT NULL CHECK (length(address) = 32),            -- the link's digest
    ends INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX ticket_ends ON ticket (ends);
