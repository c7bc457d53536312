package io.txswitch.iso8583.registry;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.iso8583.registry.Batches.Closed;
import io.txswitch.iso8583.registry.Batches.Stored;
import io.txswitch.iso8583.registry.UploadedRecord.Verdict;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class BatchesContract {
    private static final Instant AT = Instant.parse("2026-03-01T22:00:00.123Z");
    private static final AtomicInteger NEXT_TERMINAL = new AtomicInteger();

    private static final BatchTotals THEIRS = new BatchTotals(3, 12_345, 1, 500);
    private static final BatchTotals OURS = new BatchTotals(3, 12_345, 2, 900);

    private final String terminal = "T" + NEXT_TERMINAL.incrementAndGet();

    abstract Batches batches();

    private static Batch.Closing balanced() {
        return new Batch.Closing(AT, true, THEIRS, THEIRS, "");
    }

    private static Batch.Closing different() {
        return new Batch.Closing(AT, false, THEIRS, OURS, "credits: 1 of 5.00, journal 2 of 9.00");
    }

    private UploadedRecord record(String batch, String trace, Verdict verdict) {
        return new UploadedRecord(terminal, batch, trace, "sale 12.34 ****1111", verdict);
    }

    @Test
    void aTerminalBeginsWithBatchOne() {
        assertThat(await(batches().newest(terminal))).isEmpty();
        Batch first = await(batches().current(terminal));
        assertThat(await(batches().newest(terminal))).contains(first);
        assertThat(first.number()).isEqualTo("000001");
        assertThat(first.isOpen()).isTrue();
        assertThat(await(batches().current(terminal))).isEqualTo(first);
    }

    @Test
    void manyWhoAskAtOnceOpenOneBatch() {
        List<Future<Batch>> all = IntStream.range(0, 10)
                .mapToObj(i -> batches().current(terminal))
                .toList();
        await(Future.all(all));
        assertThat(all.stream().map(Future::result).distinct()).hasSize(1);
    }

    @Test
    void closingKeepsBothSidesAndOpensTheNext() {
        await(batches().current(terminal));
        Closed closed = await(batches().close(terminal, "000001", different())).orElseThrow();
        assertThat(closed.repeated()).isFalse();
        assertThat(closed.next()).isEqualTo("000002");
        assertThat(closed.batch().closing()).isEqualTo(different());
        assertThat(await(batches().find(terminal, "000001"))).contains(closed.batch());
        Batch next = await(batches().current(terminal));
        assertThat(next.number()).isEqualTo("000002");
        assertThat(next.openedAt()).isEqualTo(AT);
    }

    @Test
    void aRepeatedSettlementGetsWhatTheFirstGot() {
        await(batches().current(terminal));
        Closed first = await(batches().close(terminal, "000001", balanced())).orElseThrow();
        Closed again = await(batches().close(terminal, "000001", different())).orElseThrow();
        assertThat(again).isEqualTo(new Closed(first.batch(), "000002", true));
        assertThat(await(batches().current(terminal)).number()).isEqualTo("000002");
    }

    @Test
    void settlementsOfOneBatchAtTheSameTimeCloseItOnce() {
        await(batches().current(terminal));
        List<Future<Optional<Closed>>> all = IntStream.range(0, 8)
                .mapToObj(i -> batches().close(terminal, "000001", i % 2 == 0 ? balanced() : different()))
                .toList();
        await(Future.all(all));
        assertThat(all.stream().filter(each -> !each.result().orElseThrow().repeated()))
                .hasSize(1);
        assertThat(all.stream().map(each -> each.result().orElseThrow().batch()).distinct())
                .hasSize(1);
        assertThat(await(batches().current(terminal)).number()).isEqualTo("000002");
    }

    @Test
    void aBatchTheTerminalNeverHadIsNotClosed() {
        assertThat(await(batches().close(terminal, "000001", balanced()))).isEmpty();
        await(batches().current(terminal));
        assertThat(await(batches().close(terminal, "000009", balanced()))).isEmpty();
        assertThat(await(batches().current(terminal)).isOpen()).isTrue();
    }

    @Test
    void aTerminalThatCountsForItselfIsFollowed() {
        assertThat(await(batches().adopt(terminal, "000777")).number()).isEqualTo("000777");
        assertThat(await(batches().adopt(terminal, "000777")))
                .isEqualTo(await(batches().current(terminal)));
        assertThat(await(batches().close(terminal, "000777", balanced()))
                        .orElseThrow()
                        .next())
                .isEqualTo("000778");
    }

    @Test
    void afterTheLastNumberComesTheFirstAndTheNewestOfANumberIsMeant() {
        await(batches().adopt(terminal, "999999"));
        assertThat(await(batches().close(terminal, "999999", balanced()))
                        .orElseThrow()
                        .next())
                .isEqualTo("000001");
        await(batches().adopt(terminal, "999999"));
        assertThat(await(batches().find(terminal, "999999")).orElseThrow().isOpen())
                .isTrue();
        assertThat(await(batches().close(terminal, "999999", different()))
                        .orElseThrow()
                        .repeated())
                .isFalse();
    }

    @Test
    void aRecordIsStoredOnceAndTheFirstStays() {
        await(batches().current(terminal));
        await(batches().close(terminal, "000001", different()));
        UploadedRecord first = record("000001", "000042", Verdict.DIFFERS);
        assertThat(await(batches().store(first))).isEqualTo(Stored.ADDED);
        assertThat(await(batches().store(record("000001", "000042", Verdict.MATCHES))))
                .isEqualTo(Stored.REPEATED);
        assertThat(await(batches().records(terminal, "000001"))).containsExactly(first);
    }

    @Test
    void theSummaryCountsByVerdict() {
        await(batches().current(terminal));
        await(batches().store(record("000001", "000003", Verdict.UNKNOWN)));
        await(batches().store(record("000001", "000001", Verdict.MATCHES)));
        await(batches().store(record("000001", "000002", Verdict.MATCHES)));
        assertThat(await(batches().summary(terminal, "000001")))
                .contains(new Batches.Summary(await(batches().current(terminal)), 3, 2, 0, 1));
        assertThat(await(batches().records(terminal, "000001")))
                .extracting(UploadedRecord::trace)
                .containsExactly("000001", "000002", "000003");
    }

    @Test
    void recordsOfNoBatchGoNowhere() {
        assertThat(await(batches().store(record("000005", "000001", Verdict.MATCHES))))
                .isEqualTo(Stored.NO_BATCH);
        assertThat(await(batches().summary(terminal, "000005"))).isEmpty();
        assertThat(await(batches().records(terminal, "000005"))).isEmpty();
    }

    @Test
    void recordsOfAnOldBatchWithTheSameNumberAreNotMixedIn() {
        await(batches().adopt(terminal, "999999"));
        await(batches().store(record("999999", "000001", Verdict.MATCHES)));
        await(batches().close(terminal, "999999", balanced()));
        await(batches().adopt(terminal, "999999"));
        assertThat(await(batches().records(terminal, "999999"))).isEmpty();
        assertThat(await(batches().store(record("999999", "000001", Verdict.DIFFERS))))
                .isEqualTo(Stored.ADDED);
    }

    @Test
    void nonsenseIsNotTakenIn() {
        assertThatThrownBy(() -> await(batches().adopt(terminal, "000000")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> record("000001", "42", Verdict.MATCHES)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new UploadedRecord(terminal, "000001", "000042", "card 4111111111111111", Verdict.MATCHES))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
