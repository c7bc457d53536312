-- The journal. Syntax that MySQL 8 and MariaDB share; times are UTC, DATETIME(6); no auto-increment keys.

-- One row per transaction, as of its last append. Every index below is paid for on the hot path, once per transaction
-- (and once more where its columns change); none may be added for a report, those read the stream instead.
-- There is none on rrn: it is the id in base 36, so a search by rrn is a search by primary key.
CREATE TABLE tx (
    id              BIGINT       NOT NULL,
    dedupe_key      VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fingerprint     CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind            VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    merchant_id     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    terminal_id     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    product         VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount_minor    BIGINT       NOT NULL,
    currency        CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    card_hash       CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    first6          CHAR(6)      CHARACTER SET ascii COLLATE ascii_bin NULL,
    last4           CHAR(4)      CHARACTER SET ascii COLLATE ascii_bin NULL,
    order_no        VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    trace           CHAR(6)      CHARACTER SET ascii COLLATE ascii_bin NULL,
    local_date_time CHAR(10)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    rrn             CHAR(12)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    original_id     BIGINT       NULL,
    host_id         VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    channel_no      VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    stan            VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    auth_code       VARCHAR(16)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    phase           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason          VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    host_code       VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    -- the node that performs the effects; moves when a peer adopts the work of a dead node
    owner           VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 1 while the switch still owes something to somebody
    open            TINYINT      NOT NULL,
    -- what refunds (in flight and done) and a reversal have taken; never above amount_minor
    reserved_minor  BIGINT       NOT NULL DEFAULT 0,
    refunded_minor  BIGINT       NOT NULL DEFAULT 0,
    last_seq        INT          NOT NULL,
    received_at     DATETIME(6)  NOT NULL,
    updated_at      DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    -- idempotency
    UNIQUE KEY tx_dedupe (dedupe_key),
    -- recovery after a restart or an adoption; entries move when a transaction ends
    KEY tx_open (owner, open, id),
    -- customer service: "order 4711", also without knowing whose; and what refunds name
    KEY tx_order (order_no, merchant_id),
    -- customer service: the number on the payer's phone
    KEY tx_channel_no (channel_no),
    -- customer service: terminal, trace and date from a paper slip
    KEY tx_slip (terminal_id, trace, local_date_time),
    -- customer service: "my card ending in 1111, yesterday"
    KEY tx_card (last4, received_at),
    -- lists and totals of one merchant
    KEY tx_merchant (merchant_id, received_at),
    -- refunds and compensations of a payment
    KEY tx_original (original_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- One row per append. (tx_id, seq) is the optimistic lock; (writer, n, token) tells whose append it was.
CREATE TABLE tx_event (
    tx_id  BIGINT            NOT NULL,
    seq    INT               NOT NULL,
    writer SMALLINT UNSIGNED NOT NULL,
    n      BIGINT            NOT NULL,
    token  BIGINT            NOT NULL,
    at     DATETIME(6)       NOT NULL,
    -- the phase and reason this append led to, so that readers of the stream need no phase table
    phase  VARCHAR(16)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason VARCHAR(32)       CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- {"v":1,"e":[...]}
    body   MEDIUMTEXT        CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (tx_id, seq),
    -- the relay reads in commit order
    KEY tx_event_commit (writer, n)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- One row per commit of a writer, numbered without a gap. Its insert proves the lease (epoch is NOT NULL, and is
-- selected from node_lease) and is what a writer repeats to learn whether a lost COMMIT happened.
CREATE TABLE tx_commit (
    writer SMALLINT UNSIGNED NOT NULL,
    n      BIGINT            NOT NULL,
    token  BIGINT            NOT NULL,
    epoch  BIGINT            NOT NULL,
    PRIMARY KEY (writer, n)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Which process may write as a node. Each take-over raises the epoch. Rows stay, so that a number is never reused.
CREATE TABLE node_lease (
    node_id    VARCHAR(32)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_no    SMALLINT UNSIGNED NOT NULL,
    epoch      BIGINT            NOT NULL,
    expires_at DATETIME(6)       NOT NULL,
    -- the peer that has taken over this node's work, until the node itself comes back
    adopted_by VARCHAR(32)       CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (node_id),
    UNIQUE KEY node_lease_no (node_no)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Up to which commit of a writer the stream has been published.
CREATE TABLE relay_cursor (
    writer SMALLINT UNSIGNED NOT NULL,
    n      BIGINT            NOT NULL,
    PRIMARY KEY (writer)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
