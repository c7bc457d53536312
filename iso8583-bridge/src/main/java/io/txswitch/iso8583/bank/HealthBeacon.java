package io.txswitch.iso8583.bank;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.HostHealth;
import org.jspecify.annotations.Nullable;

/** Tells everyone whether a bank is up: when that changes, and whenever it is asked to. */
final class HealthBeacon {
    private final String bankId;
    private final String node;
    private final Bus bus;
    private final BankMetrics metrics;
    private @Nullable Circuit circuit;
    private boolean toldUp;

    HealthBeacon(String bankId, String node, Bus bus, BankMetrics metrics) {
        this.bankId = bankId;
        this.node = node;
        this.bus = bus;
        this.metrics = metrics;
    }

    BankMetrics metrics() {
        return metrics;
    }

    void watch(Circuit watched) {
        circuit = watched;
    }

    /** Something may have changed. */
    void changed() {
        if (circuit != null && toldUp != circuit.isUp()) {
            tell();
        }
    }

    void tell() {
        if (circuit != null) {
            toldUp = circuit.isUp();
            metrics.up(toldUp);
            bus.publish(Addresses.HOST_HEALTH, new HostHealth(bankId, node, toldUp, circuit.detail()));
        }
    }
}
