package io.txswitch.api.scan;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A text as a QR code (ISO/IEC 18004), drawn as SVG or PNG; pure. */
public final class QrImage {
    /** The quiet zone that the standard asks for, modules. */
    private static final int MARGIN_MODULES = 4;

    private static final int MAX_TEXT_LENGTH = 1_024;
    private static final int MAX_SCALE_PX = 64;
    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final BitMatrix modules;

    private QrImage(BitMatrix modules) {
        this.modules = modules;
    }

    /** A text of 1 to 1024 characters; a longer one is an {@link IllegalArgumentException}. */
    public static QrImage of(String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException("a code has 1 to 1024 characters");
        }
        try {
            return new QrImage(new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.CHARACTER_SET,
                                    StandardCharsets.UTF_8.name(),
                                    EncodeHintType.MARGIN,
                                    MARGIN_MODULES)));
        } catch (WriterException e) {
            throw new IllegalArgumentException("a text that no code can hold", e);
        }
    }

    /** Scales to any size; one unit per module. */
    public String svg() {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + modules.getWidth() + " "
                + modules.getHeight() + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h"
                + modules.getWidth() + "v" + modules.getHeight() + "H0z\"/><path fill=\"#000\" d=\"" + path
                + "\"/></svg>";
    }

    /**
     * One bit per pixel, greyscale (PNG, third edition, sections 11.2 and 13).
     *
     * @param modulePx the side of one module, 1 to 64 pixels
     */
    public byte[] png(int modulePx) {
        if (modulePx < 1 || modulePx > MAX_SCALE_PX) {
            throw new IllegalArgumentException("a module has 1 to 64 pixels");
        }
        int side = modules.getWidth() * modulePx;
        try {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(head);
            fields.writeInt(side);
            fields.writeInt(side);
            fields.write(new byte[] {1, 0, 0, 0, 0});
            ByteArrayOutputStream pixels = new ByteArrayOutputStream();
            try (DeflaterOutputStream packed = new DeflaterOutputStream(pixels)) {
                for (int y = 0; y < side; y++) {
                    packed.write(row(y / modulePx, side, modulePx));
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(PNG_HEAD);
            chunk(out, "IHDR", head.toByteArray());
            chunk(out, "IDAT", pixels.toByteArray());
            chunk(out, "IEND", new byte[0]);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A filter byte, then one bit per pixel, white is 1. */
    private byte[] row(int y, int side, int modulePx) {
        byte[] row = new byte[1 + (side + 7) / 8];
        for (int x = 0; x < side; x++) {
            if (!modules.get(x / modulePx, y)) {
                row[1 + x / 8] |= (byte) (0x80 >> (x % 8));
            }
        }
        return row;
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) throws IOException {
        DataOutputStream fields = new DataOutputStream(out);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        fields.writeInt(data.length);
        fields.write(name);
        fields.write(data);
        fields.writeInt((int) crc.getValue());
    }
}
