package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.payment;
import static io.txswitch.channel.ChannelBench.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.channel.credentials.CredentialAccess;
import io.txswitch.channel.credentials.CredentialVault;
import io.txswitch.channel.credentials.InMemoryCredentialStore;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.contract.CredentialsChanged;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A wallet's keys change while callbacks are under way, on two nodes that share a store. */
@ExtendWith(VertxExtension.class)
abstract class RotationContract {
    private static final long NEVER_MS = 3_600_000;
    private static final long SOON_MS = 100;

    @TempDir
    Path folder;

    private final KeyRing keys = KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32])));
    private final CredentialVault vault = new CredentialVault(keys, true);
    private final InMemoryCredentialStore store = new InMemoryCredentialStore();
    private final List<ChannelBench> benches = new ArrayList<>();
    private Vertx vertx;
    private Wallet wallet;

    abstract Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs);

    /** The credential after the rotation; another mode where a merchant changes modes. */
    Map<String, String> next(Wallet rotated) {
        return rotated.keys();
    }

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        wallet = ChannelBench.await(
                wallet(vertx, folder.resolve("book.jsonl"), PayerOptions.BY_HAND, List.of(50L, 50L)));
    }

    @AfterEach
    void stop() {
        benches.forEach(each -> each.stop(vertx));
        ChannelBench.await(wallet.close());
    }

    /** A node whose channel has no credential in its file. */
    private ChannelBench node(long rereadMs) {
        Map<String, Object> settings = new HashMap<>(wallet.settings(wallet.port()));
        wallet.keys().keySet().forEach(settings::remove);
        settings.put("credentials", "stored");
        ChannelBench bench =
                ChannelBench.start(vertx, settings, new CredentialAccess(store, vault, rereadMs, NEVER_MS));
        benches.add(bench);
        return bench;
    }

    private void add(String id, Map<String, String> settings, long signsFromMs) {
        ChannelBench.await(store.add(vault.seal("wallet", id, settings, signsFromMs, signsFromMs)));
    }

    private void tell(ChannelBench bench) {
        bench.bus().publish(Addresses.CREDENTIALS_CHANGED, new CredentialsChanged("wallet"));
    }

    private TxHeader charged(ChannelBench bench) {
        TxHeader payment = payment(1_200);
        assertThat(bench.ask(Operation.CHARGE, payment).result()).isEqualTo(Result.PENDING);
        return payment;
    }

    private static boolean toldOf(ChannelBench bench, TxHeader payment) {
        return bench.facts.stream().map(ReportHostFact::id).anyMatch(payment.id()::equals);
    }

    @Test
    void aCallbackUnderTheOldKeyIsTakenUntilThatIsRetiredAndNewOnesUnderTheNew() {
        add("old", wallet.keys(), 1_000);
        ChannelBench bench = node(NEVER_MS);
        TxHeader before = charged(bench);
        TxHeader unpaid = charged(bench);
        ChannelBench.await(wallet.rotate());
        add("new", next(wallet), 2_000);
        tell(bench);
        TxHeader after = payment(1_200);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.CHARGE, after).result()).isEqualTo(Result.PENDING));

        ChannelBench.await(wallet.pay(before.id().text()));
        await().until(() -> toldOf(bench, before));
        ChannelBench.await(wallet.pay(after.id().text()));
        await().until(() -> toldOf(bench, after));
        assertThat(bench.ask(Operation.QUERY, before).result()).isEqualTo(Result.APPROVED);
        assertThat(bench.askRefund(Operation.REFUND, refund(after, 100), after, 0)
                        .result())
                .isIn(Result.APPROVED, Result.PENDING);

        ChannelBench.await(store.retire("wallet", "old", 3_000));
        tell(bench);
        await().untilAsserted(() -> {
            bench.acknowledgements.clear();
            ChannelBench.await(wallet.notifyAgain(before.id().text()));
            assertThat(bench.acknowledgements).contains(wallet.forgedStatus());
            assertThat(wallet.notices().abandoned()).isPositive();
        });
        bench.facts.clear();
        ChannelBench.await(wallet.pay(unpaid.id().text()));
        assertThat(toldOf(bench, unpaid)).as("a retired key proves nothing").isFalse();
        ChannelBench.await(wallet.notifyAgain(after.id().text()));
        await().until(() -> toldOf(bench, after));
    }

    @Test
    void whatNobodyTellsIsFoundByReadingAgain() {
        add("old", wallet.keys(), 1_000);
        ChannelBench bench = node(SOON_MS);
        TxHeader under = charged(bench);
        ChannelBench.await(store.retire("wallet", "old", 2_000));
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.QUERY, under).result()).isEqualTo(Result.NOT_SENT));
        await().until(() -> !bench.health.isEmpty() && !bench.health.getLast().up());
        ChannelBench.await(wallet.rotate());
        add("new", next(wallet), 3_000);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.QUERY, under).result()).isNotEqualTo(Result.NOT_SENT));
    }

    @Test
    void withoutALiveCredentialNothingIsSentAndTheWalletIsAskedToComeAgain() {
        add("old", wallet.keys(), 1_000);
        ChannelBench bench = node(NEVER_MS);
        TxHeader payment = charged(bench);
        ChannelBench.await(store.retire("wallet", "old", 2_000));
        tell(bench);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.NOT_SENT));
        assertThat(bench.askRefund(Operation.REFUND, refund(payment, 100), payment, 1)
                        .result())
                .as("of a repeat nobody knows what became of the attempts before")
                .isEqualTo(Result.UNKNOWN);
        bench.acknowledgements.clear();
        ChannelBench.await(wallet.pay(payment.id().text()));
        await().until(() -> bench.acknowledgements.contains(503));
        assertThat(bench.facts).isEmpty();
    }

    @Test
    void everyNodeHearsOfAChange() throws Exception {
        add("old", wallet.keys(), 1_000);
        ChannelBench one = node(NEVER_MS);
        ChannelBench two = node(NEVER_MS);
        for (ChannelBench each : List.of(one, two)) {
            assertThat(knock(each)).isEqualTo(wallet.forgedStatus());
        }
        ChannelBench.await(store.retire("wallet", "old", 2_000));
        tell(one);
        for (ChannelBench each : List.of(one, two)) {
            await().until(() -> knock(each) == 503);
        }
    }

    /** What a stranger is answered at this node's door. */
    private static int knock(ChannelBench bench) throws Exception {
        HttpRequest nonsense = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bench.port() + "/notify/wallet"))
                .POST(HttpRequest.BodyPublishers.ofString("sign=AA"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(nonsense, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
