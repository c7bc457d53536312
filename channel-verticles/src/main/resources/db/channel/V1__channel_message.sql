-- The raw exchange with the wallets, redacted. tx_id 0: a callback that could not be tied to a payment.
-- Times are UTC. The time index is there for a purge by age.
CREATE TABLE channel_message (
  tx_id       BIGINT        NOT NULL,
  id          BIGINT        NOT NULL,
  at          DATETIME(6)   NOT NULL,
  channel     VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  direction   VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  operation   VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  duration_ms BIGINT        NOT NULL,
  http_status INT           NOT NULL,
  code        VARCHAR(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  body        TEXT          CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (tx_id, id),
  KEY channel_message_at (at)
) ENGINE = InnoDB;
