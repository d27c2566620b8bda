-- The index, version 1.0. Readable by SQLite 3.40. Times are milliseconds since 1970 (UTC), sizes bytes.
-- Only the views at the end are public (see docs/index.md). A minor version (schema-1.N.sql, its number in meta) adds tables,
-- indexes, and columns that are null or have a default, so that a program of an earlier one reads and writes beside it.

-- One row: what is counted across all programs.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES ('wanted', 0);      -- every request: upload, click, schedule
INSERT INTO meta VALUES ('look', 0);        -- the requests that ask a sweep to look at the volume again
INSERT INTO meta VALUES ('looked', 0);      -- the value of look when the last whole discovery began
INSERT INTO meta VALUES ('fixity', 0);      -- the last file whose hash was checked again; 0 begins with the first
INSERT INTO meta VALUES ('rules', '');      -- the rules version that ranks and categories were last computed with
INSERT INTO meta VALUES ('overrides', '{}'); -- the category overrides of those rules, JSON

CREATE TABLE file (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,   -- kept in the trash and when restored, never used again
  path        BLOB    NOT NULL,                    -- relative to files/, the raw bytes of the name
  utf8        INTEGER NOT NULL,                    -- 1: path is valid UTF-8
  top         BLOB    NOT NULL,                    -- first folder of path, empty at the root: round-robin
  folded      TEXT    NOT NULL,                    -- path as text, NFKC, lower case: search
  extension   TEXT    NOT NULL,                    -- lower case, without the dot, '' for none
  size        INTEGER NOT NULL,
  mtime_ns    INTEGER NOT NULL,                    -- with size and inode: which bytes the row speaks of
  inode       INTEGER NOT NULL,
  origin      TEXT    NOT NULL CHECK (origin IN ('upload', 'found')),
  arrived     INTEGER NOT NULL,                    -- upload time, or ctime of a found file
  rank        INTEGER NOT NULL DEFAULT 0,          -- the folder's priority in the rules, higher first
  state       TEXT    NOT NULL CHECK (state IN
                ('received', 'claimed', 'classified', 'failed', 'quarantined', 'trashed', 'missing')),
  state_since INTEGER NOT NULL,
  before      TEXT,                                -- state before it was claimed, or trashed: what restore goes back to
  attempts    INTEGER NOT NULL DEFAULT 0,          -- readings charged to this file, the one with the verdict included
  suspected   INTEGER NOT NULL DEFAULT 0,          -- deaths of an owner that had other files open too: tried again alone
  owner       TEXT,                                -- slot of the process that has claimed it
  claimed     INTEGER,                             -- when, by the last that claimed it
  started     INTEGER,                             -- when its last reading began
  done        INTEGER,                             -- when its last reading came to a verdict, a failure or a death
  run         INTEGER,                             -- the last that claimed it
  worker      INTEGER,                             -- of that run, counted from 0
  policy      TEXT,                                -- scheduling policy that it was claimed under
  sha256      BLOB,                                -- of the bytes that (size, mtime_ns, inode) describe
  category    TEXT    NOT NULL DEFAULT '',         -- '' until there is a verdict
  mime        TEXT,
  puid        TEXT,
  format      TEXT,
  version     TEXT,
  basis       TEXT,
  mismatch    INTEGER NOT NULL DEFAULT 0,          -- the name's ending says another format
  name_says   TEXT,                                -- the MIME type that the name says, where it disagrees
  risks       TEXT    NOT NULL DEFAULT '',         -- codes separated by spaces, see Risk
  metadata    TEXT,                                -- JSON object; nothing fills it yet
  error       TEXT,                                -- why it has no verdict, or lies where it lies; for people
  rules       TEXT,                                -- version of the rules of the last verdict or failure
  detector    TEXT                                 -- version of what gave the last verdict
);
CREATE UNIQUE INDEX file_path    ON file (path) WHERE state <> 'trashed';
CREATE INDEX file_arrived        ON file (arrived, id);
CREATE INDEX file_size           ON file (size, id);
CREATE INDEX file_kind           ON file (category, arrived, id);
CREATE INDEX file_sha256         ON file (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX file_run            ON file (run, started) WHERE run IS NOT NULL;
CREATE INDEX file_queue_arrived  ON file (arrived, id) WHERE state IN ('received', 'failed');
CREATE INDEX file_queue_size     ON file (size, arrived, id) WHERE state IN ('received', 'failed');
CREATE INDEX file_state          ON file (state, state_since) WHERE state <> 'classified';
CREATE INDEX file_flagged        ON file (arrived, id) WHERE mismatch = 1 OR risks <> '';
CREATE INDEX file_owner          ON file (owner) WHERE owner IS NOT NULL;
CREATE INDEX file_trashed_inode  ON file (inode) WHERE state = 'trashed';

-- Sums kept by the triggers below, so that every program shows the same numbers at once, at any size.
CREATE TABLE tally (
  state    TEXT    NOT NULL,
  category TEXT    NOT NULL,
  mismatch INTEGER NOT NULL,
  risky    INTEGER NOT NULL,
  files    INTEGER NOT NULL,
  bytes    INTEGER NOT NULL,
  PRIMARY KEY (state, category, mismatch, risky)
) WITHOUT ROWID;

-- The newest changes of state, for live pages: a ring of 10,000.
CREATE TABLE change (
  seq  INTEGER PRIMARY KEY AUTOINCREMENT,
  file INTEGER NOT NULL,
  at   INTEGER NOT NULL
);

CREATE TRIGGER file_inserted AFTER INSERT ON file BEGIN
  INSERT INTO tally VALUES (NEW.state, NEW.category, NEW.mismatch, NEW.risks <> '', 1, NEW.size)
    ON CONFLICT DO UPDATE SET files = files + 1, bytes = bytes + excluded.bytes;
END;
CREATE TRIGGER file_updated AFTER UPDATE OF state, category, mismatch, risks, size ON file
WHEN OLD.state <> NEW.state OR OLD.category <> NEW.category OR OLD.mismatch <> NEW.mismatch
  OR OLD.risks <> NEW.risks OR OLD.size <> NEW.size BEGIN
  UPDATE tally SET files = files - 1, bytes = bytes - OLD.size
    WHERE state = OLD.state AND category = OLD.category AND mismatch = OLD.mismatch AND risky = (OLD.risks <> '');
  INSERT INTO tally VALUES (NEW.state, NEW.category, NEW.mismatch, NEW.risks <> '', 1, NEW.size)
    ON CONFLICT DO UPDATE SET files = files + 1, bytes = bytes + excluded.bytes;
END;
CREATE TRIGGER file_deleted AFTER DELETE ON file BEGIN
  UPDATE tally SET files = files - 1, bytes = bytes - OLD.size
    WHERE state = OLD.state AND category = OLD.category AND mismatch = OLD.mismatch AND risky = (OLD.risks <> '');
END;
CREATE TRIGGER file_changed AFTER UPDATE OF state ON file WHEN OLD.state <> NEW.state BEGIN
  INSERT INTO change (file, at) VALUES (NEW.id, NEW.state_since);
  DELETE FROM change WHERE seq = (SELECT max(seq) FROM change) - 10000;
END;

-- What programs did. A run's row is made by whoever asks for it, or by the program itself when nobody did.
CREATE TABLE run (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  kind      TEXT    NOT NULL CHECK (kind IN ('sweep', 'report', 'housekeeping', 'restore')),
  number    INTEGER NOT NULL,                      -- counts within its kind: "Sweep 418"
  state     TEXT    NOT NULL CHECK (state IN ('pending', 'running', 'done', 'failed', 'cancelled')),
  trigger   TEXT    NOT NULL CHECK (trigger IN ('upload', 'click', 'schedule', 'command')),
  name      TEXT    UNIQUE,                        -- the Job's, or the child process's; from the request counter unless somebody else made the Job
  requested INTEGER NOT NULL,
  started   INTEGER,
  ended     INTEGER,
  owner     TEXT,                                  -- slot that is locked while it lives
  policy    TEXT,
  workers   INTEGER,
  job       TEXT,
  pod       TEXT,
  node      TEXT,
  image     TEXT,
  revision  TEXT,
  rules     TEXT,
  detector  TEXT,
  exit      INTEGER,
  found     INTEGER NOT NULL DEFAULT 0,            -- new on the volume
  changed   INTEGER NOT NULL DEFAULT 0,
  missing   INTEGER NOT NULL DEFAULT 0,
  classified INTEGER NOT NULL DEFAULT 0,
  failed    INTEGER NOT NULL DEFAULT 0,
  quarantined INTEGER NOT NULL DEFAULT 0,
  bytes     INTEGER NOT NULL DEFAULT 0,            -- read
  total     INTEGER NOT NULL DEFAULT 0,            -- files it will do as far as is known: progress
  skipped   TEXT,                                  -- JSON: what was not a file, {"kind": …, "count": …, "examples": […]}
  message   TEXT,                                  -- what happened, in a few words
  detail    TEXT                                   -- JSON: what only this kind knows
);
CREATE INDEX run_kind ON run (kind, id);
CREATE INDEX run_open ON run (kind) WHERE state IN ('pending', 'running');

CREATE VIEW v_file AS
SELECT id,
       CASE WHEN utf8 THEN CAST(path AS TEXT) ELSE path END AS path,
       size,
       CASE WHEN abs(mtime_ns / 1000000000) < 9223372036
            THEN strftime('%Y-%m-%dT%H:%M:%S', mtime_ns / 1000000000, 'unixepoch') || 'Z' END AS modified,
       strftime('%Y-%m-%dT%H:%M:%S', arrived / 1000, 'unixepoch') || printf('.%03dZ', arrived % 1000) AS received,
       state,
       nullif(category, '') AS category,
       mime, puid, format, version, basis, mismatch, name_says,
       lower(hex(sha256)) AS sha256,
       attempts, error,
       nullif(risks, '') AS risks,
       extension, origin, metadata, run, worker, policy, rules, detector,
       strftime('%Y-%m-%dT%H:%M:%S', claimed / 1000, 'unixepoch') || printf('.%03dZ', claimed % 1000) AS claimed,
       strftime('%Y-%m-%dT%H:%M:%S', done / 1000, 'unixepoch') || printf('.%03dZ', done % 1000) AS done
  FROM file;

CREATE VIEW v_run AS
SELECT id, kind, number, state, trigger, name,
       strftime('%Y-%m-%dT%H:%M:%SZ', requested / 1000, 'unixepoch') AS requested,
       strftime('%Y-%m-%dT%H:%M:%SZ', started / 1000, 'unixepoch') AS started,
       strftime('%Y-%m-%dT%H:%M:%SZ', ended / 1000, 'unixepoch') AS ended,
       policy, workers, job, pod, node, image, revision, rules, detector, exit,
       found, changed, missing, classified, failed, quarantined, bytes, skipped, message
  FROM run;

-- One row. files, bytes and the categories leave out what is trashed or missing.
CREATE VIEW v_totals AS
SELECT coalesce(sum(files) FILTER (WHERE present), 0) AS files,
       coalesce(sum(bytes) FILTER (WHERE present), 0) AS bytes,
       coalesce(sum(files) FILTER (WHERE state IN ('classified', 'quarantined')), 0) AS processed,
       coalesce(sum(files) FILTER (WHERE present AND category = 'image'), 0) AS images,
       coalesce(sum(files) FILTER (WHERE present AND category = 'document'), 0) AS documents,
       coalesce(sum(files) FILTER (WHERE present AND category = 'image'), 0) AS image,
       coalesce(sum(files) FILTER (WHERE present AND category = 'audio'), 0) AS audio,
       coalesce(sum(files) FILTER (WHERE present AND category = 'video'), 0) AS video,
       coalesce(sum(files) FILTER (WHERE present AND category = 'document'), 0) AS document,
       coalesce(sum(files) FILTER (WHERE present AND category = 'text'), 0) AS text,
       coalesce(sum(files) FILTER (WHERE present AND category = 'code'), 0) AS code,
       coalesce(sum(files) FILTER (WHERE present AND category = 'data'), 0) AS data,
       coalesce(sum(files) FILTER (WHERE present AND category = 'archive'), 0) AS archive,
       coalesce(sum(files) FILTER (WHERE present AND category = 'executable'), 0) AS executable,
       coalesce(sum(files) FILTER (WHERE present AND category = 'font'), 0) AS font,
       coalesce(sum(files) FILTER (WHERE present AND category = 'email'), 0) AS email,
       coalesce(sum(files) FILTER (WHERE present AND category = 'model'), 0) AS model,
       coalesce(sum(files) FILTER (WHERE present AND category = 'empty'), 0) AS empty,
       coalesce(sum(files) FILTER (WHERE present AND category = 'unknown'), 0) AS unknown,
       coalesce(sum(files) FILTER (WHERE state = 'received'), 0) AS received,
       coalesce(sum(files) FILTER (WHERE state = 'claimed'), 0) AS claimed,
       coalesce(sum(files) FILTER (WHERE state = 'classified'), 0) AS classified,
       coalesce(sum(files) FILTER (WHERE state = 'failed'), 0) AS failed,
       coalesce(sum(files) FILTER (WHERE state = 'quarantined'), 0) AS quarantined,
       coalesce(sum(files) FILTER (WHERE state = 'trashed'), 0) AS trashed,
       coalesce(sum(files) FILTER (WHERE state = 'missing'), 0) AS missing,
       coalesce(sum(files) FILTER (WHERE present AND mismatch), 0) AS mismatches,
       coalesce(sum(files) FILTER (WHERE present AND risky), 0) AS risky
  FROM (SELECT *, state NOT IN ('trashed', 'missing') AS present FROM tally);
