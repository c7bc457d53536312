-- What merchants' signed requests need of the journal: a nonce is good once, on every node, for as long as the row lives.
-- Only requests over HTTP have one; a card's row has NULL, of which a unique key allows any number.
ALTER TABLE tx
    ADD COLUMN nonce VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD UNIQUE KEY tx_nonce (merchant_id, nonce);
