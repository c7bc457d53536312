package io.txswitch.cluster.cli.certify;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays all cases in their order, on one terminal; a case that failed leaves a new connection behind. */
final class Certification {
    private static final String SIGN_IN = "sign-in";

    private final PosProfile profile;
    private final InstantSource clock;

    /** What became of a case. */
    enum Verdict {
        PASS,
        FAIL,
        /** It is not for terminals of this kind. */
        SKIP
    }

    /** @param detail what the switch did instead; null unless it failed */
    record Result(Case played, Verdict verdict, @Nullable String detail, long ms) {}

    Certification(PosProfile profile, InstantSource clock) {
        this.profile = profile;
        this.clock = clock;
    }

    static List<Case> cases() {
        return Stream.of(
                        NetworkCases.first(),
                        PaymentCases.all(),
                        RepeatCases.all(),
                        WireCases.all(),
                        SettlementCases.all(),
                        NetworkCases.last())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Plays them.
     *
     * @param only names of cases, none for all; the sign-in is always played, as the others stand on it
     * @throws CheckFailed when there is no switch
     */
    List<Result> run(List<String> only, Consumer<Result> told) throws CheckFailed {
        List<Result> results = new ArrayList<>();
        try (Pos pos = new Pos(profile, clock)) {
            pos.connect();
            for (Case each : cases()) {
                if (only.isEmpty() || each.name().equals(SIGN_IN) || only.contains(each.name())) {
                    Result result = play(each, pos);
                    results.add(result);
                    told.accept(result);
                }
            }
        }
        return results;
    }

    private Result play(Case each, Pos pos) throws CheckFailed {
        if (!each.applies().test(profile)) {
            return new Result(each, Verdict.SKIP, null, 0);
        }
        long sinceMs = clock.millis();
        try {
            each.body().run(pos);
            return new Result(each, Verdict.PASS, null, clock.millis() - sinceMs);
        } catch (CheckFailed e) {
            // What is still on its way must not be taken for the next case's answer.
            pos.connect();
            return new Result(each, Verdict.FAIL, e.getMessage(), clock.millis() - sinceMs);
        }
    }
}
