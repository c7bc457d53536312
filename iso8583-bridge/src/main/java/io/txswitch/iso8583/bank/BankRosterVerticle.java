package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bank role of a node: deploys a {@link BankLineVerticle} per bank, and follows what is added while it runs. */
public final class BankRosterVerticle extends VerticleBase {
    /** A bank that was added has its lines within seconds. */
    private static final long LOOK_EVERY_MS = 2_000;

    private final List<BankConfig> banks;
    private final BankPorts ports;
    private final BankStores stores;
    private final BankRoster.Languages languages;
    private @Nullable BankRoster roster;

    /**
     * A node's banks.
     *
     * @param banks those of its file, which what was added since cannot replace
     * @param stores definitions, states and leases
     */
    public BankRosterVerticle(
            List<BankConfig> banks, BankPorts ports, BankStores stores, Dialects dialects, Framings framings) {
        this.banks = banks;
        this.ports = ports;
        this.stores = stores;
        this.languages = new BankRoster.Languages(dialects, framings);
    }

    @Override
    public Future<?> start() {
        BankRoster made = new BankRoster(vertx, ports, stores, languages);
        roster = made;
        return made.begin(banks).onSuccess(begun -> vertx.setPeriodic(0, LOOK_EVERY_MS, id -> made.look()));
    }

    @Override
    public Future<?> stop() {
        BankRoster ending = roster;
        return ending == null ? Future.succeededFuture() : ending.end();
    }
}
