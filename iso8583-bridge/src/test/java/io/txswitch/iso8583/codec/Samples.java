package io.txswitch.iso8583.codec;

import java.util.HexFormat;

/** Messages laid out by hand, one element a line. */
public final class Samples {
    public static final String CHIP =
            "9F2608A1B2C3D4E5F607089F2701809F101307010103A0A802010A010000000000DEADBEEF9F370411223344"
                    + "9F36020123950500000480009A032611209C01009F02060000000123455F2A0201569F1A02015682022000"
                    + "9F3303E0F8C89F34034203009F3501229F1E0831323334353637388407A0000003330101";

    static final String SALE_HEX = """
            0200
            7238068028C09200
            16 4111111111111111
            000000
            000000012345
            0321103045
            000001
            183045
            0321
            0021
            0001
            00
            29 4111111111111111D301210100000 0
            363332353136303030303031
            5430303030303031
            4D3030303030303030303030303031
            313536
            0123456789ABCDEF
            0011 9F2608A1B2C3D4E5F60708
            """;

    private Samples() {}

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    /** The message of {@link #SALE_HEX}. */
    public static IsoMessage sale() {
        return IsoMessage.of("0200")
                .set(De.PAN, "4111111111111111")
                .set(De.PROCESSING_CODE, "000000")
                .set(De.AMOUNT, "000000012345")
                .set(De.TRANSMISSION_TIME, "0321103045")
                .set(De.STAN, "000001")
                .set(De.LOCAL_TIME, "183045")
                .set(De.LOCAL_DATE, "0321")
                .set(De.ENTRY_MODE, "021")
                .set(De.CARD_SEQUENCE, "001")
                .set(De.CONDITION_CODE, "00")
                .set(De.TRACK_2, "4111111111111111=301210100000")
                .set(De.RRN, "632516000001")
                .set(De.TERMINAL, "T0000001")
                .set(De.MERCHANT, "M00000000000001")
                .set(De.CURRENCY, "156")
                .set(De.PIN_BLOCK, bytes("0123456789ABCDEF"))
                .set(De.CHIP_DATA, bytes("9F2608A1B2C3D4E5F60708"))
                .build();
    }
}
