package io.txswitch.sandbox.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

/**
 * One party's certificate with its key, and the authority it trusts; all PEM, for test runs only.
 *
 * @param certificate the party's own
 * @param key PKCS #8
 * @param authority the certificate that others' must be issued by
 */
public record TestCertificates(String certificate, String key, String authority) {
    /** Has a server show this certificate and ask its clients for theirs. */
    public void secure(NetServerOptions server) {
        server.setSsl(true).setClientAuth(ClientAuth.REQUIRED).setKeyCertOptions(own());
        server.setTrustOptions(trusted());
    }

    /** Has a client show this certificate and check the server's, its host name included. */
    public void secure(NetClientOptions client) {
        client.setSsl(true).setHostnameVerificationAlgorithm("HTTPS").setKeyCertOptions(own());
        client.setTrustOptions(trusted());
    }

    private PemKeyCertOptions own() {
        return new PemKeyCertOptions().setCertValue(Buffer.buffer(certificate)).setKeyValue(Buffer.buffer(key));
    }

    private PemTrustOptions trusted() {
        return new PemTrustOptions().addCertValue(Buffer.buffer(authority));
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "TestCertificates[***]";
    }
}
