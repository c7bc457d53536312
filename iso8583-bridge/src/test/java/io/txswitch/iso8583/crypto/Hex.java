package io.txswitch.iso8583.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Bytes as tests write them. */
final class Hex {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private Hex() {}

    static byte[] bytes(String hex) {
        return UPPER.parseHex(hex.replace(" ", ""));
    }

    static String text(byte[] bytes) {
        return UPPER.formatHex(bytes);
    }

    static ClearKey des(String hex) throws SecurityModuleException {
        return ClearKey.des(bytes(hex));
    }

    static ClearKey aes(String hex) throws SecurityModuleException {
        return ClearKey.aes(bytes(hex));
    }

    static void refused(Reason reason, ThrowingCallable work) {
        SecurityModuleException refusal = catchThrowableOfType(SecurityModuleException.class, work);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.getStackTrace()).isEmpty();
    }
}
