-- Who did what, in the transaction of the change. Rows are added and never changed.
CREATE TABLE event (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  person  TEXT NOT NULL,
  token   INTEGER,       -- where a script came with one
  origin  TEXT NOT NULL, -- the neighbourhood of the address
  deed    TEXT NOT NULL,
  subject TEXT NOT NULL,
  file    INTEGER,
  run     INTEGER,
  before  TEXT,
  after   TEXT
);
CREATE INDEX event_person ON event (person, id);
CREATE INDEX event_file ON event (file, id) WHERE file IS NOT NULL;
CREATE INDEX event_run ON event (run, id) WHERE run IS NOT NULL;
