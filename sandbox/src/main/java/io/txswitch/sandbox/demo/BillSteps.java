package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.demo.ControlPort.Bill;
import io.txswitch.sandbox.wallet.Numbers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** A wallet's bills of today, as {@code bill} fetches them; wallets outside make them in the morning after. */
record BillSteps(String wallet, ControlPort control) {

    /** One step for each of these types of bill. */
    List<Step> all(String... types) {
        return Arrays.stream(types)
                .map(type -> new Step(wallet + ": bill, " + type, () -> fetched(type)))
                .toList();
    }

    private String fetched(String type) {
        LocalDate today = LocalDate.ofInstant(Instant.now(), Numbers.BEIJING);
        Bill bill = control.bill(wallet, today, type);
        Step.expect(bill.lines() > 0, "an empty bill");
        Step.expect(bill.lines() == bill.counted(), bill.lines() + " lines, its own count is " + bill.counted());
        return bill.lines() + " lines, in " + Numbers.yuan(bill.inMinor()) + ", out " + Numbers.yuan(bill.outMinor());
    }
}
