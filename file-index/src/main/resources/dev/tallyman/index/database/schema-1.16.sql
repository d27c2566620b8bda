-- The largest and the smallest files of a category, and of what is misnamed or a risk: a page of them costs the same at any size.
CREATE INDEX file_kind_size ON file (category, size, id) WHERE category IS NOT NULL;
CREATE INDEX file_flagged_size ON file (size, id) WHERE mismatch = 1 OR risks <> '';
