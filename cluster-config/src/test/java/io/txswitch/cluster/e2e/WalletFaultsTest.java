package io.txswitch.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.books.BookComparer;
import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.NewPayment;
import io.txswitch.sandbox.merchant.NewRefund;
import io.txswitch.sandbox.wallet.FaultScript;
import io.txswitch.sandbox.wallet.Telephone;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every fault script at every wallet, against a running switch: whatever goes wrong, the books agree in the end. */
final class WalletFaultsTest {
    private static final Logger LOG = LoggerFactory.getLogger(WalletFaultsTest.class);
    private static final long WITHIN_MS = 30_000;
    private static final Set<String> OPEN = Set.of("pending", "processing", "unknown", "reversing", "");

    @Test
    void eachFaultScriptAtEachWalletEndsWithAgreeingBooks() {
        try (TestSwitch running = TestSwitch.start("faults", 1)) {
            MerchantClient merchant = running.merchant(0);
            List<CompletableFuture<Void>> wallets = telephones(running)
                    .map(each -> CompletableFuture.runAsync(() -> playAll(merchant, each)))
                    .toList();
            wallets.forEach(CompletableFuture::join);

            BookComparer.Result books = running.booksAtRest();

            assertThat(books.differences()).isEmpty();
            assertThat(running.journal().open()).isZero();
            assertThat(books.payments()).isGreaterThan(wallets.size() * FaultScript.values().length);
            assertThat(running.errors(0)).isEmpty();
        }
    }

    private static Stream<Telephone> telephones(TestSwitch running) {
        return Stream.of(
                running.world().alipay().telephone(),
                running.world().wechat().telephone(),
                running.world().unionpay().telephone(),
                running.world().sample().telephone());
    }

    private static void playAll(MerchantClient merchant, Telephone telephone) {
        for (FaultScript script : FaultScript.values()) {
            long start = System.nanoTime();
            telephone.play(script, FaultScript.USUAL_TIMES);
            String name = telephone.wallet() + script.ordinal();
            ApiAnswer shown = Wait.on(merchant.createPayment(
                    new NewPayment("Q" + name, telephone.wallet() + "_qr", 1_200, script.word(), "")));
            telephone.play(script, FaultScript.USUAL_TIMES);
            ApiAnswer scanned = Wait.on(merchant.raw(HttpMethod.POST, "/v1/payments", byCode(name, telephone, script)));
            String first = ended(merchant, shown);
            String second = ended(merchant, scanned);
            String refund = refunded(merchant, first.equals("succeeded") ? shown : scanned, "R" + name);
            LOG.info(
                    "wallet={} script={} qr={} code={} refund={} ms={}",
                    telephone.wallet(),
                    script.word(),
                    first,
                    second,
                    refund,
                    (System.nanoTime() - start) / 1_000_000);
        }
        telephone.play(FaultScript.NONE, 1);
    }

    private static String byCode(String name, Telephone telephone, FaultScript script) {
        return new JsonObject()
                .put("order_no", "C" + name)
                .put("product", telephone.wallet() + "_code")
                .put("amount", 1_300)
                .put("currency", "CNY")
                .put("subject", script.word())
                .put("payer_code", telephone.payerCode())
                .encode();
    }

    private static String ended(MerchantClient merchant, ApiAnswer created) {
        String id = created.text("id");
        return id.isEmpty()
                ? created.status() + " " + created.json()
                : Wait.on(merchant.awaitPayment(id, each -> !OPEN.contains(each.text("status")), WITHIN_MS))
                        .text("status");
    }

    /** Part of it, and what comes of that is for the books to tell. */
    private static String refunded(MerchantClient merchant, ApiAnswer paid, String refundNo) {
        NewRefund asked = new NewRefund(refundNo, paid.text("id"), 500, "one cup less");
        ApiAnswer refund = Wait.on(merchant.createRefund(asked));
        return refund.status() + " " + refund.text("status");
    }
}
