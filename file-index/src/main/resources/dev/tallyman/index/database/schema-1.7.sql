-- Kept free for what is built beside 1.8; it changes nothing.
INSERT OR REPLACE INTO meta SELECT key, value FROM meta WHERE key = 'minor';
