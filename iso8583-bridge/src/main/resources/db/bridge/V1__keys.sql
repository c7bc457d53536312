-- Keys of terminals, families and banks, sealed by the security module. Several versions of one key stand side by side.
CREATE TABLE bridge_key (
  owner_kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  owner_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  purpose VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version INT NOT NULL,
  algorithm VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  wrapped VARCHAR(512) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kcv CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  retired BOOLEAN NOT NULL DEFAULT FALSE,
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (owner_kind, owner_id, purpose, version)
) ENGINE = InnoDB;
