package io.txswitch.iso8583.codec;

import java.io.InputStream;
import java.util.Map;
import org.jpos.iso.ISOComponent;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOPackager;
import org.jpos.iso.packager.GenericPackager;

/** The same messages as jPOS reads and writes them, with the packager definition a dialect names. */
final class JposOracle {
    private final Dialect dialect;
    private final GenericPackager packager;

    JposOracle(Dialect dialect) throws Exception {
        this.dialect = dialect;
        try (InputStream in = JposOracle.class
                .getClassLoader()
                .getResourceAsStream(String.valueOf(dialect.table().packager()))) {
            this.packager = new GenericPackager(in);
        }
    }

    ISOPackager packager() {
        return packager;
    }

    ISOMsg message(IsoMessage message) throws ISOException {
        ISOMsg theirs = new ISOMsg(message.mti());
        theirs.setPackager(packager);
        for (Map.Entry<Integer, IsoValue> each : message.fields().entrySet()) {
            switch (each.getValue()) {
                case IsoValue.Text text -> theirs.set(each.getKey(), text.value());
                case IsoValue.Binary binary
                when isText(each.getKey()) ->
                    theirs.set(
                            each.getKey(),
                            java.util.HexFormat.of().withUpperCase().formatHex(binary.value()));
                case IsoValue.Binary binary -> theirs.set(each.getKey(), binary.value());
            }
        }
        return theirs;
    }

    /** Their packager has characters where our table reads hexadecimal ones as bytes. */
    private boolean isText(int number) {
        return packager.getFieldPackager(number).createComponent(number) instanceof org.jpos.iso.ISOField;
    }

    IsoMessage message(ISOMsg theirs) throws ISOException {
        IsoMessage.Builder ours = IsoMessage.of(theirs.getMTI());
        for (int number = 2; number <= 128; number++) {
            ISOComponent each = theirs.getComponent(number);
            if (each != null && each.getValue() instanceof byte[] bytes) {
                ours.set(number, bytes);
            } else if (each != null && dialect.isBinary(number)) {
                ours.set(number, java.util.HexFormat.of().parseHex(theirs.getString(number)));
            } else if (each != null) {
                ours.set(number, theirs.getString(number));
            }
        }
        return ours.build();
    }
}
