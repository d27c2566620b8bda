-- What its sender called all that arrived together, so that they can be listed; NULL for what came alone or was found.
ALTER TABLE file ADD COLUMN batch TEXT;
CREATE INDEX file_batch ON file (batch, arrived, id) WHERE batch IS NOT NULL;

-- The file that was received under a sender's key, so that one whose answer was lost does not store it twice.
CREATE TABLE delivery (
  key  TEXT    PRIMARY KEY,
  path BLOB    NOT NULL,                    -- that it was sent to
  file INTEGER NOT NULL,
  at   INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX delivery_at ON delivery (at);

-- Uploads that can be interrupted. The bytes lie in uploads/ID.upload until there is a file.
CREATE TABLE upload (
  id       TEXT    PRIMARY KEY,
  path     BLOB    NOT NULL,                -- wanted
  size     INTEGER,                         -- of the whole file; NULL until the sender knows it
  bytes    INTEGER NOT NULL DEFAULT 0,      -- so many are durable: where it goes on after any crash
  rank     INTEGER NOT NULL,
  modified INTEGER,
  batch    TEXT,
  key      TEXT    UNIQUE,                  -- of the request that began it
  metadata TEXT,                            -- as the sender gave it
  expires  INTEGER NOT NULL,
  file     INTEGER                          -- what has become of it
) WITHOUT ROWID;
CREATE INDEX upload_expires ON upload (expires);

DROP VIEW v_file;
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
       strftime('%Y-%m-%dT%H:%M:%S', done / 1000, 'unixepoch') || printf('.%03dZ', done % 1000) AS done,
       batch
  FROM file;
