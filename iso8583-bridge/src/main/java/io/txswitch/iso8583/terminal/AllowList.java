package io.txswitch.iso8583.terminal;

import io.txswitch.core.config.Section;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that may call; an empty list lets everybody in.
 *
 * @param networks addresses ({@code 10.1.2.3}) and networks ({@code 10.1.0.0/16}, {@code fd00::/8})
 */
public record AllowList(List<Network> networks) {
    /** Everybody. */
    public static final AllowList ALL = new AllowList(List.of());

    private static final String LITERAL = "[0-9A-Fa-f:.]{2,45}";

    /** Addresses that begin with the same bits; IPv4 in the form of IPv6. */
    public record Network(BigInteger address, int bits, int length) {
        boolean contains(byte[] other) {
            int shift = length - bits;
            return other.length * Byte.SIZE == length
                    && new BigInteger(1, other).shiftRight(shift).equals(address.shiftRight(shift));
        }
    }

    public AllowList {
        networks = List.copyOf(networks);
    }

    /** Reads the list {@code key}; an entry that is no address is reported. */
    static AllowList read(Section section, String key) {
        List<Network> found = new ArrayList<>();
        for (String text : section.texts(key, List.of())) {
            Network network = parse(text);
            if (network == null) {
                section.problems().add(section.path() + "." + key, "'" + text + "' is no address or network");
            } else {
                found.add(network);
            }
        }
        return new AllowList(found);
    }

    /** Literals only: a name would be looked up, and may change. */
    private static @Nullable Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int length = address.length * Byte.SIZE;
        String bits = slash < 0 ? String.valueOf(length) : text.substring(slash + 1);
        boolean fits = bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= length;
        return fits ? new Network(new BigInteger(1, address), Integer.parseInt(bits), length) : null;
    }

    private static byte @Nullable [] bytes(String literal) {
        if (!literal.matches(LITERAL) || !literal.contains(":") && !literal.matches("[0-9]+(\\.[0-9]+){3}")) {
            return null;
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether the address, a literal as a socket names it, may call. */
    boolean allows(@Nullable String address) {
        if (networks.isEmpty()) {
            return true;
        }
        byte[] bytes = address == null ? null : bytes(address);
        return bytes != null && networks.stream().anyMatch(each -> each.contains(bytes));
    }
}
