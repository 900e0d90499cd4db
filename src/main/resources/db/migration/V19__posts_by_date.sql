-- The next newer post: Derby reads no index backwards.
CREATE INDEX posts_oldest ON posts (published_at, id);
