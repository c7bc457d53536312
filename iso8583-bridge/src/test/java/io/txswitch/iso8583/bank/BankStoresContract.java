package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.bank.BankDirectory.Definition;
import io.txswitch.iso8583.bank.LineLeases.Held;
import io.txswitch.iso8583.bank.TraceLog.Range;
import io.txswitch.iso8583.bank.TraceLog.Use;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every store of the banks' side does, whatever it is made of. */
abstract class BankStoresContract {
    static final long TTL_MS = 300;

    /** A bank of this test alone. */
    private final String bank = "b" + UUID.randomUUID().toString().substring(0, 8);

    abstract TraceLog traces();

    abstract LineLeases leases();

    abstract BankDirectory directory();

    @Test
    void numbersAreLentOneAfterTheOtherAndBeginAgain() {
        assertThat(await(traces().lease(bank, 100))).isEqualTo(new Range(1, 100));
        assertThat(await(traces().lease(bank, 999_800))).isEqualTo(new Range(101, 999_900));
        assertThat(await(traces().lease(bank, 1_000))).isEqualTo(new Range(999_901, 999_999));
        assertThat(await(traces().lease(bank, 10))).isEqualTo(new Range(1, 10));
        assertThat(await(traces().lease(bank + "x", 10))).isEqualTo(new Range(1, 10));
    }

    @Test
    void aUseIsFoundAgainAndStaysWhatItWas() {
        TxId one = TestWorld.nextId();
        TxId other = TestWorld.nextId();
        await(traces().record(bank, List.of(new Use(other, 8), new Use(one, 7))));
        await(traces().record(bank, List.of(new Use(one, 9))));
        await(traces().record(bank, List.of()));

        assertThat(await(traces().find(bank, one))).contains(7);
        assertThat(await(traces().find(bank, other))).contains(8);
        assertThat(await(traces().find(bank + "x", one))).isEmpty();
        assertThat(await(traces().forgetOld(bank))).isZero();
        assertThat(await(traces().find(bank, one))).contains(7);
    }

    @Test
    void oneNodeHasALineUntilItsLeaseRunsOut() {
        Held first = await(leases().take(bank, "n1")).orElseThrow();

        assertThat(await(leases().take(bank, "n2"))).isEmpty();
        assertThat(await(leases().renew(first))).isTrue();

        Held second = Awaitility.await()
                .until(() -> await(leases().take(bank, "n2")), Optional::isPresent)
                .orElseThrow();
        assertThat(second.epoch()).isGreaterThan(first.epoch());
        assertThat(await(leases().renew(first))).isFalse();
        assertThat(await(leases().renew(second))).isTrue();
    }

    @Test
    void aLeaseThatIsGivenBackIsFreeAtOnce() {
        Held first = await(leases().take(bank, "n1")).orElseThrow();
        await(leases().release(first));

        Held second = await(leases().take(bank, "n2")).orElseThrow();
        await(leases().release(first));

        assertThat(await(leases().take(bank, "n1"))).isEmpty();
        assertThat(await(leases().renew(second))).isTrue();
    }

    @Test
    void aNodeThatComesBackTakesItsOwnLeaseAndItsFormerSelfLosesIt() {
        Held before = await(leases().take(bank, "n1")).orElseThrow();

        Held after = await(leases().take(bank, "n1")).orElseThrow();

        assertThat(await(leases().renew(before))).isFalse();
        assertThat(await(leases().renew(after))).isTrue();
    }

    @Test
    void aBankIsAddedOnceChangedAndRemoved() {
        assertThat(await(directory().replace(bank, "a"))).isFalse();
        assertThat(await(directory().add(bank, "a"))).isTrue();
        assertThat(await(directory().add(bank, "b"))).isFalse();
        assertThat(await(directory().list())).contains(new Definition(bank, 1, "a"));
        assertThat(await(directory().replace(bank, "c"))).isTrue();
        assertThat(await(directory().list())).contains(new Definition(bank, 2, "c"));
        assertThat(await(directory().remove(bank))).isTrue();
        assertThat(await(directory().remove(bank))).isFalse();
        assertThat(await(directory().list())).noneMatch(each -> each.bankId().equals(bank));
    }

    @Test
    void whatALineToldLastIsShownByNode() {
        await(directory().tell("n2", new LineState(bank, false, "no line", 0, List.of())));
        await(directory().tell("n1", new LineState(bank, false, "no line", 0, List.of())));
        await(directory().tell("n1", new LineState(bank, true, "circuit CLOSED", 3, List.of("h:1 up", "h:2 up"))));

        List<BankDirectory.Told> told = await(directory().told(bank));

        assertThat(told).extracting(BankDirectory.Told::node).containsExactly("n1", "n2");
        assertThat(told.getFirst().state())
                .isEqualTo(new LineState(bank, true, "circuit CLOSED", 3, List.of("h:1 up", "h:2 up")));
        assertThat(told).allMatch(each -> each.ageMs() >= 0 && each.ageMs() < 60_000);
        assertThat(await(directory().told(bank + "x"))).isEmpty();
    }
}
