-- Who has signed in with a browser. Of the secret, which the browser alone has, the SHA-256 is kept. groups: one a line.
CREATE TABLE session (
  hash    BLOB PRIMARY KEY,
  person  TEXT NOT NULL,
  display TEXT NOT NULL,
  groups  TEXT NOT NULL,
  proof   TEXT NOT NULL, -- what the person was known by when it began; another one ends it
  began   INTEGER NOT NULL,
  seen    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_person ON session (person, seen);

-- The tokens of scripts, kept in the same way. An id is never given out again.
CREATE TABLE token (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  hash    BLOB NOT NULL UNIQUE,
  person  TEXT NOT NULL,
  display TEXT NOT NULL,
  groups  TEXT NOT NULL,
  name    TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  used    INTEGER
);
CREATE INDEX token_person ON token (person);
