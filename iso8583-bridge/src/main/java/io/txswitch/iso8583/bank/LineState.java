package io.txswitch.iso8583.bank;

import java.util.List;

/**
 * How a line is on one node, for people.
 *
 * @param up a charge would be sent now
 * @param detail why, or why not
 * @param inFlight requests that wait for the bank
 * @param connections one text each
 */
public record LineState(String bankId, boolean up, String detail, int inFlight, List<String> connections) {
    public LineState {
        connections = List.copyOf(connections);
    }
}
