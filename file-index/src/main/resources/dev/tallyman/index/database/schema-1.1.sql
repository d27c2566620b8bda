-- The inode's change time (ctime) when the file was last read: it tells of a change that keeps size and time.
-- NULL for a file that was read before this was recorded, or that has been in the trash, which changes it.
ALTER TABLE file ADD COLUMN ctime_ns INTEGER;
