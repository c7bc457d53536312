package io.txswitch.iso8583.bank;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Whether a certificate is the one of an agreed name: one of its subject alternative names (DNS or address) is that
 * name, letter by letter. No wildcards, no common names. Source: RFC 6125, 6.4.
 */
final class PeerNames {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private PeerNames() {}

    static boolean has(Certificate certificate, List<String> agreed) {
        if (!(certificate instanceof X509Certificate x509)) {
            return false;
        }
        try {
            Collection<List<?>> names = x509.getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(name -> isOneOf(name, agreed));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static boolean isOneOf(List<?> name, List<String> agreed) {
        boolean host = name.get(0) instanceof Integer type && (type == DNS || type == ADDRESS);
        String text = String.valueOf(name.get(1)).toLowerCase(Locale.ROOT);
        return host
                && agreed.stream()
                        .anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(text));
    }
}
