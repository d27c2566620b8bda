-- search.db: what searches look into first. It can be deleted: the server makes it again from the index.
CREATE TABLE mark (
  key   TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO mark VALUES ('index', 0);   -- the inode of the index that it speaks of
INSERT INTO mark VALUES ('newest', 0);  -- the newest file whose name is in it
INSERT INTO mark VALUES ('renamed', 0); -- the last renaming that it has followed
INSERT INTO mark VALUES ('whole', 0);   -- 1: every name is in it

-- What is in it of each file, so that a look at all of them finds what differs.
CREATE TABLE named (
  id   INTEGER PRIMARY KEY,
  hash INTEGER NOT NULL
);

-- The letters of each name, three by three. The name itself is in the index.
CREATE VIRTUAL TABLE name USING fts5(folded, content = '', contentless_delete = 1, tokenize = 'trigram', detail = none);
