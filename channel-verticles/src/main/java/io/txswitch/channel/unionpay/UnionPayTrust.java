package io.txswitch.channel.unionpay;

import io.txswitch.channel.wallet.Credentials;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Decides whose certificate came with an answer: issued by the middle certificate, that one by the root, valid today,
 * and with UnionPay's name in it.
 *
 * <p>The name matters because merchants' certificates are issued below the same middle one.
 */
final class UnionPayTrust {
    /** UnionPay signs with one certificate at a time, and two while it changes. */
    private static final int MAX_KNOWN = 8;
    /** A PEM certificate is 1 to 2 KB. */
    private static final int MAX_CERTIFICATE_CHARS = 16 * 1024;

    private static final int NAME_PART = 2;

    private final Credentials.UnionPay keys;
    private final InstantSource clock;
    /** Certificates that passed, by their text; their time is looked at again at every use. */
    private final Map<String, X509Certificate> known = new ConcurrentHashMap<>();

    UnionPayTrust(Credentials.UnionPay keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The key of a trusted certificate; throws for any other. */
    PublicKey keyOf(String pem) throws GeneralSecurityException {
        X509Certificate certificate = known.get(pem);
        if (certificate == null) {
            certificate = checked(pem);
            if (known.size() >= MAX_KNOWN) {
                known.clear();
            }
            known.put(pem, certificate);
        }
        certificate.checkValidity(Date.from(clock.instant()));
        return certificate.getPublicKey();
    }

    private X509Certificate checked(String pem) throws GeneralSecurityException {
        if (pem.length() > MAX_CERTIFICATE_CHARS) {
            throw new CertificateException("too long");
        }
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        byte[] text = pem.getBytes(StandardCharsets.US_ASCII);
        if (!(factory.generateCertificate(new ByteArrayInputStream(text)) instanceof X509Certificate certificate)) {
            throw new CertificateException("not an X.509 certificate");
        }
        PKIXParameters rules = new PKIXParameters(Set.of(new TrustAnchor(keys.root(), null)));
        // UnionPay publishes no revocation lists for these.
        rules.setRevocationEnabled(false);
        rules.setDate(Date.from(clock.instant()));
        CertPathValidator.getInstance("PKIX")
                .validate(factory.generateCertPath(List.of(certificate, keys.middle())), rules);
        if (!keys.platformName().equals(owner(certificate))) {
            throw new CertificateException("issued to somebody else");
        }
        return certificate;
    }

    /** The third part of the common name, which reads {@code number@number@owner@number}; empty when there is none. */
    private static String owner(X509Certificate certificate) throws CertificateException {
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                String[] name = part.getType().equalsIgnoreCase("CN")
                        ? String.valueOf(part.getValue()).split("@", -1)
                        : new String[0];
                if (name.length > NAME_PART) {
                    return name[NAME_PART];
                }
            }
            return "";
        } catch (InvalidNameException e) {
            throw new CertificateException("a name that cannot be read", e);
        }
    }
}
