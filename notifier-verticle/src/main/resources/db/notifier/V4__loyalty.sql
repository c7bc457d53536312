-- The example of business on the event stream: points, one row per event that gives or takes some.
CREATE TABLE loyalty_points (
  event_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  merchant_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  payment_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  points BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (event_id),
  KEY loyalty_points_merchant (merchant_id, at_ms),
  KEY loyalty_points_payment (payment_id)
) ENGINE = InnoDB;

-- Payments that were open when they were last heard of; gone once they are over.
CREATE TABLE loyalty_open_payment (
  payment_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due_at_ms BIGINT NOT NULL,
  PRIMARY KEY (payment_id),
  KEY loyalty_open_payment_due (due_at_ms)
) ENGINE = InnoDB;
