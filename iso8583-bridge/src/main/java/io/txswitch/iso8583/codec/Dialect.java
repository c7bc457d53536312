package io.txswitch.iso8583.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.packager.GenericPackager;

/** The field tables the switch knows; each has one codec, made on first use and shared by every connection. */
public enum Dialect {
    /** ISO 8583:1987 with packed digits, binary bitmaps, text as bytes; jPOS {@code packager/iso87binary.xml}. */
    ISO87_BINARY("packager/iso87binary.xml");

    private final String definition;

    Dialect(String definition) {
        this.definition = definition;
    }

    /** The name in configuration: {@code iso87-binary}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The codec; thread-safe. Parsing the table takes some 100 ms the first time: call it before traffic. */
    public IsoCodec codec() {
        return Codecs.ALL[ordinal()];
    }

    private IsoCodec load() {
        // By stream: the packager's own lookup goes through the thread's class loader, which may not see it.
        try (InputStream in = GenericPackager.class.getClassLoader().getResourceAsStream(definition)) {
            if (in == null) {
                throw new IllegalStateException("no field table " + definition);
            }
            ISOBasePackager packager = new GenericPackager(in);
            return new IsoCodec(FieldTable.of(packager));
        } catch (IOException | ISOException e) {
            throw new IllegalStateException("field table " + definition, e);
        }
    }

    /** Holder: loaded when the first codec is asked for. */
    private static final class Codecs {
        private static final IsoCodec[] ALL = new IsoCodec[values().length];

        static {
            for (Dialect each : values()) {
                ALL[each.ordinal()] = each.load();
            }
        }
    }
}
