package io.txswitch.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.channel.credentials.CredentialAccess;
import io.txswitch.channel.message.ChannelMessage;
import io.txswitch.channel.message.InMemoryChannelMessages;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.ChannelPorts;
import io.txswitch.channel.wallet.Exchange;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Section;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Checkout;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A node with one channel and a core that only listens. */
final class ChannelBench {
    private static final AtomicLong IDS = new AtomicLong(System.currentTimeMillis() << 20);
    private static final long DEADLINE_MS = 10_000;

    final List<ReportHostFact> facts = new CopyOnWriteArrayList<>();
    final List<HostHealth> health = new CopyOnWriteArrayList<>();
    /** The status of every acknowledgement. */
    final List<Integer> acknowledgements = new CopyOnWriteArrayList<>();

    final InMemoryChannelMessages messages = new InMemoryChannelMessages();
    volatile FactReceipt receipt = FactReceipt.TAKEN;
    volatile Duration clockOffset = Duration.ZERO;
    private final Bus bus;
    private ChannelConfig config;
    private ChannelPorts ports;
    private final List<String> deployed = new CopyOnWriteArrayList<>();
    private int port;

    private ChannelBench(Bus bus) {
        this.bus = bus;
    }

    static ChannelBench start(Vertx vertx, Map<String, Object> settings) {
        return start(vertx, settings, null);
    }

    /** @param access null without a store of credentials */
    static ChannelBench start(Vertx vertx, Map<String, Object> settings, CredentialAccess access) {
        byte[] master = new byte[32];
        VertxBus bus =
                new VertxBus(vertx, KeyRing.of(new Secret(Base64.getEncoder().encodeToString(master))));
        ChannelBench bench = new ChannelBench(bus);
        Router root = Router.router(vertx);
        bench.port = await(vertx.createHttpServer().requestHandler(root).listen(0, "127.0.0.1"))
                .actualPort();
        Map<String, Object> all = new HashMap<>(Map.of("notify-base-url", "http://127.0.0.1:" + bench.port));
        all.putAll(settings);
        ChannelPorts ports = new ChannelPorts(
                "n1",
                bus,
                bench.messages,
                new SimpleMeterRegistry(),
                () -> Instant.now().plus(bench.clockOffset));
        bench.config = config(all);
        bench.ports = ports;
        WalletChannels channels = access == null
                ? WalletChannels.of(List.of(bench.config), ports)
                : WalletChannels.of(List.of(bench.config), ports, access);
        root.route().handler(http -> {
            http.addEndHandler(
                    done -> bench.acknowledgements.add(http.response().getStatusCode()));
            http.next();
        });
        root.route("/*").subRouter(channels.router(vertx));
        await(bus.listen(Addresses.HOST_HEALTH, bench.health::add));
        await(bus.serve(Addresses.HOST_FACT, fact -> {
            bench.facts.add(fact);
            return Future.succeededFuture(bench.receipt);
        }));
        channels.verticles().forEach(verticle -> bench.deployed.add(await(vertx.deployVerticle(verticle))));
        return bench;
    }

    static ChannelConfig config(Map<String, Object> settings) {
        try {
            String text = new ObjectMapper().writeValueAsString(Map.of("channels", List.of(settings)));
            Section root = ConfigFile.parse(text, Map.of());
            Map<String, ChannelConfig> read = ChannelConfig.readAll(root);
            root.refuseUnknownKeys();
            root.problems().throwIfAny();
            return read.values().iterator().next();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop(Vertx vertx) {
        deployed.forEach(id -> await(vertx.undeploy(id)));
    }

    int port() {
        return port;
    }

    Bus bus() {
        return bus;
    }

    static TxHeader payment(long amountMinor) {
        return header(Kind.WALLET_PAYMENT, amountMinor, null);
    }

    /** A payment in a way of its own, as a signed-in payer with a phone begins it. */
    static TxHeader payment(long amountMinor, PayMode mode) {
        Checkout checkout = new Checkout(mode, "oPayer0001", "203.0.113.7", "https://shop.example/back");
        return header(Kind.WALLET_PAYMENT, amountMinor, null, checkout);
    }

    /** The same, without anything known of the payer. */
    static TxHeader anonymous(long amountMinor, PayMode mode) {
        return header(Kind.WALLET_PAYMENT, amountMinor, null, new Checkout(mode, null, null, null));
    }

    static TxHeader codePayment(long amountMinor) {
        return header(Kind.CODE_PAYMENT, amountMinor, null);
    }

    static TxHeader refund(TxHeader payment, long amountMinor) {
        return header(Kind.REFUND, amountMinor, payment.id());
    }

    static TxHeader agreement(AgreementTerms terms) {
        return header(Kind.AGREEMENT, 0, null, null, Terms.agreement(terms));
    }

    static TxHeader deduction(TxHeader agreement, long amountMinor) {
        return header(Kind.DEDUCTION, amountMinor, agreement.id());
    }

    static TxHeader transfer(long amountMinor, String payeeId) {
        return header(Kind.TRANSFER, amountMinor, null, null, Terms.payee(payeeId));
    }

    static TxHeader share(TxHeader payment, List<ShareReceiver> receivers) {
        long sum = receivers.stream().mapToLong(ShareReceiver::amountMinor).sum();
        return header(Kind.SHARE, sum, payment.id(), null, Terms.receivers(receivers));
    }

    /** A payment on whose way the payer signs. */
    static TxHeader signing(TxHeader agreement, long amountMinor, PayMode mode) {
        Checkout checkout = new Checkout(mode, "oPayer0001", "203.0.113.7", "https://shop.example/back");
        Terms terms = Terms.signs(agreement.id(), agreement.terms().agreement());
        return header(Kind.WALLET_PAYMENT, amountMinor, null, checkout, terms);
    }

    private static TxHeader header(Kind kind, long amountMinor, TxId original) {
        return header(kind, amountMinor, original, null);
    }

    private static TxHeader header(Kind kind, long amountMinor, TxId original, Checkout checkout) {
        return header(kind, amountMinor, original, checkout, null);
    }

    private static TxHeader header(Kind kind, long amountMinor, TxId original, Checkout checkout, Terms terms) {
        TxId id = new TxId(IDS.incrementAndGet());
        Instant now = Instant.now();
        return new TxHeader(
                id,
                kind,
                "k" + id,
                "f",
                "M1",
                null,
                "qr",
                Money.cny(amountMinor),
                null,
                "o" + id,
                null,
                null,
                original,
                "Tea & cake = 茶",
                null,
                now,
                now.plusSeconds(10),
                "n1",
                null,
                checkout,
                null,
                terms);
    }

    HostAnswer ask(Operation operation, TxHeader payment) {
        return await(send(operation, payment, null, 0, DEADLINE_MS));
    }

    HostAnswer askRefund(Operation operation, TxHeader refund, TxHeader payment, int attempt) {
        return await(send(operation, refund, payment, attempt, DEADLINE_MS));
    }

    /** What is about another transaction, with what the wallet said of that. */
    HostAnswer askAbout(Operation operation, TxHeader header, TxHeader original, HostFacts originalFacts, int attempt) {
        HostFacts known = new HostFacts(null, null, null, null, "shown", null, null);
        return await(bus.request(
                Addresses.HOST_CALL.with("wallet"),
                new HostRequest(
                        operation, "wallet", header, null, known, original, attempt, DEADLINE_MS, originalFacts, null),
                DEADLINE_MS + 2_000));
    }

    /** With what the wallet said of it before. */
    HostAnswer askKnowing(Operation operation, TxHeader header, HostFacts known) {
        return await(bus.request(
                Addresses.HOST_CALL.with("wallet"),
                new HostRequest(operation, "wallet", header, null, known, null, 0, DEADLINE_MS),
                DEADLINE_MS + 2_000));
    }

    /** A charge by the payer's code; null when nobody has it any more. */
    HostAnswer askByCode(TxHeader payment, String payerCode) {
        return await(sendByCode(payment, payerCode, DEADLINE_MS));
    }

    Future<HostAnswer> sendByCode(TxHeader payment, String payerCode, long deadlineMs) {
        PayerCode code = payerCode == null ? null : new PayerCode(payerCode);
        return bus.request(
                Addresses.HOST_CALL.with("wallet"),
                new HostRequest(
                        Operation.CHARGE, "wallet", payment, null, HostFacts.NONE, null, 0, deadlineMs, null, code),
                DEADLINE_MS + 2_000);
    }

    Future<HostAnswer> send(Operation operation, TxHeader header, TxHeader original, int attempt, long deadlineMs) {
        HostFacts known = new HostFacts(null, null, null, null, "shown", null, null);
        return bus.request(
                Addresses.HOST_CALL.with("wallet"),
                new HostRequest(operation, "wallet", header, null, known, original, attempt, deadlineMs),
                DEADLINE_MS + 2_000);
    }

    /** Calls a word of the channel that no operation of the core leads to yet, inside an exchange as the core's are. */
    <T> T direct(TxHeader about, Function<Channel, T> word) {
        HostRequest request = request(about);
        try (Channel channel = WalletChannels.channel(config, ports.clock())) {
            Exchange exchange = new Exchange(request, messages, ports.clock(), DEADLINE_MS);
            return exchange.run(() -> word.apply(channel));
        }
    }

    HostRequest request(TxHeader about) {
        return new HostRequest(Operation.QUERY, "wallet", about, null, HostFacts.NONE, null, 0, DEADLINE_MS);
    }

    HostAnswer confirm(TxHeader payment, String code) {
        return await(bus.request(
                Addresses.HOST_CALL.with("wallet"),
                new HostRequest(
                        Operation.CONFIRM,
                        "wallet",
                        payment,
                        null,
                        HostFacts.NONE,
                        null,
                        0,
                        DEADLINE_MS,
                        null,
                        null,
                        new SharedSecret(code)),
                DEADLINE_MS + 2_000));
    }

    List<ChannelMessage> messagesOf(TxHeader header) {
        return await(messages.of(header.id()));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
