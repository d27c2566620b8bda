-- The files of a folder at the root with what lists are put in order and narrowed by: a page out of one such folder is found
-- without a look at each row.
CREATE INDEX file_in_top_folder ON file (top, arrived, id, size, category, format, mime, mismatch);
