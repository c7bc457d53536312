package io.txswitch.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.flow.InMemoryTimers;
import io.txswitch.core.journal.Append;
import io.txswitch.core.journal.AppendResult;
import io.txswitch.core.journal.InMemoryJournal;
import io.txswitch.core.journal.InMemoryStore;
import io.txswitch.core.journal.Samples;
import io.txswitch.core.journal.Views;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final ObjectMapper MAPPER = Samples.MAPPER;

    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryTimers timers = new InMemoryTimers(Samples.NOW);
    private final InMemoryRelayLog log = new InMemoryRelayLog(store);
    private final List<PaymentEvent> published = new ArrayList<>();
    private final InMemoryJournal one = journal(16);
    private final InMemoryJournal two = journal(32);
    private boolean kafkaDown;
    private List<Integer> nodes = List.of(1);
    private Relay relay = relay();

    private InMemoryJournal journal(int writer) {
        return new InMemoryJournal(store, writer, Runnable::run, () -> InMemoryJournal.Fate.COMMITTED, () -> true);
    }

    private Relay relay() {
        EventPublisher publisher = new EventPublisher() {
            @Override
            public Future<Void> publish(String key, byte[] value) {
                if (kafkaDown) {
                    return Future.failedFuture("kafka is down");
                }
                try {
                    PaymentEvent event = MAPPER.readValue(value, PaymentEvent.class);
                    assertThat(event.payment().id().text()).isEqualTo(key);
                    published.add(event);
                    return Future.succeededFuture();
                } catch (IOException e) {
                    return Future.failedFuture(e);
                }
            }

            @Override
            public Future<Void> close() {
                return Future.succeededFuture();
            }
        };
        return new Relay(log, publisher, MAPPER, timers, () -> Future.succeededFuture(nodes));
    }

    private Append sale(InMemoryJournal journal) {
        return commit(journal, Samples.first(Samples.receivedBy("n1")));
    }

    private static Append commit(InMemoryJournal journal, Append append) {
        assertThat(journal.append(append).result()).isEqualTo(AppendResult.COMMITTED);
        return append;
    }

    private List<String> names() {
        return published.stream()
                .map(each -> each.payment().id() + "/" + each.seq())
                .toList();
    }

    private static String name(Append append) {
        return append.id() + "/" + append.seq();
    }

    @Test
    void eachAppendIsPublishedWithTheStateAfterIt() {
        Append first = sale(one);
        Append second = commit(one, Samples.approved(first));
        relay.start();
        timers.advance(1);
        assertThat(published).hasSize(2);
        assertThat(published.getFirst().payment()).isEqualTo(Views.of(first.after(), 1, 0));
        assertThat(published.getFirst().events()).containsExactly("Received", "RiskPassed", "Routed", "Dispatched");
        assertThat(published.getLast().payment()).isEqualTo(Views.of(second.after(), 2, 0));
        assertThat(published.getLast().events()).containsExactly("HostApproved");
    }

    @Test
    void aHintPublishesAtOnceAndThePollWithoutOne() {
        relay.start();
        timers.advance(Relay.POLL_MS);
        Append hinted = sale(one);
        relay.wake();
        assertThat(names()).containsExactly(name(hinted));
        Append polled = sale(one);
        timers.advance(Relay.POLL_MS);
        assertThat(names()).containsExactly(name(hinted), name(polled));
    }

    @Test
    void withoutKafkaNothingIsLostAndNothingIsOutOfOrder() {
        kafkaDown = true;
        Append first = sale(one);
        relay.start();
        Append second = commit(one, Samples.approved(first));
        timers.advance(60_000);
        assertThat(relay.healthy()).isFalse();
        kafkaDown = false;
        timers.advance(10_000);
        assertThat(relay.healthy()).isTrue();
        assertThat(names()).containsExactly(name(first), name(second));
    }

    @Test
    void anotherProcessGoesOnWhereTheCursorIs() {
        Append first = sale(one);
        relay.start();
        timers.advance(1);
        relay = relay();
        Append second = commit(one, Samples.approved(first));
        relay.start();
        timers.advance(1);
        assertThat(names()).containsExactly(name(first), name(second));
        assertThat(published.getLast().payment()).isEqualTo(Views.of(second.after(), 2, 0));
    }

    @Test
    void aFactOfAnotherNodeWaitsUntilWhatItFollowsIsOut() {
        Append first = sale(one);
        Append fact = commit(two, Samples.approved(first));
        Append other = sale(two);
        Append third =
                commit(one, Samples.next(fact, Phase.REVERSING, new Event.ClientToldNo(Samples.NOW, Reason.NO_ANSWER)));
        nodes = List.of(2);
        relay.start();
        timers.advance(10_000);
        assertThat(names()).isEmpty();

        nodes = List.of(1);
        Relay owner = relay();
        owner.start();
        timers.advance(Relay.POLL_MS * 4);
        assertThat(names()).containsExactly(name(first));

        nodes = List.of(1, 2);
        owner.refresh();
        relay.refresh();
        timers.advance(Relay.POLL_MS * 4);
        assertThat(names().stream().distinct().toList())
                .containsExactly(name(first), name(fact), name(other), name(third));
    }

    @Test
    void whatNobodyRelaysDoesNotHoldTheOthersForEver() {
        Append first = sale(two);
        Append fact = commit(one, Samples.approved(first));
        relay.start();
        timers.advance(Relay.MAX_HOLD_MS / 2);
        assertThat(names()).isEmpty();
        timers.advance(Relay.MAX_HOLD_MS);
        assertThat(names()).containsExactly(name(fact));
        assertThat(published.getFirst().payment().version()).isEqualTo(2);
    }

    @Test
    void stoppingPublishesWhatIsLeft() {
        relay.start();
        timers.advance(Relay.POLL_MS);
        Append last = sale(one);
        Future<Void> stopped = relay.stop();
        timers.advance(10);
        assertThat(stopped.succeeded()).isTrue();
        assertThat(names()).containsExactly(name(last));
        sale(one);
        timers.advance(60_000);
        assertThat(published).hasSize(1);
    }

    @Test
    void moreThanAPageIsPublishedInOrder() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < Relay.PAGE_ROWS * 2; i++) {
            expected.add(name(sale(one)));
        }
        relay.start();
        timers.advance(10);
        assertThat(names()).isEqualTo(expected);
    }
}
