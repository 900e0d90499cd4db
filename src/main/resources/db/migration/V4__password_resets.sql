-- Links to set a new password: only the digest is stored, so that a copy of the database opens nothing.
CREATE TABLE password_resets (
  digest VARCHAR(43) NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES users (id),
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP
);
CREATE INDEX password_resets_user ON password_resets (user_id);
