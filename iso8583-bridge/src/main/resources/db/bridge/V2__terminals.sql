-- Terminals that were added by people; those that a profile of the configuration matches have no row.
CREATE TABLE pos_terminal (
  id VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  merchant_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  family VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  note VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  since_ms BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB;

-- What a terminal does between two settlements. The newest row of a terminal is open, the others are closed and say how
-- they ended. Numbers wrap after 999999, serials do not.
CREATE TABLE pos_batch (
  terminal_id VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  serial BIGINT NOT NULL,
  number CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  opened_at_ms BIGINT NOT NULL,
  closed_at_ms BIGINT NULL,
  balanced BOOLEAN NULL,
  terminal_debit_count INT NULL,
  terminal_debit_minor BIGINT NULL,
  terminal_credit_count INT NULL,
  terminal_credit_minor BIGINT NULL,
  journal_debit_count INT NULL,
  journal_debit_minor BIGINT NULL,
  journal_credit_count INT NULL,
  journal_credit_minor BIGINT NULL,
  report VARCHAR(8000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  PRIMARY KEY (terminal_id, serial),
  KEY pos_batch_number (terminal_id, number, serial)
) ENGINE = InnoDB;

-- What terminals uploaded after a settlement that did not balance.
CREATE TABLE pos_upload (
  terminal_id VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  serial BIGINT NOT NULL,
  trace CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  said VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  verdict VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (terminal_id, serial, trace)
) ENGINE = InnoDB;
