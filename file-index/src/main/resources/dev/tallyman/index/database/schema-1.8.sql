-- What is in a file, read after its verdict: by whom, how often, and why not.
ALTER TABLE file ADD COLUMN description TEXT;                 -- NULL: to be described once classified; claimed, described, none
ALTER TABLE file ADD COLUMN description_owner TEXT;           -- slot of the process that describes it
ALTER TABLE file ADD COLUMN description_attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE file ADD COLUMN description_suspected INTEGER NOT NULL DEFAULT 0; -- deaths while others were described too
ALTER TABLE file ADD COLUMN description_error TEXT;           -- why there is none, or what is left out; for people
ALTER TABLE file ADD COLUMN described INTEGER;                -- when
ALTER TABLE file ADD COLUMN describer TEXT;                   -- version of the readers
ALTER TABLE file ADD COLUMN dangers TEXT NOT NULL DEFAULT ''; -- risks found by describing; risks holds them too
ALTER TABLE file ADD COLUMN members INTEGER;                  -- files inside it, where it is an archive or an e-mail
ALTER TABLE file ADD COLUMN texted TEXT;                      -- the search index that holds its text
ALTER TABLE file ADD COLUMN pictured INTEGER NOT NULL DEFAULT 0; -- 1: there are thumbnails of its content
ALTER TABLE file ADD COLUMN released INTEGER;                -- when a person let a held file go
CREATE INDEX file_to_describe ON file (id) WHERE state = 'classified' AND description IS NULL;
CREATE INDEX file_describing ON file (description_owner) WHERE description_owner IS NOT NULL;
CREATE INDEX file_dangers ON file (id) WHERE dangers <> '';

-- What lies inside archives and e-mails. Deleted with its file.
CREATE TABLE member (
  file      INTEGER NOT NULL,
  number    INTEGER NOT NULL,                 -- its place, from 1
  name      BLOB    NOT NULL,                 -- the raw bytes
  size      INTEGER,                          -- unpacked; NULL where it is not said
  packed    INTEGER,
  modified  INTEGER,
  encrypted INTEGER NOT NULL DEFAULT 0,
  mime      TEXT,
  puid      TEXT,
  format    TEXT,
  category  TEXT,
  PRIMARY KEY (file, number)
) WITHOUT ROWID;

CREATE VIEW v_member AS
SELECT file, number, CAST(name AS TEXT) AS name, size, packed,
       strftime('%Y-%m-%dT%H:%M:%SZ', modified / 1000, 'unixepoch') AS modified,
       encrypted, mime, puid, format, category
  FROM member;
