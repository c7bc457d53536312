-- The credentials of the wallet channels, sealed under the node's master key; a retired one keeps its name and date only.
CREATE TABLE channel_credential (
  channel       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id            VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sealed        MEDIUMTEXT   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  signs_from_ms BIGINT       NOT NULL,
  created_at_ms BIGINT       NOT NULL,
  retired_at_ms BIGINT       NULL,
  PRIMARY KEY (channel, id)
) ENGINE = InnoDB;
