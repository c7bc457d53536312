package io.txswitch.channel.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wechat.pay.java.core.exception.ServiceException;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Checkouts;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Profit sharing of orders that were made with {@code settle_info.profit_sharing}.
 *
 * <p>The money of such an order is frozen until it is shared. What is shared never releases the rest; a share whose one
 * receiver is the merchant himself does ({@code /orders/unfreeze}), as WeChat Pay's own lists show it.
 *
 * <p>Persons have to be known to WeChat Pay as receivers and are made so first, as often as one likes; merchants are
 * added by hand in its platform, where their full names are asked for.
 */
final class WeChatShares {
    private static final String ORDERS = "/v3/profitsharing/orders";
    private static final String RECEIVERS = "/v3/profitsharing/receivers/add";
    private static final String NOT_ENOUGH = "NOT_ENOUGH";
    private static final int MAX_DESCRIPTION = 80;

    private final ChannelConfig config;
    private final WeChatApi api;

    WeChatShares(ChannelConfig config, WeChatApi api) {
        this.config = config;
        this.api = api;
    }

    HostAnswer share(HostRequest request) {
        List<ShareReceiver> receivers = receivers(request);
        String paid = transaction(request);
        if (receivers.isEmpty() || paid == null) {
            return Checkouts.incomplete(receivers.isEmpty() ? "who gets a part" : "WeChat Pay's number of the payment");
        }
        for (ShareReceiver receiver : receivers) {
            ServiceException refusal = receiver.type() == ShareReceiver.Type.PERSON ? introduced(receiver) : null;
            if (refusal != null) {
                return WeChatChannel.meaning(refusal).ofPayment(WeChatChannel.facts(refusal));
            }
        }
        WeChatApi.Answer<JsonNode> answer = api.ask(() -> isRelease(receivers)
                ? api.post(ORDERS + "/unfreeze", released(request, paid, receivers.getFirst()))
                : api.post(ORDERS, parts(request, paid, receivers)));
        return answer.refusal() != null ? refused(answer.refusal()) : seen(request, answer.value());
    }

    /** Parts are of the order's own money: what is not enough is what is left of it. */
    private static HostAnswer refused(ServiceException refusal) {
        return NOT_ENOUGH.equals(refusal.getErrorCode())
                ? HostAnswer.declined(Reason.SHARE_TOO_LARGE, WeChatChannel.facts(refusal))
                : WeChatChannel.meaning(refusal).ofPayment(WeChatChannel.facts(refusal));
    }

    private boolean isRelease(List<ShareReceiver> receivers) {
        ShareReceiver first = receivers.getFirst();
        return receivers.size() == 1
                && first.type() == ShareReceiver.Type.MERCHANT
                && first.account().equals(config.merchantNo());
    }

    private @Nullable ServiceException introduced(ShareReceiver person) {
        ObjectNode receiver = JsonNodeFactory.instance
                .objectNode()
                .put("appid", config.appId())
                .put("type", type(person))
                .put("account", person.account())
                .put("relation_type", "USER");
        return api.ask(() -> api.post(RECEIVERS, receiver)).refusal();
    }

    private static ObjectNode released(HostRequest request, String paid, ShareReceiver merchant) {
        return order(request, paid).put("description", description(request, merchant));
    }

    private ObjectNode parts(HostRequest request, String paid, List<ShareReceiver> receivers) {
        ObjectNode order = order(request, paid).put("appid", config.appId()).put("unfreeze_unsplit", false);
        ArrayNode parts = order.putArray("receivers");
        receivers.forEach(receiver -> parts.addObject()
                .put("type", type(receiver))
                .put("account", receiver.account())
                .put("amount", receiver.amountMinor())
                .put("description", description(request, receiver)));
        return order;
    }

    private static ObjectNode order(HostRequest request, String paid) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("transaction_id", paid)
                .put("out_order_no", request.header().id().text());
    }

    private static String description(HostRequest request, ShareReceiver receiver) {
        return receiver.description() == null || receiver.description().isBlank()
                ? Order.subject(request.header(), MAX_DESCRIPTION)
                : receiver.description();
    }

    static String type(ShareReceiver receiver) {
        return switch (receiver.type()) {
            case MERCHANT -> "MERCHANT_ID";
            case PERSON -> "PERSONAL_OPENID";
        };
    }

    HostAnswer query(HostRequest request) {
        String paid = transaction(request);
        if (paid == null) {
            return HostAnswer.unknown("WeChat Pay's number of the payment is not known");
        }
        String path = ORDERS + "/" + request.header().id().text() + "?transaction_id=" + paid;
        WeChatApi.Answer<JsonNode> answer = api.ask(() -> api.get(path));
        return answer.refusal() != null
                ? WeChatChannel.meaning(answer.refusal()).ofQuestion(WeChatChannel.facts(answer.refusal()))
                : seen(request, answer.value());
    }

    private static List<ShareReceiver> receivers(HostRequest request) {
        Terms terms = request.header().terms();
        return terms == null ? List.of() : terms.receivers();
    }

    private static @Nullable String transaction(HostRequest request) {
        return request.originalFacts() == null ? null : request.originalFacts().channelNo();
    }

    private static HostAnswer seen(HostRequest request, @Nullable JsonNode order) {
        boolean ours = order != null
                && request.header().id().text().equals(WeChatApi.text(order, "out_order_no"))
                && String.valueOf(transaction(request)).equals(WeChatApi.text(order, "transaction_id"));
        if (order == null || !ours) {
            return HostAnswer.unknown("the answer is about another order of profit sharing");
        }
        String state = String.valueOf(WeChatApi.text(order, "state"));
        HostFacts facts = Facts.of(state, WeChatApi.text(order, "order_id"), null);
        return switch (state) {
            case "PROCESSING" -> HostAnswer.of(Result.PENDING, facts);
            case "FINISHED" ->
                Parts.of(receivers(request), order.path("receivers")).answer(facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    /** What became of the parts that were asked for; WeChat Pay may list what stays with the merchant beside them. */
    private record Parts(long askedMinor, long arrivedMinor, long returnedMinor, boolean underWay, String why) {
        static Parts of(List<ShareReceiver> asked, JsonNode listed) {
            long askedMinor =
                    asked.stream().mapToLong(ShareReceiver::amountMinor).sum();
            long arrived = 0;
            long returned = 0;
            boolean underWay = false;
            StringBuilder why = new StringBuilder();
            for (JsonNode part : listed) {
                if (asked.stream().noneMatch(each -> isFor(each, part))) {
                    continue;
                }
                long minor = part.path("amount").canConvertToLong()
                        ? part.path("amount").longValue()
                        : 0;
                switch (String.valueOf(WeChatApi.text(part, "result"))) {
                    case "SUCCESS" -> arrived = Math.addExact(arrived, minor);
                    case "CLOSED" -> {
                        returned = Math.addExact(returned, minor);
                        why.append(' ').append(WeChatApi.text(part, "fail_reason"));
                    }
                    default -> underWay = true;
                }
            }
            return new Parts(askedMinor, arrived, returned, underWay, why.toString());
        }

        private static boolean isFor(ShareReceiver receiver, JsonNode part) {
            return type(receiver).equals(WeChatApi.text(part, "type"))
                    && receiver.account().equals(WeChatApi.text(part, "account"));
        }

        /** All or nothing is an answer; of a part that did not arrive a person has to hear. */
        HostAnswer answer(HostFacts facts) {
            if (underWay) {
                return HostAnswer.of(Result.PENDING, facts);
            }
            if (arrivedMinor == askedMinor && returnedMinor == 0) {
                return new HostAnswer(Result.APPROVED, facts, null, Yuan.fen(arrivedMinor), null);
            }
            return arrivedMinor == 0 && returnedMinor == askedMinor
                    ? HostAnswer.declined(Reason.CHANNEL_REFUSED, detail(facts, "nothing arrived:" + why))
                    : HostAnswer.of(
                            Result.UNKNOWN, detail(facts, arrivedMinor + " of " + askedMinor + " fen arrived:" + why));
        }

        private static HostFacts detail(HostFacts facts, String detail) {
            return HostFacts.detail(detail).over(facts);
        }
    }
}
