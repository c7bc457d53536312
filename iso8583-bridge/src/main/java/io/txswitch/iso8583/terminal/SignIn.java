package io.txswitch.iso8583.terminal;

import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.crypto.WorkingKeyLayout;
import io.txswitch.iso8583.crypto.WorkingKeys;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.txswitch.iso8583.keys.CachedKeys;
import io.txswitch.iso8583.keys.KeyOwner;
import io.txswitch.iso8583.keys.StoredKey;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs terminals in and off: new working keys under the terminal's master key, the number of its batch, the time.
 *
 * <p>The keys are durable before the terminal has them. Without a master key nobody can be given working keys: 77.
 */
final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final String OK = "00";
    private static final String NETWORK = "00";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    private final TerminalAnswers answers;
    private final SecurityModule module;
    private final CachedKeys keys;
    private final OpenBatches batches;
    private final InstantSource clock;

    SignIn(TerminalAnswers answers, SecurityModule module, CachedKeys keys, OpenBatches batches, InstantSource clock) {
        this.answers = answers;
        this.module = module;
        this.keys = keys;
        this.batches = batches;
        this.clock = clock;
    }

    Future<IsoMessage> on(Demand demand) {
        WorkingKeyLayout layout = demand.caller().family().keys().layout();
        if (layout == null) {
            return welcome(demand, null);
        }
        boolean another = demand.grammar() == Grammar.UNIONPAY
                && !layout.networkCode().equals(demand.particulars().networkCode());
        if (another) {
            return Future.succeededFuture(answers.refusal(demand.message(), Reason.NOT_SUPPORTED));
        }
        return keys.current(KeyOwner.terminal(demand.terminalId()), KeyType.TMK)
                .compose(master -> master.isEmpty()
                        ? Future.succeededFuture(answers.refusal(demand.message(), Reason.SIGN_IN_FIRST))
                        : newKeys(demand, layout, master.get()));
    }

    private Future<IsoMessage> newKeys(Demand demand, WorkingKeyLayout layout, StoredKey master) {
        return module.workingKeys(master.key(), layout)
                .compose(made -> stored(demand.terminalId(), made).map(made))
                .compose(made -> {
                    LOG.info(
                            "terminal={} signed-in keys={} pik-kcv={} mak-kcv={}",
                            demand.terminalId(),
                            layout,
                            made.pik().kcv(),
                            made.mak().kcv());
                    return welcome(demand, made.field62());
                });
    }

    private Future<StoredKey> stored(String terminalId, WorkingKeys made) {
        KeyOwner owner = KeyOwner.terminal(terminalId);
        WrappedKey tdk = made.tdk();
        Future<StoredKey> pik = keys.put(owner, made.pik());
        Future<StoredKey> track = tdk == null ? pik : pik.compose(done -> keys.put(owner, tdk));
        // The MAC key last: until it is there, the terminal is where it was before.
        return track.compose(done -> keys.put(owner, made.mak()));
    }

    private Future<IsoMessage> welcome(Demand demand, byte @Nullable [] field62) {
        boolean numbered = demand.caller().family().batches().numbered();
        Future<Optional<String>> batch = numbered
                ? batches.current(demand.terminalId()).map(open -> Optional.of(open.number()))
                : Future.succeededFuture(Optional.empty());
        return batch.map(number -> {
            IsoMessage.Builder answer = timed(demand);
            number.ifPresent(text -> answer.set(De.PRIVATE_60, field60(demand, text)));
            switch (demand.grammar()) {
                case ISO87 -> answer.set(De.PRIVATE_62, field62 == null ? null : hex(field62));
                case UNIONPAY -> answer.set(De.PRIVATE_62, field62);
            }
            return answers.plain(answer, OK);
        });
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    private static String field60(Demand demand, String batch) {
        return switch (demand.grammar()) {
            case ISO87 -> batch;
            case UNIONPAY -> NETWORK + batch + demand.particulars().networkCode();
        };
    }

    Future<IsoMessage> echo(Demand demand) {
        IsoMessage.Builder answer =
                demand.grammar() == Grammar.UNIONPAY ? timed(demand) : answers.begin(demand.message());
        return Future.succeededFuture(answers.plain(answer, OK));
    }

    /** The terminal has to sign in again before it is served. */
    Future<IsoMessage> off(Demand demand) {
        Future<?> retired = Future.succeededFuture();
        if (demand.caller().family().keys().bySignIn()) {
            KeyOwner owner = KeyOwner.terminal(demand.terminalId());
            for (KeyType purpose : List.of(KeyType.MAK, KeyType.PIK, KeyType.TDK)) {
                retired = retired.compose(done -> retire(owner, purpose));
            }
        }
        return retired.map(done -> answers.plain(answers.begin(demand.message()), OK));
    }

    /** Every version: else the one before would be the current one. */
    private Future<?> retire(KeyOwner owner, KeyType purpose) {
        return keys.current(owner, purpose)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : keys.retire(owner, purpose, found.get().reference().version())
                                .compose(done -> retire(owner, purpose)));
    }

    private IsoMessage.Builder timed(Demand demand) {
        ZonedDateTime now = clock.instant().atZone(demand.caller().family().zone());
        return answers.begin(demand.message())
                .set(De.LOCAL_DATE, DATE.format(now))
                .set(De.LOCAL_TIME, TIME.format(now));
    }
}
