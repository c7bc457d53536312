package io.txswitch.iso8583.terminal;

import io.txswitch.core.model.Kind;
import org.jspecify.annotations.Nullable;

/** What a terminal can ask for, and what such a message must bring along. */
enum Asked {
    SALE("sale", Kind.SALE, Need.MUST, Need.NO, true),
    CODE_PAYMENT("payment by the code on a phone", Kind.CODE_PAYMENT, Need.NO, Need.NO, true),
    BALANCE("balance inquiry", Kind.BALANCE, Need.MUST, Need.NO, false),
    PRE_AUTH("pre-authorisation", Kind.PRE_AUTH, Need.MUST, Need.NO, true),
    PRE_AUTH_VOID("void of a pre-authorisation", Kind.VOID, Need.MAY, Need.MUST, true),
    COMPLETION("completion", Kind.COMPLETION, Need.MAY, Need.MUST, true),
    COMPLETION_VOID("void of a completion", Kind.VOID, Need.MAY, Need.MUST, true),
    COMPLETION_ADVICE("completion by advice", Kind.ADVICE, Need.MAY, Need.MUST, true),
    VOID("void of a sale", Kind.VOID, Need.MAY, Need.MUST, true),
    REFUND("refund", Kind.REFUND, Need.MAY, Need.MUST, true),
    OFFLINE_SALE("offline sale", Kind.ADVICE, Need.MUST, Need.NO, true),
    TIP("tip or adjustment: the new total", Kind.ADJUSTMENT, Need.MAY, Need.MUST, true),
    SCRIPT_RESULT("result of issuer scripts", Kind.SCRIPT_RESULT, Need.MAY, Need.MUST, false),
    REVERSAL("reversal", null, Need.NO, Need.MUST, false),
    SIGN_IN("sign-in", null, Need.NO, Need.NO, false),
    SIGN_OFF("sign-off", null, Need.NO, Need.NO, false),
    ECHO("echo", null, Need.NO, Need.NO, false),
    SETTLEMENT("settlement of the batch", null, Need.NO, Need.NO, false),
    UPLOAD("batch upload", null, Need.NO, Need.NO, false),
    UPLOAD_END("end of the batch upload", null, Need.NO, Need.NO, false),
    OTHER("anything else", null, Need.NO, Need.NO, false);

    /** Whether something has to be in the message. */
    enum Need {
        NO,
        MAY,
        MUST
    }

    private final String words;
    private final @Nullable Kind kind;
    private final Need card;
    private final Need original;
    private final boolean moves;

    Asked(String words, @Nullable Kind kind, Need card, Need original, boolean moves) {
        this.words = words;
        this.kind = kind;
        this.card = card;
        this.original = original;
        this.moves = moves;
    }

    /** For a reader. */
    String words() {
        return words;
    }

    /** What the core is asked to do; null where it is not a transaction of its own. */
    @Nullable
    Kind kind() {
        return kind;
    }

    Need card() {
        return card;
    }

    Need original() {
        return original;
    }

    /** True when DE4 says how much. */
    boolean moves() {
        return moves;
    }

    /** True when the card is read now and for this: then the rules of the reader apply. */
    boolean readsCard() {
        return card == Need.MUST && this != OFFLINE_SALE;
    }
}
