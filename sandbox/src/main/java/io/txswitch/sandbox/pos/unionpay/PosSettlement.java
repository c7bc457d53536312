package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.iso.IsoMessage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The end of a batch: totals (0500), the transactions themselves when the totals differ (0320), the next batch. */
final class PosSettlement {
    /** An upload that stays unanswered is sent again before the settlement is left for later. */
    private static final int TRIES = 3;

    /** Where F48 holds the result of the domestic block. */
    private static final int RESULT_AT = 30;

    private static final char BALANCED = '1';

    private final PosComposer composer;
    private final PosExchange exchange;
    private final TerminalBatch batch;
    private final TerminalBatch.Totals totals;
    private final String number;

    PosSettlement(PosComposer composer, PosExchange exchange, TerminalBatch batch) {
        this.composer = composer;
        this.exchange = exchange;
        this.batch = batch;
        this.totals = batch.totals();
        this.number = batch.number();
    }

    Future<Settlement> run() {
        if (exchange.owes()) {
            return Future.failedFuture(new IllegalStateException("a reversal or an advice is still due"));
        }
        IsoMessage message = composer.settlement(number, batch.takeTrace(), totals);
        return exchange.ask("SETTLEMENT", message, false).compose(answer -> {
            String code = answer.flatMap(told -> told.get(39)).orElse("");
            if (!code.equals("00")) {
                return Future.succeededFuture(Settlement.of(code, false, 0, false, totals));
            }
            return isBalanced(answer)
                    ? Future.succeededFuture(finished(true, 0))
                    : upload(batch.counted(), 0)
                            .map(sent ->
                                    sent < 0 ? Settlement.of(code, false, 0, false, totals) : finished(false, sent));
        });
    }

    private static boolean isBalanced(Optional<IsoMessage> answer) {
        return answer.flatMap(told -> told.get(48))
                .filter(text -> text.length() > RESULT_AT && text.charAt(RESULT_AT) == BALANCED)
                .isPresent();
    }

    private Settlement finished(boolean balanced, int uploaded) {
        batch.next();
        return Settlement.of("00", balanced, uploaded, true, totals);
    }

    /** Sends the rest of the batch, then the end. @return how many were sent; -1 when the host stopped answering */
    private Future<Integer> upload(List<Slip> all, int sent) {
        boolean end = sent == all.size();
        int next = Math.min(all.size(), sent + PosComposer.UPLOADED_AT_ONCE);
        String trace = batch.takeTrace();
        IsoMessage message =
                end ? composer.uploadEnd(number, trace, sent) : composer.upload(number, trace, all.subList(sent, next));
        return insist(message, TRIES).compose(done -> {
            if (!done) {
                return Future.succeededFuture(-1);
            }
            return end ? Future.succeededFuture(sent) : upload(all, next);
        });
    }

    private Future<Boolean> insist(IsoMessage message, int tries) {
        return exchange.ask("UPLOAD", message, true).compose(answer -> {
            boolean taken =
                    answer.flatMap(told -> told.get(39)).filter("00"::equals).isPresent();
            return taken || tries == 1 ? Future.succeededFuture(taken) : insist(message, tries - 1);
        });
    }
}
