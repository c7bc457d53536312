package io.txswitch.channel.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wechat.pay.java.core.exception.ServiceException;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Transfer;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Merchant transfers in the product whose payee confirms each: fund-app/mch-transfer.
 *
 * <p>Until he does, the answer is PENDING with {@code facts.qrCode} = the {@code package_info} that his telephone opens
 * it by. The payee's name is not sent: it would have to be sealed with the platform's key, and WeChat Pay asks for it
 * only above a limit that is refused here.
 */
final class WeChatTransfers {
    private static final String BILLS = "/v3/fund-app/mch-transfer/transfer-bills";
    /** The scene that needs no more than a name and a note of the activity: cash marketing. */
    private static final String SCENE = "1000";

    /** From 2000 yuan on the payee's name is required. */
    private static final long MAX_MINOR = 200_000 - 1;
    /** WeChat Pay transfers no less than 0.10 yuan. */
    private static final long MIN_MINOR = 10;

    private static final String NOT_FOUND = "NOT_FOUND";
    private final ChannelConfig config;
    private final WeChatApi api;

    WeChatTransfers(ChannelConfig config, WeChatApi api) {
        this.config = config;
        this.api = api;
    }

    HostAnswer send(Transfer transfer) {
        long amountMinor = transfer.money().amountMinor();
        boolean yuan = transfer.money().currency().equals(Yuan.CURRENCY);
        if (!yuan || amountMinor < MIN_MINOR || amountMinor > MAX_MINOR) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount WeChat Pay transfers"));
        }
        ObjectNode order = JsonNodeFactory.instance
                .objectNode()
                .put("appid", config.appId())
                .put("out_bill_no", transfer.no())
                .put("transfer_scene_id", SCENE)
                .put("openid", transfer.payee())
                .put("transfer_amount", amountMinor)
                .put("transfer_remark", transfer.title())
                .put("notify_url", config.notifyUrl());
        order.putArray("transfer_scene_report_infos")
                .add(info("活动名称", transfer.title()))
                .add(info("奖励说明", transfer.title()));
        WeChatApi.Answer<JsonNode> answer = api.ask(() -> api.post(BILLS, order));
        return answer.refusal() != null
                ? WeChatChannel.meaning(answer.refusal()).ofPayment(WeChatChannel.facts(answer.refusal()))
                : state(transfer.no(), answer.value(), transfer.money());
    }

    private static ObjectNode info(String type, String content) {
        return JsonNodeFactory.instance.objectNode().put("info_type", type).put("info_content", content);
    }

    HostAnswer query(String no) {
        WeChatApi.Answer<JsonNode> answer = api.ask(() -> api.get(BILLS + "/out-bill-no/" + no));
        ServiceException refusal = answer.refusal();
        if (refusal == null) {
            return state(no, answer.value(), money(answer.value()));
        }
        // A word that only this interface has for it: elsewhere it may stand for a path that does not exist.
        return NOT_FOUND.equals(refusal.getErrorCode())
                ? HostAnswer.of(Result.NOT_FOUND, WeChatChannel.facts(refusal))
                : WeChatChannel.meaning(refusal).ofQuestion(WeChatChannel.facts(refusal));
    }

    private static HostAnswer state(String no, @Nullable JsonNode bill, @Nullable Money money) {
        if (bill == null || !no.equals(WeChatApi.text(bill, "out_bill_no"))) {
            return HostAnswer.unknown("the answer is about another transfer");
        }
        return state(bill, money);
    }

    /** The one reading of {@code state}, for answers and notifications. */
    static HostAnswer state(JsonNode bill, @Nullable Money money) {
        String state = String.valueOf(WeChatApi.text(bill, "state"));
        HostFacts facts = new HostFacts(
                state,
                null,
                WeChatApi.text(bill, "transfer_bill_no"),
                null,
                WeChatApi.text(bill, "package_info"),
                null,
                WeChatApi.text(bill, "fail_reason"));
        return switch (state) {
            case "SUCCESS" ->
                money == null
                        ? HostAnswer.of(Result.UNKNOWN, facts)
                        : new HostAnswer(Result.APPROVED, facts, null, money, null);
            case "ACCEPTED", "PROCESSING", "WAIT_USER_CONFIRM", "TRANSFERING", "CANCELING" ->
                HostAnswer.of(Result.PENDING, facts);
            case "FAIL" -> HostAnswer.declined(Reason.CHANNEL_REFUSED, facts);
            case "CANCELLED" -> HostAnswer.of(Result.CLOSED, facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    /** Whole fen only. */
    static @Nullable Money money(@Nullable JsonNode bill) {
        JsonNode fen = bill == null ? MissingNode.getInstance() : bill.path("transfer_amount");
        return fen.isIntegralNumber() && fen.canConvertToLong() ? Yuan.fen(fen.longValue()) : null;
    }
}
