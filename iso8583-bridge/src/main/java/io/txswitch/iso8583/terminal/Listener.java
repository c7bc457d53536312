package io.txswitch.iso8583.terminal;

import io.txswitch.core.config.Section;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.registry.Families;
import io.txswitch.iso8583.registry.Family;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One port that terminals call, and how they speak there.
 *
 * @param port 0 takes a free one
 * @param family of terminals that are known by a profile which names none; its dialect is the port's
 * @param framing how messages stand in the stream
 * @param allow who may call at all
 * @param tls null where the line itself is private
 */
public record Listener(
        String host,
        int port,
        Family family,
        Framing framing,
        AllowList allow,
        @Nullable Tls tls) {
    private static final int MAX_PORT = 65_535;

    /**
     * Certificates, as PEM files.
     *
     * @param clientCa who signs the terminals' certificates; null when they need none
     */
    public record Tls(
            String certificate, String key, @Nullable String clientCa) {
        static @Nullable Tls read(Section section) {
            String certificate = file(section, "certificate");
            String key = file(section, "key");
            String clientCa = file(section, "client-ca");
            if (certificate == null || key == null) {
                if (certificate != null || key != null || clientCa != null) {
                    section.problems().add(section.path(), "certificate and key come together");
                }
                return null;
            }
            return new Tls(certificate, key, clientCa);
        }

        private static @Nullable String file(Section section, String name) {
            String path = section.optionalText(name);
            if (path != null && !Files.isReadable(Path.of(path))) {
                section.problems().add(section.path() + "." + name, "cannot be read");
            }
            return path;
        }

        void applyTo(NetServerOptions options) {
            options.setSsl(true)
                    .setKeyCertOptions(
                            new PemKeyCertOptions().addCertPath(certificate).addKeyPath(key))
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"));
            if (clientCa != null) {
                options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(new PemTrustOptions().addCertPath(clientCa));
            }
        }
    }

    public Listener {
        if (!framing.cutsStreams()) {
            throw new IllegalArgumentException("framing " + framing.name() + ": cuts no streams");
        }
    }

    public Dialect dialect() {
        return family.dialect();
    }

    /** One of {@code terminal.listeners}: a family, or dialect and framing for terminals without one. */
    static Listener read(Section section, String host, Families families, Dialects dialects, Framings framings) {
        String name = section.optionalText("family");
        Family family = name == null ? null : families.find(name).orElse(null);
        if (name != null && family == null) {
            section.problems().add(section.path() + ".family", "does not know '" + name + "'");
        }
        Family standard = family == null ? families.standard() : family;
        Dialect dialect = dialects.choose(section, "dialect", standard.dialect().name());
        Framing framing = framings.choose(section, "framing", standard.framing().name());
        if (family != null && !dialect.name().equals(family.dialect().name())) {
            section.problems().add(section.path() + ".dialect", "is not the family's");
        }
        return new Listener(
                section.text("host", host),
                section.integer("port", 0, 0, MAX_PORT),
                family == null ? Families.standard(dialect, framing) : family,
                framing,
                AllowList.read(section, "allow"),
                Tls.read(section.section("tls")));
    }
}
