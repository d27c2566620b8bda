-- Of the metadata, what lists are filtered by. NULL where a file does not say it.
ALTER TABLE file ADD COLUMN taken INTEGER;    -- when a picture was; milliseconds, without a zone as if in UTC
ALTER TABLE file ADD COLUMN created INTEGER;  -- when a document was, so it says
ALTER TABLE file ADD COLUMN author TEXT;      -- folded
ALTER TABLE file ADD COLUMN camera TEXT;      -- folded, maker and model
ALTER TABLE file ADD COLUMN duration INTEGER; -- milliseconds
ALTER TABLE file ADD COLUMN pages INTEGER;
ALTER TABLE file ADD COLUMN width INTEGER;    -- pixels
CREATE INDEX file_taken ON file (taken) WHERE taken IS NOT NULL;
CREATE INDEX file_created ON file (created) WHERE created IS NOT NULL;
CREATE INDEX file_author ON file (author) WHERE author IS NOT NULL;
CREATE INDEX file_camera ON file (camera) WHERE camera IS NOT NULL;
CREATE INDEX file_duration ON file (duration) WHERE duration IS NOT NULL;
CREATE INDEX file_pages ON file (pages) WHERE pages IS NOT NULL;
CREATE INDEX file_width ON file (width) WHERE width IS NOT NULL;
CREATE INDEX file_texted ON file (texted) WHERE texted IS NOT NULL;
