-- Lists by every column, and filters by ending, format, MIME type and last change.
CREATE INDEX file_by_state  ON file (state, arrived, id);
CREATE INDEX file_by_format ON file (coalesce(format, ''), arrived, id);
CREATE INDEX file_by_mime   ON file (mime, arrived, id) WHERE mime IS NOT NULL;
CREATE INDEX file_by_ending ON file (extension, arrived, id);
CREATE INDEX file_by_change ON file (mtime_ns, id);
CREATE INDEX file_by_run    ON file (run, state, arrived, id) WHERE run IS NOT NULL;
