-- The fourth schema: links that this phone made, with what takes them back. Not facts: they change, and say nothing
-- about the patient. They go along in a backup, so that a new phone can take back what the old one gave away.

CREATE TABLE share (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
