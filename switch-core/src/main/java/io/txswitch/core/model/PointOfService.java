package io.txswitch.core.model;

import org.jspecify.annotations.Nullable;

/**
 * What a terminal said about the place and the moment: for the bank, the slip and the settlement of its batch. Nothing
 * here is card data.
 *
 * @param batch the terminal's batch, six digits; transactions are settled batch by batch
 * @param conditionCode DE25, two digits
 * @param authCode DE38 as the terminal had it: an offline approval, or the original's
 * @param partialAllowed the terminal can take an approval of a part of the amount
 */
public record PointOfService(
        @Nullable String batch,
        @Nullable String conditionCode,
        @Nullable String authCode,
        boolean partialAllowed) {}
