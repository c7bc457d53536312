package io.txswitch.iso8583.bank;

import io.txswitch.core.config.Section;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The addresses a bank may connect from: single ones or networks ({@code 10.1.2.0/24}); nobody else is let in. */
record AllowList(List<Network> networks) {
    static final AllowList NOBODY = new AllowList(List.of());

    /** The first {@code bits} of an address, 4 or 16 bytes. */
    record Network(InetAddress address, int bits) {
        static Network parse(String text) {
            int slash = text.indexOf('/');
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int all = address.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > all) {
                throw new IllegalArgumentException("not a network");
            }
            return new Network(address, bits);
        }

        boolean contains(InetAddress other) {
            byte[] mine = address.getAddress();
            byte[] theirs = other.getAddress();
            if (mine.length != theirs.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int shift = Byte.SIZE - 1 - i % Byte.SIZE;
                if ((mine[i / Byte.SIZE] >> shift & 1) != (theirs[i / Byte.SIZE] >> shift & 1)) {
                    return false;
                }
            }
            return true;
        }
    }

    AllowList {
        networks = List.copyOf(networks);
    }

    static AllowList read(Section bank) {
        List<Network> found = new ArrayList<>();
        for (String text : bank.texts("allow", List.of())) {
            try {
                found.add(Network.parse(text));
            } catch (IllegalArgumentException e) {
                bank.problems().add(bank.path() + ".allow", "'" + text + "' is neither an address nor a network");
            }
        }
        return new AllowList(found);
    }

    /** @param address an IP literal; a name is never allowed */
    boolean allows(String address) {
        try {
            InetAddress literal = InetAddress.ofLiteral(address);
            return networks.stream().anyMatch(each -> each.contains(literal));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
