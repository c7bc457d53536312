package io.txswitch.channel.wallet;

import io.txswitch.core.model.Money;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxHeader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Money to a payer's wallet.
 *
 * @param no ours, 8 to 32 letters and digits: a repeat under it moves nothing twice
 * @param payee the payee as the wallet names him to this application
 * @param payeeName his legal name where the wallet is to check it; never kept
 * @param title what he reads
 */
public record Transfer(
        String no, Money money, String payee, @Nullable String payeeName, String title) {
    private static final Pattern NO = Pattern.compile("[0-9A-Za-z]{8,32}");
    private static final int MAX_PAYEE = 64;
    /** WeChat Pay's limit, the shorter of the two. */
    private static final int MAX_TITLE = 32;

    public Transfer {
        if (!NO.matcher(no).matches()) {
            throw new IllegalArgumentException("a transfer's number has 8 to 32 letters and digits");
        }
        if (payee.isBlank() || payee.length() > MAX_PAYEE || title.isBlank() || title.length() > MAX_TITLE) {
            throw new IllegalArgumentException("a transfer needs a payee, and a title of at most 32 characters");
        }
    }

    /** The transfer that a transaction is; its number towards the wallet is its id. */
    public static Transfer of(TxHeader header) {
        Terms terms = header.terms();
        if (terms == null || terms.payeeId() == null) {
            throw new IllegalArgumentException("a transfer without a payee");
        }
        String subject = header.subject() == null || header.subject().isBlank()
                ? header.id().text()
                : header.subject();
        return new Transfer(header.id().text(), header.money(), terms.payeeId(), null, shortened(subject));
    }

    /** Cut between characters, never inside one. */
    private static String shortened(String text) {
        if (text.length() <= MAX_TITLE) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_TITLE - 1)) ? MAX_TITLE - 1 : MAX_TITLE);
    }

    @Override
    public String toString() {
        return "Transfer[no=" + no + ", money=" + money + ", payee=****]";
    }
}
