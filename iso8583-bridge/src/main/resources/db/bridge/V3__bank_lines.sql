-- Trace numbers (DE11) towards banks, for lines that are lent theirs.
CREATE TABLE stan_range (
    bank_id   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    next_stan INT         NOT NULL,
    leased_at DATETIME(3) NOT NULL
) ENGINE = InnoDB;

CREATE TABLE stan_use (
    bank_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tx_id   BIGINT      NOT NULL,
    stan    INT         NOT NULL,
    used_at DATETIME(3) NOT NULL,
    PRIMARY KEY (bank_id, tx_id),
    KEY stan_use_old (bank_id, used_at)
) ENGINE = InnoDB;

-- Who holds the one connection that a bank admits.
CREATE TABLE line_lease (
    bank_id    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    node       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    epoch      BIGINT      NOT NULL,
    expires_at DATETIME(6) NOT NULL
) ENGINE = InnoDB;

-- Banks that were added while the switch runs; the text is one element of the configuration's list "banks".
CREATE TABLE bank_definition (
    bank_id    VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    version    INT           NOT NULL,
    definition VARCHAR(8000) CHARACTER SET utf8mb4 NOT NULL,
    changed_at DATETIME(3)   NOT NULL
) ENGINE = InnoDB;

-- How each line is, told by the node that has it every few seconds; for people.
CREATE TABLE bank_line (
    bank_id VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node    VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state   VARCHAR(4000) CHARACTER SET utf8mb4 NOT NULL,
    told_at DATETIME(3)   NOT NULL,
    PRIMARY KEY (bank_id, node)
) ENGINE = InnoDB;
