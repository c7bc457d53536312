-- Webhooks that are owed to merchants. A claim is a due time in the future and one attempt more.
CREATE TABLE notify_delivery (
  event_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  tx_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payment_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq INT NOT NULL,
  merchant_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  url VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  body MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  attempts INT NOT NULL,
  next_at_ms BIGINT NOT NULL,
  added_at_us BIGINT NOT NULL,
  done_at_ms BIGINT NULL,
  last_error VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  PRIMARY KEY (event_id),
  UNIQUE KEY notify_delivery_fact (tx_id, type),
  KEY notify_delivery_due (state, merchant_id, next_at_ms),
  KEY notify_delivery_order (payment_id, state, added_at_us),
  KEY notify_delivery_done (state, done_at_ms)
) ENGINE = InnoDB;
