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
