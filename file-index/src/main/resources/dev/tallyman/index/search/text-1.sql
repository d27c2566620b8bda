-- text.db: the words in documents. It can be deleted: sweeps read the documents again.
CREATE TABLE mark (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO mark VALUES ('name', lower(hex(randomblob(8)))); -- files whose text is in it carry it

CREATE TABLE content (
  file    INTEGER PRIMARY KEY,
  length  INTEGER NOT NULL, -- letters
  charset TEXT,             -- of a file that is nothing but its text, which is then read from there
  text    BLOB              -- of any other, deflated
);

-- The words themselves, already folded, with a space after each.
CREATE VIRTUAL TABLE words USING fts5(text, content = '', contentless_delete = 1, tokenize = 'ascii');
