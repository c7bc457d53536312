package io.txswitch.iso8583.terminal;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.IsoCodec;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.KeyAlgorithm;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.txswitch.iso8583.keys.KeyOwner;
import io.txswitch.iso8583.registry.TerminalProfile;
import java.time.InstantSource;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SealedTracksTest {
    private static final String TRACK_2 = "6212142000000000012=3012101" + "0".repeat(10);
    private static final TerminalProfile PROFILE =
            new TerminalProfile("U0000001", null, TestFamilies.UNIONPAY, false, true);

    private final TerminalServices services = TestServices.of(null, TestFamilies.ALL);
    private final SealedTracks tracks =
            new SealedTracks(new TerminalKeys(services.keys(), InstantSource.system()), services.module());

    @Test
    void aTrackIsOpenedWithTheTrackKeyAfterItsWayOverTheWire() {
        WrappedKey tdk = await(services.module().generate(KeyType.TDK, KeyAlgorithm.TDES2));
        await(services.keys().put(KeyOwner.terminal("U0000001"), tdk));
        IsoMessage sealed = overTheWire(message(sealed(TRACK_2, tdk)));

        IsoMessage opened = await(tracks.opened(sealed, PROFILE, false));

        assertThat(sealed.text(De.TRACK_2)).isNotEqualTo(TRACK_2);
        assertThat(opened.text(De.TRACK_2)).isEqualTo(TRACK_2);
        assertThat(opened.text(De.STAN)).isEqualTo("000001");
    }

    @Test
    void withoutAKeyItStaysAsItIsAndIsNoTrack() {
        String text = "6212142ABCEF0000012=3012101" + "0".repeat(10);

        IsoMessage opened = await(tracks.opened(message(text), PROFILE, false));

        assertThat(opened.text(De.TRACK_2)).isEqualTo(text);
        assertThat(Track2.isWhole(text)).isFalse();
    }

    @Test
    void aTrackThatIsTooShortHasNothingEncrypted() {
        WrappedKey tdk = await(services.module().generate(KeyType.TDK, KeyAlgorithm.TDES2));
        await(services.keys().put(KeyOwner.terminal("U0000001"), tdk));

        assertThat(await(tracks.opened(message("1234=3012"), PROFILE, false)).text(De.TRACK_2))
                .isEqualTo("1234=3012");
    }

    private static IsoMessage overTheWire(IsoMessage message) {
        IsoCodec codec = Dialects.builtIn().find("unionpay-pos").codec();
        return (IsoMessage) codec.decode(codec.encode(message));
    }

    private static IsoMessage message(String track) {
        return IsoMessage.of("0200")
                .set(De.STAN, "000001")
                .set(De.TRACK_2, track)
                .set(De.SECURITY_CONTROL, "261" + "0".repeat(13))
                .build();
    }

    /** 37 digits are 19 bytes: the eight before the last one. */
    private String sealed(String track, WrappedKey tdk) {
        byte[] block = HexFormat.of().parseHex(track.substring(20, 36).replace('=', 'D'));
        String hidden = HexFormat.of()
                .withUpperCase()
                .formatHex(await(services.module().encryptData(tdk, block)))
                .replace('D', '=');
        return track.substring(0, 20) + hidden + track.substring(36);
    }
}
