-- Why a person let a held file go: told to everybody who may see the file, whether or not people sign in.
ALTER TABLE file ADD COLUMN release_reason TEXT;
