-- What requests with an Idempotency-Key were answered, to answer them the same again for a day.
CREATE TABLE kept_answers (
  id VARCHAR(43) NOT NULL PRIMARY KEY,
  request_digest VARCHAR(43) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  sealed ${text}
);
CREATE INDEX kept_answers_created ON kept_answers (created_at);
