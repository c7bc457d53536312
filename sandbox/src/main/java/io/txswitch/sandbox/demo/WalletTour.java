package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Telephone;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Every mode and operation at every wallet; the wallets beside one another, as they share nothing but the switch. */
final class WalletTour {
    private static final String ALIPAY_USER = "2088102900000001";
    private static final String WECHAT_OPENID = "oUpF8uMuAJO0M2pxb1Q9zNjWeS6o";

    private static final String SAMPLE_PAYER = "samplePayer000000001";
    private static final String ALIPAY_PARTNER = "2088000000000077";
    private static final String WECHAT_PARTNER = "1900000109";
    private static final String SAMPLE_PARTNER = "S100000077";

    private final World world;
    private final MerchantClient client;
    private final ControlPort control;
    private final String run;

    /** @param run makes this run's numbers its own */
    WalletTour(World world, MerchantClient client, ControlPort control, String run) {
        this.world = world;
        this.client = client;
        this.control = control;
        this.run = run;
    }

    Plan plan() {
        return new Plan(List.of(alipay(), wechat(), unionpay(), sample()), List.of(new Step("totals", this::totals)));
    }

    private List<Step> alipay() {
        Till till = till(world.alipay().telephone());
        PaymentSteps payments = new PaymentSteps(till);
        ModeSteps modes =
                new ModeSteps(till, ALIPAY_USER, back(), world.alipay().gatewayUrl());
        return joined(
                payments.all(),
                List.of(payments.close(), modes.jsapi(), modes.mini(), modes.h5(), modes.page(), modes.app()),
                new AgreementSteps(till, Browser::open, "app", modes::openApp).all(),
                new PayoutSteps(till, ALIPAY_USER, ALIPAY_PARTNER).all(),
                new BillSteps("alipay", control).all("trade", "fund"));
    }

    private List<Step> wechat() {
        Till till = till(world.wechat().telephone());
        PaymentSteps payments = new PaymentSteps(till);
        ModeSteps modes = new ModeSteps(till, WECHAT_OPENID, back(), "");
        return joined(
                payments.all(),
                List.of(payments.close(), modes.jsapi(), modes.mini(), modes.h5(), modes.app()),
                new PayoutSteps(till, WECHAT_OPENID, WECHAT_PARTNER).all(),
                new BillSteps("wechat", control).all("trade", "payments", "refunds", "fund"));
    }

    /** Its codes end by themselves. */
    private List<Step> unionpay() {
        return new PaymentSteps(till(world.unionpay().telephone())).all();
    }

    private List<Step> sample() {
        Till till = till(world.sample().telephone());
        PaymentSteps payments = new PaymentSteps(till);
        ModeSteps modes = new ModeSteps(till, SAMPLE_PAYER, back(), "");
        return joined(
                payments.all(),
                List.of(
                        payments.close(),
                        payments.confirm(),
                        modes.jsapi(),
                        modes.mini(),
                        modes.h5(),
                        modes.page(),
                        modes.app()),
                new AgreementSteps(till, Browser::open, "qr", payment -> {}).all(),
                new PayoutSteps(till, SAMPLE_PAYER, SAMPLE_PARTNER).all(),
                new BillSteps("sample", control).all("trade", "fund"));
    }

    private Till till(Telephone telephone) {
        return new Till(client, world.merchant(), telephone, run);
    }

    private String back() {
        return world.merchant().origin() + "/back";
    }

    @SafeVarargs
    private static List<Step> joined(List<Step>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    private String totals() {
        LocalDate today = LocalDate.ofInstant(Instant.now(), Numbers.BEIJING);
        ApiAnswer answer = till(world.sample().telephone()).get("/v1/totals?day=" + today);
        Step.expect(answer.ok(), "HTTP " + answer.status() + " " + answer.json());
        JsonArray rows = answer.json().getJsonArray("data");
        Step.expect(!rows.isEmpty(), "no rows");
        return rows.size() + " rows by product, kind and status";
    }
}
