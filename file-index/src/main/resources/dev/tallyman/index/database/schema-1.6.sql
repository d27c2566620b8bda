-- Verdicts that are to be worked out again. NULL: no. 1: another detector gave it (stale). 2: people ask for it.
-- 0: given up, since reading it again went wrong too often; the verdict stands until another detector comes.
ALTER TABLE file ADD COLUMN stale INTEGER;
CREATE INDEX file_stale ON file (stale, state, done, id) WHERE stale IS NOT NULL;

-- What sweeps read again, beside their new work, and how many verdicts that changed.
ALTER TABLE run ADD COLUMN reread INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN revised INTEGER NOT NULL DEFAULT 0;

-- Every verdict that reading again changed.
CREATE TABLE revision (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  file         INTEGER NOT NULL,
  run          INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  old_category TEXT NOT NULL,
  old_mime     TEXT,
  old_puid     TEXT,
  old_format   TEXT,
  old_mismatch INTEGER NOT NULL,
  old_rules    TEXT,
  old_detector TEXT,
  category     TEXT NOT NULL,
  mime         TEXT,
  puid         TEXT,
  format       TEXT,
  mismatch     INTEGER NOT NULL,
  rules        TEXT,
  detector     TEXT
);
CREATE INDEX revision_file ON revision (file, id);
CREATE INDEX revision_run ON revision (run, id);
