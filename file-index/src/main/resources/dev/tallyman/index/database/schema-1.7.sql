-- Files whose name changed, or that are gone for good: what the index of names has to look at again. Whoever keeps that takes them out.
CREATE TABLE renamed (
  seq  INTEGER PRIMARY KEY AUTOINCREMENT,
  file INTEGER NOT NULL UNIQUE
);
