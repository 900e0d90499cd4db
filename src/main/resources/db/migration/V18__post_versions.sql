-- Answers, without reading a post, whether any has changed and which.
CREATE INDEX posts_versions ON posts (id, version, published_at);
