-- The newest files of a top folder, for people who may not see the others.
CREATE INDEX file_by_top ON file (top, arrived, id);

-- Who began it; NULL where nobody signs in. Nobody else may go on with it.
ALTER TABLE upload ADD COLUMN person TEXT;
