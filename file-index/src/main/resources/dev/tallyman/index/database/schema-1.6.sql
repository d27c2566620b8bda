-- Kept free for what is built beside 1.8.
UPDATE meta SET value = value WHERE key = 'minor';
