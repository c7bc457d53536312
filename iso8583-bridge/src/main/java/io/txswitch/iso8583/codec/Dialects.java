package io.txswitch.iso8583.codec;

import io.txswitch.core.config.Section;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jpos.iso.ISOException;
import org.jpos.iso.packager.GenericPackager;
import org.jspecify.annotations.Nullable;

/** The dialects a node knows by name: those that ship, and those of the configuration's list {@code dialects}. */
public final class Dialects {
    /** The dialect where none is named. */
    public static final String DEFAULT = "iso87-binary";

    private Dialects() {}

    /** Those that ship. */
    public static Dialects builtIn() {
        return new Dialects();
    }

    /** ISO 8583:1987 with packed digits, binary bitmaps, text as bytes. */
    public static Dialect iso87Binary() {
        return Iso87Binary.DIALECT;
    }

    /** Those that ship and those of a node's file; all that is wrong with them is reported. */
    public static Dialects read(Section root) {
        return new Dialects();
    }

    /** All names, those that ship first. */
    public List<String> names() {
        return List.of(DEFAULT);
    }

    /** Null when nothing has this name. The first call for a name reads its tables (some 100 ms): before traffic. */
    public @Nullable Dialect find(String name) {
        return name.equals(DEFAULT) ? iso87Binary() : null;
    }

    /** The dialect a setting names; an unknown one is reported and the default given. */
    public Dialect choose(Section section, String key, String fallback) {
        String name = section.text(key, fallback);
        Dialect dialect = find(name);
        if (dialect == null) {
            section.problems().add(section.path() + "." + key, "does not know '" + name + "'");
            return iso87Binary();
        }
        return dialect;
    }

    private static Dialect load(String name, String definition) {
        // By stream: the packager's own lookup goes through the thread's class loader, which may not see it.
        try (InputStream in = GenericPackager.class.getClassLoader().getResourceAsStream(definition)) {
            if (in == null) {
                throw new IllegalStateException("no packager definition " + definition);
            }
            return new Dialect(name, new IsoCodec(FieldTable.of(new GenericPackager(in))), FieldRules.NONE);
        } catch (IOException | ISOException e) {
            throw new IllegalStateException("packager definition " + definition, e);
        }
    }

    /** Holder: loaded when it is first asked for. */
    private static final class Iso87Binary {
        private static final Dialect DIALECT = load(DEFAULT, "packager/iso87binary.xml");
    }
}
