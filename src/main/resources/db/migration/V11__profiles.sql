-- What people tell about themselves; empty for what they don't.
ALTER TABLE users ADD COLUMN display_name VARCHAR(60) DEFAULT '' NOT NULL;
ALTER TABLE users ADD COLUMN bio VARCHAR(500) DEFAULT '' NOT NULL;
ALTER TABLE users ADD COLUMN website VARCHAR(300) DEFAULT '' NOT NULL;
ALTER TABLE users ADD COLUMN avatar VARCHAR(300) DEFAULT '' NOT NULL;
