-- All of PRONOM's ids that are left over, the one that goes first first; NULL where there is one or none.
ALTER TABLE file ADD COLUMN puids TEXT;

-- Reports list what moved by the time it did.
CREATE INDEX revision_at ON revision (at, id);

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
       batch,
       coalesce(puids, puid) AS puids,
       ifnull(stale, 0) = 1 AS stale
  FROM file;
