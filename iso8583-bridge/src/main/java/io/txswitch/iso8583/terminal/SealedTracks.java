package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.ModuleKey;
import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.registry.TerminalProfile;
import io.txswitch.iso8583.terminal.TerminalKeys.Named;
import io.vertx.core.Future;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens tracks that a terminal has encrypted: the third digit of DE53 is 1, and eight bytes of the packed track, those
 * that end before its last byte, are under the track key. Source: UnionPay POS profile, fields 35, 36 and 53.
 */
final class SealedTracks {
    private static final int FLAG_AT = 2;
    private static final int BLOCK_DIGITS = 16;
    private static final int BYTE_DIGITS = 2;

    private final TerminalKeys keys;
    private final SecurityModule module;

    SealedTracks(TerminalKeys keys, SecurityModule module) {
        this.keys = keys;
        this.module = module;
    }

    /** The message with its tracks in clear; as it came where nothing is encrypted, or there is no key for it. */
    Future<IsoMessage> opened(IsoMessage message, TerminalProfile profile, boolean previous) {
        String control = message.text(De.SECURITY_CONTROL);
        boolean sealed = control != null && control.length() > FLAG_AT && control.charAt(FLAG_AT) == '1';
        if (!sealed || !message.has(De.TRACK_2) && !message.has(De.TRACK_3)) {
            return Future.succeededFuture(message);
        }
        Future<Optional<Named>> key = previous
                ? keys.previous(profile.terminalId(), KeyType.TDK)
                : keys.current(profile.terminalId(), profile.family(), KeyType.TDK, message);
        return key.compose(found -> found.isEmpty()
                ? Future.succeededFuture(message)
                : opened(message, found.get().key()));
    }

    private Future<IsoMessage> opened(IsoMessage message, ModuleKey key) {
        return opened(message.text(De.TRACK_2), key)
                .compose(track2 -> opened(message.text(De.TRACK_3), key).map(track3 -> {
                    IsoMessage.Builder clear = IsoMessage.of(message.mti())
                            .copy(
                                    message,
                                    message.fields().keySet().stream()
                                            .mapToInt(Integer::intValue)
                                            .toArray());
                    track2.ifPresent(text -> clear.set(De.TRACK_2, text));
                    track3.ifPresent(text -> clear.set(De.TRACK_3, text));
                    return clear.build();
                }));
    }

    private Future<Optional<String>> opened(@Nullable String track, ModuleKey key) {
        int packed = track == null ? 0 : (track.length() + 1) / BYTE_DIGITS * BYTE_DIGITS;
        int end = packed - BYTE_DIGITS;
        int from = end - BLOCK_DIGITS;
        if (track == null || from < 0) {
            return Future.succeededFuture(Optional.empty());
        }
        byte[] block = HexFormat.of().parseHex(track.substring(from, end).replace('=', 'D'));
        return module.decryptData(key, block)
                .map(clear -> HexFormat.of().withUpperCase().formatHex(clear).replace('D', '='))
                .map(clear -> Optional.of(track.substring(0, from) + clear + track.substring(end)));
    }
}
