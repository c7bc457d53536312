package io.txswitch.channel.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wechat.pay.java.core.exception.ServiceException;
import io.txswitch.channel.bill.BillAnswer;
import io.txswitch.channel.bill.BillException;
import io.txswitch.channel.bill.BillLimits;
import io.txswitch.channel.bill.BillLine;
import io.txswitch.channel.bill.BillType;
import io.txswitch.channel.bill.WeChatBill;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** bill/tradebill and bill/fundflowbill, and the file behind the address they give. */
final class WeChatBills {
    /** None was made, or not yet. */
    private static final Set<String> NO_BILL = Set.of("NO_STATEMENT_EXIST", "STATEMENT_CREATING");

    private final WeChatApi api;
    private final WeChatBill reader = new WeChatBill(BillLimits.DEFAULT);

    WeChatBills(WeChatApi api) {
        this.api = api;
    }

    BillAnswer read(BillType type, LocalDate day, Consumer<BillLine> lines) {
        String kind = switch (type) {
            case TRADE -> "tradebill?bill_type=ALL";
            case PAYMENTS -> "tradebill?bill_type=SUCCESS";
            case REFUNDS -> "tradebill?bill_type=REFUND";
            case FUND_FLOW -> "fundflowbill?account_type=BASIC";
        };
        String path = "/v3/bill/" + kind + "&bill_date=" + day + "&tar_type=GZIP";
        WeChatApi.Answer<JsonNode> answer = api.ask(() -> api.get(path));
        ServiceException refusal = answer.refusal();
        if (refusal != null) {
            String code = String.valueOf(refusal.getErrorCode()).toUpperCase(Locale.ROOT);
            return NO_BILL.contains(code)
                    ? new BillAnswer.None("WeChat Pay has no bill of that day")
                    : new BillAnswer.Refused(WeChatChannel.meaning(refusal).ofQuestion(WeChatChannel.facts(refusal)));
        }
        JsonNode made = answer.value();
        // The file itself is not signed: only this hash, which is, protects it.
        if (made == null || !"SHA1".equals(text(made, "hash_type"))) {
            throw new BillException("no hash to check it by");
        }
        return new BillAnswer.Read(reader.read(api.file(text(made, "download_url")), text(made, "hash_value"), lines));
    }

    private static String text(JsonNode made, String name) {
        String value = WeChatApi.text(made, name);
        if (value == null) {
            throw new BillException("an answer without " + name);
        }
        return value;
    }
}
