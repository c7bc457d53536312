package io.txswitch.sandbox.pos;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.iso.IsoMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The requests that wait for their answers, matched by answer type and trace number, oldest first.
 *
 * <p>Whoever takes a request out of the waiting list completes it, so each is completed once.
 */
final class PosInbox {
    /** A terminal has one sale at a time; a test has a few on purpose. */
    static final int MAX_WAITING = 64;

    /** Enough to look at; a flood of unasked answers must not fill the heap. */
    static final int MAX_UNMATCHED = 100;

    private static final String UNANSWERED = "none";

    private final Vertx vertx;
    private final PosOptions options;
    private final Deque<Waiting> waiting = new ConcurrentLinkedDeque<>();
    private final Deque<IsoMessage> unmatched = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    PosInbox(Vertx vertx, PosOptions options) {
        this.vertx = vertx;
        this.options = options;
    }

    private record Waiting(PosRequest request, Promise<PosAnswer> answer) {
        boolean fits(IsoMessage message) {
            IsoMessage asked = request.message();
            return asked.answerMti().equals(message.mti()) && asked.get(11).equals(message.get(11));
        }
    }

    Future<PosAnswer> expect(PosRequest request) {
        if (closed) {
            return Future.failedFuture(new NoAnswerException(request, "line closed"));
        }
        if (waiting.size() >= MAX_WAITING) {
            return Future.failedFuture(new IllegalStateException("waiting=" + MAX_WAITING));
        }
        Waiting one = new Waiting(request, Promise.promise());
        waiting.add(one);
        long timer = vertx.setTimer(options.answerTimeoutMs(), late -> fail(one, "timeout"));
        one.answer().future().onComplete(done -> vertx.cancelTimer(timer));
        if (closed) {
            // The line closed between the first look and now, and its sweep may have missed this one.
            fail(one, "line closed");
        }
        return one.answer().future();
    }

    void receive(IsoMessage message) {
        waiting.stream()
                .filter(one -> one.fits(message) && waiting.remove(one))
                .findFirst()
                .ifPresentOrElse(one -> complete(one, message), () -> keep(message));
    }

    private void complete(Waiting one, IsoMessage message) {
        PosAnswer answer = new PosAnswer(one.request(), message);
        write(one.request(), answer.responseCode(), answer.rrn().orElse(""));
        one.answer().complete(answer);
    }

    private void keep(IsoMessage message) {
        unmatched.add(message);
        if (unmatched.size() > MAX_UNMATCHED) {
            unmatched.poll();
        }
    }

    void giveUp(PosRequest request, String reason) {
        waiting.stream().filter(one -> one.request().equals(request)).toList().forEach(one -> fail(one, reason));
    }

    void close() {
        closed = true;
        List.copyOf(waiting).forEach(one -> fail(one, "line closed"));
    }

    List<IsoMessage> unmatched() {
        return List.copyOf(unmatched);
    }

    private void fail(Waiting one, String reason) {
        if (waiting.remove(one)) {
            write(one.request(), UNANSWERED, "");
            one.answer().fail(new NoAnswerException(one.request(), reason));
        }
    }

    private void write(PosRequest request, String responseCode, String rrn) {
        Book book = options.book();
        if (book == null) {
            return;
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", options.clock().instant().toString());
        row.put("terminal_id", options.terminalId());
        row.put("trace", request.trace());
        if (!rrn.isEmpty()) {
            row.put("rrn", rrn);
        }
        row.put("amount_minor", request.amountMinor());
        row.put("response_code", responseCode);
        row.put("mti", request.message().mti());
        book.add(row);
    }
}
