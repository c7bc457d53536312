package io.txswitch.iso8583.bank;

/** Where a bank listens. @param host also the name that its certificate must have */
record Endpoint(String host, int port) {
    private static final int MAX_PORT = 65_535;

    Endpoint {
        if (!host.matches("[A-Za-z0-9.:_-]{1,253}") || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("an endpoint is host:port");
        }
    }

    /** {@code host:port}; anything else is an {@link IllegalArgumentException}. */
    static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("an endpoint is host:port");
        }
        return new Endpoint(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
