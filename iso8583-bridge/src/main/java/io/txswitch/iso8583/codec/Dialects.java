package io.txswitch.iso8583.codec;

import io.txswitch.core.config.ConfigException;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Problems;
import io.txswitch.core.config.Section;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The dialects a node knows by name: those that ship, and those of the configuration's list {@code dialects}. */
public final class Dialects {
    /** The dialect where none is named. */
    public static final String DEFAULT = "iso87-binary";

    private static final List<String> SHIPPED = List.of("iso87-ascii", DEFAULT, "iso93-binary", "unionpay-pos", "cups");
    private static final String FOLDER = "dialects/";
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,31}";
    /** A definition is some pages; more is a mistake. */
    private static final long MAX_FILE_BYTES = 1L << 20;

    /** Read when first asked for, and then kept: they never change. */
    private static final Map<String, Dialect> LOADED = new ConcurrentHashMap<>();

    private static final Dialects BUILT_IN = new Dialects(Map.of());

    private final Map<String, Dialect> configured;

    private Dialects(Map<String, Dialect> configured) {
        this.configured = configured;
    }

    /** Those that ship. */
    public static Dialects builtIn() {
        return BUILT_IN;
    }

    /** ISO 8583:1987 with packed digits, binary bitmaps, text as bytes: what the switch has always spoken. */
    public static Dialect iso87Binary() {
        return shipped(DEFAULT);
    }

    /**
     * Those that ship and those of a node's file; all that is wrong with them is reported.
     *
     * <p>Each of the list {@code dialects} has {@code name}, {@code fields} (a field table's file) and {@code packager}
     * (a packager definition's file; without it the resource the field table names, so that a table can be changed and
     * its wire form kept).
     */
    public static Dialects read(Section root) {
        Map<String, Dialect> found = new LinkedHashMap<>();
        for (Section section : root.sections("dialects")) {
            String name = section.text("name");
            String fields = section.text("fields");
            String packager = section.optionalText("packager");
            if (!name.matches(NAME)) {
                section.problems().add(section.path() + ".name", "has small letters, digits and hyphens");
            } else if (SHIPPED.contains(name) || found.containsKey(name)) {
                section.problems().add(section.path() + ".name", "the dialect " + name + " stands twice");
            } else if (!fields.isBlank()) {
                Dialect dialect = configured(section, name, fields, packager);
                if (dialect != null) {
                    found.put(name, dialect);
                }
            }
        }
        return new Dialects(found);
    }

    /** All names, those that ship first. */
    public List<String> names() {
        List<String> names = new ArrayList<>(SHIPPED);
        names.addAll(configured.keySet());
        return names;
    }

    /** Null when nothing has this name. The first call for a name reads its tables (some 100 ms): before traffic. */
    public @Nullable Dialect find(String name) {
        return SHIPPED.contains(name) ? shipped(name) : configured.get(name);
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

    private static Dialect shipped(String name) {
        return LOADED.computeIfAbsent(name, Dialects::loadShipped);
    }

    private static Dialect loadShipped(String name) {
        Problems problems = new Problems();
        try (InputStream in = resource(FOLDER + name + ".yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            FieldTable table = table(text, name, problems);
            PackagerDefinition definition = table == null ? null : packager(null, table.packager(), name, problems);
            problems.throwIfAny();
            if (table == null || definition == null) {
                throw new IllegalStateException("dialect " + name);
            }
            Dialect dialect = Dialect.of(name, table, definition, name, problems);
            problems.throwIfAny();
            return dialect;
        } catch (IOException e) {
            throw new IllegalStateException("dialect " + name, e);
        }
    }

    private static @Nullable Dialect configured(
            Section section, String name, String fields, @Nullable String packager) {
        Problems problems = section.problems();
        String text;
        try {
            text = new String(bytes(Path.of(fields)), StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            problems.add(section.path() + ".fields", unreadable(fields, e));
            return null;
        }
        FieldTable table = table(text, fields, problems);
        if (table == null) {
            return null;
        }
        PackagerDefinition definition = packager(packager, table.packager(), section.path(), problems);
        return definition == null ? null : Dialect.of(name, table, definition, fields, problems);
    }

    /** Null when it is no table at all; what is wrong is added under the file's name. */
    private static @Nullable FieldTable table(String text, String path, Problems problems) {
        try {
            Section root = ConfigFile.parse(text, Map.of());
            FieldTable table = FieldTableReader.read(root);
            root.refuseUnknownKeys();
            root.problems().found().forEach(each -> problems.add(path, each));
            return root.problems().found().isEmpty() ? table : null;
        } catch (ConfigException e) {
            problems.add(path, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable PackagerDefinition packager(
            @Nullable String file, @Nullable String resource, String path, Problems problems) {
        if (file == null && resource == null) {
            problems.add(path + ".packager", "is missing");
            return null;
        }
        String name = file == null ? String.valueOf(resource) : file;
        // By stream: the packager's own lookup goes through the thread's class loader, which may not see it.
        try (InputStream in = file == null ? resource(name) : new ByteArrayInputStream(bytes(Path.of(file)))) {
            return PackagerDefinition.read(in, name, problems);
        } catch (IOException | RuntimeException e) {
            problems.add(path + ".packager", unreadable(name, e));
            return null;
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = Dialects.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IOException("no resource " + name);
        }
        return in;
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException("more than 1 MiB");
        }
        return Files.readAllBytes(file);
    }

    private static String unreadable(String file, Exception e) {
        return file + " cannot be read (" + e.getClass().getSimpleName() + ")";
    }
}
