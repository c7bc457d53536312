-- What was given up, and why. The id is made of what the letter is about, so that a repeat is the same row.
CREATE TABLE notify_dead_letter (
  id VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  merchant_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  event_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  endpoint_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  reason VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  attempts INT NOT NULL,
  at_ms BIGINT NOT NULL,
  filed_at_ms BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY notify_dead_letter_at (at_ms),
  KEY notify_dead_letter_merchant (merchant_id, at_ms)
) ENGINE = InnoDB;
