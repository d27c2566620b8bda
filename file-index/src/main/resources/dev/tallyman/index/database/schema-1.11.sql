-- The newest files of a top folder, for people who may not see the others.
CREATE INDEX file_by_top ON file (top, arrived, id);

-- Who began it; NULL where nobody signs in. Nobody else may go on with it.
ALTER TABLE upload ADD COLUMN person TEXT;

-- The files beside the logs that hold events, by the last event of each, and the hash that it ends with: proves the end of the chain.
CREATE TABLE event_chain (
  last INTEGER PRIMARY KEY,
  hash TEXT NOT NULL
);
