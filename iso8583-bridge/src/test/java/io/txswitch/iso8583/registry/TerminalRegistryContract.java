package io.txswitch.iso8583.registry;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class TerminalRegistryContract {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    abstract TerminalRegistry registry();

    private static Terminal terminal(String id) {
        return new Terminal(id, "M00000000000001", "unionpay", Terminal.Status.ACTIVE, "", NOW);
    }

    @Test
    void whatWasAddedIsFoundAsItWas() {
        Terminal added = new Terminal("A-1.b_C", "M1", "unionpay", Terminal.Status.BLOCKED, "钥匙丢失", NOW);
        assertThat(await(registry().add(added))).isTrue();
        assertThat(await(registry().find("A-1.b_C"))).contains(added);
    }

    @Test
    void anIdIsAddedOnceAndTheFirstStays() {
        assertThat(await(registry().add(terminal("ONCE")))).isTrue();
        Terminal other = new Terminal("ONCE", "M2", "other", Terminal.Status.BLOCKED, "x", NOW);
        assertThat(await(registry().add(other))).isFalse();
        assertThat(await(registry().find("ONCE"))).contains(terminal("ONCE"));
    }

    @Test
    void ofManyWhoAddTheSameIdOneHasDoneIt() {
        List<Future<Boolean>> all = IntStream.range(0, 10)
                .mapToObj(i -> registry().add(terminal("RACE")))
                .toList();
        await(Future.all(all));
        assertThat(all.stream().filter(Future::result)).hasSize(1);
    }

    @Test
    void capitalsMakeAnotherTerminal() {
        await(registry().add(terminal("case")));
        assertThat(await(registry().find("CASE"))).isEmpty();
        assertThat(await(registry().find("case "))).isEmpty();
    }

    @Test
    void aStatusIsChangedWithItsReasonAndItsTime() {
        await(registry().add(terminal("T-BLOCK")));
        Terminal blocked = await(registry().setStatus("T-BLOCK", Terminal.Status.BLOCKED, "stolen"))
                .orElseThrow();
        assertThat(blocked.status()).isEqualTo(Terminal.Status.BLOCKED);
        assertThat(blocked.note()).isEqualTo("stolen");
        assertThat(blocked.since()).isAfter(NOW);
        assertThat(await(registry().find("T-BLOCK"))).contains(blocked);
        assertThat(await(registry().setStatus("T-BLOCK", Terminal.Status.ACTIVE, "found"))
                        .orElseThrow()
                        .status())
                .isEqualTo(Terminal.Status.ACTIVE);
    }

    @Test
    void theStatusOfAStrangerCannotBeChanged() {
        assertThat(await(registry().setStatus("NOBODY", Terminal.Status.BLOCKED, "x")))
                .isEmpty();
        assertThat(await(registry().find("NOBODY"))).isEmpty();
    }

    @Test
    void pagesFollowOneAnotherInTheOrderOfIds() {
        List.of("P3", "P1", "P4", "P2").forEach(id -> await(registry().add(terminal(id))));
        List<Terminal> first = await(registry().list("P", 3));
        assertThat(first).extracting(Terminal::id).containsExactly("P1", "P2", "P3");
        assertThat(await(registry().list("P3", 1))).extracting(Terminal::id).containsExactly("P4");
    }

    @Test
    void aTerminalThatCannotBeIsRefused() {
        assertThatThrownBy(() -> terminal("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> terminal("T 1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> terminal("T'; DROP--")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> terminal("T0123456789012345")).isInstanceOf(IllegalArgumentException.class);
    }
}
