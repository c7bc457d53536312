-- What terminals need of the journal: the batch a transaction is settled in, and whether a tip was added to it.
-- The indexes stay as they are: a batch is read by tx_slip, whose entries carry the id, and ids are in order of time.
ALTER TABLE tx
    ADD COLUMN batch_no CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN adjusted TINYINT NOT NULL DEFAULT 0;
