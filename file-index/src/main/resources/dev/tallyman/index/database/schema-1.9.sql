-- Moves: written down before the bytes move, so that the rows follow whoever dies in between.
ALTER TABLE file ADD COLUMN moved  INTEGER;   -- when it got its path, where it came under another
ALTER TABLE file ADD COLUMN former BLOB;      -- which that was
CREATE TABLE move (
  id     INTEGER PRIMARY KEY,
  source BLOB    NOT NULL,                    -- the path of a file or a folder
  target BLOB    NOT NULL,
  at     INTEGER NOT NULL
);
CREATE INDEX move_source ON move (source);
CREATE INDEX move_target ON move (target);

-- What is done to many files as one thing.
ALTER TABLE file ADD COLUMN bulk INTEGER;     -- the last of these that it was part of
CREATE TABLE bulk (
  id      INTEGER PRIMARY KEY,
  deed    TEXT    NOT NULL,
  folder  BLOB,                               -- where they are moved
  person  TEXT,
  started INTEGER NOT NULL,
  files   INTEGER NOT NULL,
  done    INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  reason  TEXT,                               -- why the last of those
  ended   INTEGER,
  undoes  INTEGER                             -- the one that this takes back
);
CREATE INDEX file_by_bulk ON file (bulk, id) WHERE bulk IS NOT NULL;
