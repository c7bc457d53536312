package io.txswitch.iso8583.terminal;

import io.txswitch.core.bus.Bus;
import io.txswitch.iso8583.codec.IsoCodec;
import io.txswitch.iso8583.registry.Batches;
import java.time.InstantSource;

/** Puts the desk of a listener together. */
final class DeskBuilder {
    private final TerminalConfig config;
    private final TerminalMapping mapping;
    private final TerminalServices services;
    private final InstantSource clock;
    private final TerminalMetrics metrics;
    private final OpenBatches open;

    DeskBuilder(
            TerminalConfig config,
            TerminalMapping mapping,
            TerminalServices services,
            InstantSource clock,
            TerminalMetrics metrics) {
        this.config = config;
        this.mapping = mapping;
        this.services = services;
        this.clock = clock;
        this.metrics = metrics;
        this.open = new OpenBatches(services.batches(), clock);
    }

    TerminalDesk deskFor(Listener listener) {
        IsoCodec codec = listener.dialect().codec();
        Grammar grammar = Grammar.of(listener.dialect());
        TerminalAnswers answers = new TerminalAnswers(grammar, config.texts());
        TerminalKeys keys = new TerminalKeys(services.keys(), clock);
        MessageGuard guard = new MessageGuard(new MessageMac(codec), keys, services.module(), metrics);
        Reception reception = new Reception(services.directory(), listener.family(), guard, open, metrics);
        Cashier cashier = new Cashier(answers, services.bus(), config.answerWithinMs());
        TerminalDesk.Staff staff = new TerminalDesk.Staff(guard, reception, mapping, cashier, clerk(answers));
        return new TerminalDesk(codec, grammar, answers, staff, metrics);
    }

    private Clerk clerk(TerminalAnswers answers) {
        Bus bus = services.bus();
        Batches batches = services.batches();
        return new Clerk(
                answers,
                new SignIn(answers, services.module(), services.keys(), open, clock),
                new Settlement(answers, bus, batches, open, clock),
                new BatchUpload(answers, bus, batches, clock));
    }
}
