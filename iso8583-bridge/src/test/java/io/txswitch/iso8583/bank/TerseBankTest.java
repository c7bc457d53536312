package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.TxHeader;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Frame;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.codec.Tpdu;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A bank that answers everything alike: MTI plus ten, whatever its last digit, a few elements copied (not DE70),
 * 00; and that tries the line with an echo of its own.
 */
@ExtendWith(VertxExtension.class)
class TerseBankTest {
    private final Vertx vertx = Vertx.vertx();
    private final VertxBus bus = new VertxBus(vertx, TestWorld.KEYS);
    private final Queue<IsoMessage> heard = new ConcurrentLinkedQueue<>();
    private final Queue<HostHealth> health = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void aTerseBankIsUnderstood() {
        NetServer bank =
                await(vertx.createNetServer().connectHandler(this::serve).listen(0, "127.0.0.1"));
        await(bus.listen(Addresses.HOST_HEALTH, health::add));
        BankConfig config = TestBanks.config("terse", bank.actualPort(), """
                echo-every-ms: 50
                answer-within-ms: 5000
                max-in-flight: 4
                breaker-failures: 3
                """);
        await(vertx.deployVerticle(new BankLineVerticle(config, TestBanks.ports("n1", bus))));
        Awaitility.await().until(() -> health.stream().anyMatch(HostHealth::up));
        CardData card = TestWorld.card();
        TxHeader header = TestWorld.header(TestWorld.nextId(), 1_000, card);

        assertThat(ask(new HostRequest(Operation.CHARGE, "terse", header, card, HostFacts.NONE, null, 0, 5_000)))
                .isEqualTo(Result.APPROVED);
        assertThat(ask(new HostRequest(Operation.REVERSE, "terse", header, null, HostFacts.NONE, null, 1, 5_000)))
                .isEqualTo(Result.REVERSED);
        assertThat(heard).anyMatch(m -> m.mti().equals("0421"));
        Awaitility.await().until(() -> heard.stream().anyMatch(m -> m.mti().equals("0810")));
    }

    private Result ask(HostRequest request) {
        return await(bus.request(Addresses.HOST_CALL.with("terse"), request, 10_000))
                .result();
    }

    private void serve(NetSocket socket) {
        FrameReader reader = new FrameReader(Framings.nac());
        socket.handler(bytes -> {
            reader.feed(bytes);
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                IsoMessage message = (IsoMessage) Dialects.iso87Binary().codec().decode(frame.message());
                heard.add(message);
                if (message.isRequest()) {
                    write(socket, frame.tpdu().swapped(), answer(message));
                }
            }
        });
        write(
                socket,
                Tpdu.parse("6000000003"),
                IsoMessage.of("0800")
                        .set(De.STAN, "000009")
                        .set(De.NETWORK_CODE, "301")
                        .build());
    }

    private static void write(NetSocket socket, Tpdu tpdu, IsoMessage message) {
        socket.write(Framings.nac()
                .frame(tpdu, Dialects.iso87Binary().codec().encode(message))
                .toBuffer());
    }

    private static IsoMessage answer(IsoMessage request) {
        String mti = String.format("%04d", Integer.parseInt(request.mti()) + 10);
        return IsoMessage.of(mti)
                .copy(request, 3, 4, 7, 11, 12, 13, 37, 41, 42, 49)
                .set(De.AUTH_CODE, "123456")
                .set(De.RESPONSE_CODE, "00")
                .build();
    }
}
