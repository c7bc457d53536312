package io.txswitch.notifier;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which addresses belong to the public internet.
 *
 * <p>Source: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and later).
 */
final class PublicAddress {
    private record Block(byte[] start, int bits) {
        static Block of(String text) {
            String[] parts = text.split("/");
            try {
                return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i % Byte.SIZE);
                if ((address[i / Byte.SIZE] & mask) != (start[i / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> SPECIAL_V4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Everything outside this block is special: mapped and translated IPv4, loopback, unique local, link local. */
    private static final Block GLOBAL_V6 = Block.of("2000::/3");

    /** Inside it: protocol assignments with Teredo, documentation, and 6to4, which carries an IPv4 address. */
    private static final List<Block> SPECIAL_V6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddress() {}

    private static List<Block> blocks(String... texts) {
        return List.of(texts).stream().map(Block::of).toList();
    }

    /** True when no part of a private network can be reached by it. */
    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address v4 -> SPECIAL_V4.stream().noneMatch(block -> block.holds(bytes));
            case Inet6Address v6 ->
                GLOBAL_V6.holds(bytes) && SPECIAL_V6.stream().noneMatch(block -> block.holds(bytes));
            default -> false;
        };
    }
}
