package io.txswitch.notifier;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * A webhook's address, taken apart.
 *
 * @param host a name, or an address without brackets
 * @param target path and query
 */
record WebhookUrl(boolean tls, String host, int port, String target) {
    static final int MAX_LENGTH = 2_048;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * Reads an absolute {@code http} or {@code https} URL.
     *
     * <p>A host that ends in a number has to be a plain dotted quad: {@code 2130706433}, {@code 0x7f.1} and
     * {@code 017700000001} are addresses to some readers and names to others, and are refused.
     *
     * @throws RefusedUrlException for anything else
     */
    static WebhookUrl parse(String text) {
        URI uri = uri(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (!SCHEMES.contains(scheme) || host == null || host.isEmpty()) {
            throw new RefusedUrlException("not an http or https URL");
        }
        if (uri.getRawUserInfo() != null) {
            throw new RefusedUrlException("the URL names a user");
        }
        boolean tls = scheme.equals("https");
        int port = uri.getPort() == -1 ? (tls ? HTTPS_PORT : HTTP_PORT) : uri.getPort();
        if (port < 1 || port > MAX_PORT) {
            throw new RefusedUrlException("no such port");
        }
        if (host.startsWith("[")) {
            return new WebhookUrl(tls, host.substring(1, host.length() - 1), port, target(uri));
        }
        if (endsInNumber(host) && !isDottedQuad(host)) {
            throw new RefusedUrlException("an ambiguous address");
        }
        return new WebhookUrl(tls, host, port, target(uri));
    }

    private static URI uri(String text) {
        try {
            if (text.length() > MAX_LENGTH) {
                throw new RefusedUrlException("the URL is too long");
            }
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new RefusedUrlException("not a URL");
        }
    }

    private static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** As the WHATWG URL standard has it, section 3.5: the last label is digits, or hexadecimal after 0x. */
    private static boolean endsInNumber(String host) {
        String[] labels = host.split("\\.");
        return labels.length > 0 && labels[labels.length - 1].matches("[0-9]+|0[xX][0-9a-fA-F]*");
    }

    private static boolean isDottedQuad(String host) {
        return host.matches("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    }
}
