-- What is handed on of a payment (profit sharing), in flight and done.
ALTER TABLE tx
    ADD COLUMN shared_minor BIGINT NOT NULL DEFAULT 0;

-- The live agreements: one per merchant, product, channel and payer. A row comes with the first append of its agreement
-- and goes with the append that ends it, so the key is free exactly while there is none.
CREATE TABLE agreement (
    -- SHA-256 of merchant, product, channel and the merchant's name for the payer
    claim_key CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tx_id     BIGINT      NOT NULL,
    -- which part of the nodes' renewal it is in
    shard     TINYINT     NOT NULL,
    -- when its period is looked at next; NULL when nothing is due by itself
    due_at    DATETIME(6) NULL,
    -- the period that is due, from 0
    period_no INT         NOT NULL,
    -- deductions of this period that came to nothing
    attempts  INT         NOT NULL,
    PRIMARY KEY (claim_key),
    UNIQUE KEY agreement_tx (tx_id),
    -- what is due, the oldest first
    KEY agreement_due (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
