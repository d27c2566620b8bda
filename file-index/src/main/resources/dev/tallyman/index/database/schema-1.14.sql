-- Descriptions that are to be made again. NULL: no. 1: other readers made it (stale). 2: people ask for it, or its text is
-- lost. 0: given up, since reading it again went wrong twice; the old one stands until other readers come.
ALTER TABLE file ADD COLUMN description_stale INTEGER;
CREATE INDEX file_description_stale ON file (description_stale, ifnull(described, 0), id)
 WHERE description_stale IS NOT NULL;
