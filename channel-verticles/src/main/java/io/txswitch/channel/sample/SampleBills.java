package io.txswitch.channel.sample;

import io.txswitch.channel.bill.BillAnswer;
import io.txswitch.channel.bill.BillException;
import io.txswitch.channel.bill.BillLimits;
import io.txswitch.channel.bill.BillLine;
import io.txswitch.channel.bill.BillType;
import io.txswitch.channel.bill.SampleBill;
import io.txswitch.channel.sample.SampleGateway.Answer;
import io.txswitch.channel.wallet.Capabilities;
import io.txswitch.channel.wallet.Feature;
import io.txswitch.channel.wallet.WalletKind;
import io.txswitch.core.contract.HostAnswer.Result;
import java.time.LocalDate;
import java.util.function.Consumer;

/** Asks for a bill, and reads the file behind the path that the answer gives. */
final class SampleBills {
    private final SampleGateway gateway;
    private final SampleBill reader = new SampleBill(BillLimits.DEFAULT);

    SampleBills(SampleGateway gateway) {
        this.gateway = gateway;
    }

    BillAnswer read(BillType type, LocalDate day, Consumer<BillLine> lines) {
        return switch (type) {
            case TRADE -> read("trade", day, lines);
            case FUND_FLOW -> read("fund", day, lines);
            case PAYMENTS, REFUNDS -> new BillAnswer.Refused(Capabilities.refused(WalletKind.SAMPLE, Feature.of(type)));
        };
    }

    private BillAnswer read(String type, LocalDate day, Consumer<BillLine> lines) {
        Answer answer = gateway.get("/v1/bills/" + type + "/" + day);
        if (answer.refusal() != null) {
            return answer.meaning().result() == Result.NOT_FOUND
                    ? new BillAnswer.None("the wallet has no bill of that day")
                    : new BillAnswer.Refused(answer.meaning().ofQuestion(answer.facts()));
        }
        String path = answer.text("path");
        String sha256 = answer.text("sha256");
        // The file itself is not signed: only this hash, which is, protects it.
        if (path == null || sha256 == null) {
            throw new BillException("an answer without a file or its hash");
        }
        return new BillAnswer.Read(reader.read(gateway.file(path), sha256, lines));
    }
}
