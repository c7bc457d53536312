-- What people did on the control port, chained by hash; rows are only ever added.
CREATE TABLE control_audit (
  number BIGINT      NOT NULL PRIMARY KEY,
  at_ms  BIGINT      NOT NULL,
  person VARCHAR(64) NOT NULL,
  node   VARCHAR(32) NOT NULL,
  action VARCHAR(64) NOT NULL,
  target VARCHAR(512) NOT NULL,
  reason VARCHAR(512) NULL,
  hash   CHAR(64) CHARACTER SET ascii NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

-- The end of the chain: one row, locked by whoever adds the next link.
CREATE TABLE control_audit_end (
  id     TINYINT NOT NULL PRIMARY KEY,
  number BIGINT  NOT NULL,
  hash   CHAR(64) CHARACTER SET ascii NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

INSERT INTO control_audit_end (id, number, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
