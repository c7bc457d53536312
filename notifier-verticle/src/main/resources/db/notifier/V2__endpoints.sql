-- An event is kept once, and each endpoint that it goes to has a delivery of its own.
CREATE TABLE notify_event (
  event_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  tx_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payment_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq INT NOT NULL,
  merchant_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_ms BIGINT NOT NULL,
  body MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  added_at_us BIGINT NOT NULL,
  PRIMARY KEY (event_id),
  UNIQUE KEY notify_event_fact (tx_id, type),
  KEY notify_event_list (merchant_id, added_at_us, event_id),
  KEY notify_event_payment (payment_id, added_at_us),
  KEY notify_event_old (added_at_us)
) ENGINE = InnoDB;

INSERT INTO notify_event (event_id, tx_id, payment_id, seq, merchant_id, type, at_ms, body, added_at_us)
  SELECT event_id, tx_id, payment_id, seq, merchant_id, type, added_at_us DIV 1000, body, added_at_us
  FROM notify_delivery;

-- Empty is the address in the merchant's settings, or the one that came with the payment.
-- tries_before: attempts of earlier rounds; a redelivery begins the schedule anew, the attempts go on counting.
ALTER TABLE notify_delivery
  ADD COLUMN endpoint_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' AFTER event_id,
  ADD COLUMN tries_before INT NOT NULL DEFAULT 0 AFTER attempts,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (event_id, endpoint_id),
  DROP KEY notify_delivery_fact,
  DROP KEY notify_delivery_due,
  DROP KEY notify_delivery_order,
  DROP COLUMN tx_id,
  DROP COLUMN type,
  DROP COLUMN body,
  ADD KEY notify_delivery_due (state, merchant_id, endpoint_id, next_at_ms),
  ADD KEY notify_delivery_order (payment_id, endpoint_id, state, added_at_us);

-- Secrets are sealed under the node's master key; the one before is valid until previous_until_ms.
CREATE TABLE notify_endpoint (
  merchant_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  endpoint_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  slot INT NOT NULL,
  url VARCHAR(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  event_types VARCHAR(2048) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  enabled TINYINT NOT NULL,
  secret VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  previous_secret VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
  previous_until_ms BIGINT NOT NULL DEFAULT 0,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  PRIMARY KEY (merchant_id, endpoint_id),
  UNIQUE KEY notify_endpoint_slot (merchant_id, slot)
) ENGINE = InnoDB;
