package io.txswitch.api.limit;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Networks by prefix, IPv4 and IPv6; no name is ever looked up. */
public final class AddressRanges {
    private static final int BITS_PER_BYTE = 8;

    private final List<Range> ranges;

    private record Range(byte[] network, int prefixBits) {
        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < prefixBits; bit++) {
                int mask = 1 << (BITS_PER_BYTE - 1 - bit % BITS_PER_BYTE);
                int at = bit / BITS_PER_BYTE;
                if ((address[at] & mask) != (network[at] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private AddressRanges(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /**
     * Texts such as {@code 203.0.113.7}, {@code 10.0.0.0/8}, {@code fd00::/8}; any other text is an
     * IllegalArgumentException.
     */
    public static AddressRanges of(List<String> texts) {
        List<Range> ranges = new ArrayList<>();
        for (String text : texts) {
            int slash = text.indexOf('/');
            byte[] network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            int allBits = network.length * BITS_PER_BYTE;
            int bits = slash < 0 ? allBits : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > allBits) {
                throw new IllegalArgumentException("'" + text + "' is no network");
            }
            ranges.add(new Range(network, bits));
        }
        return new AddressRanges(ranges);
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether a literal address lies in one of them; a text that is none lies in no network. */
    public boolean contains(String address) {
        if (ranges.isEmpty()) {
            return false;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return ranges.stream().anyMatch(range -> range.contains(bytes));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
