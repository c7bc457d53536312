package io.txswitch.core.bus;

/**
 * One conversation on the bus.
 *
 * @param name the clustered name; the local one is the same with {@code local.} before it
 * @param command what is asked
 * @param reply what is answered; {@link Void} for something that is only published
 */
public record Address<C, R>(String name, Class<C> command, Class<R> reply) {
    /** The same conversation with one of many: a bank, a channel, a node. */
    public Address<C, R> with(String part) {
        return new Address<>(name + "." + part, command, reply);
    }

    String localName() {
        return "local." + name;
    }
}
