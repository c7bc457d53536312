package io.txswitch.core.contract;

import java.time.Instant;

/**
 * Asks for what one terminal did in one batch, as the journal has it.
 *
 * @param batch six digits
 * @param since the batch was opened after this moment: bounds the search
 */
public record ReadBatch(String terminalId, String batch, Instant since) {}
