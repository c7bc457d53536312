package io.txswitch.channel;

import io.txswitch.channel.wallet.Capabilities;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.Feature;
import io.txswitch.channel.wallet.Transfer;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.Terms;

/** Which words of a wallet carry out an operation; blocks as long as the wallet does. */
final class Operations {
    private Operations() {}

    static HostAnswer carryOut(Channel channel, HostRequest request) {
        if (request.header().kind() == Kind.AGREEMENT) {
            return agreement(channel, request);
        }
        return switch (request.operation()) {
            case CHARGE -> charge(channel, request);
            case QUERY -> channel.query(request);
            // The payer's code is spent: there is nothing to close, and to take back is another operation.
            case CLOSE -> byPayerCode(request) ? channel.query(request) : channel.close(request);
            case REVERSE -> byPayerCode(request) ? takeBack(channel, request) : reverse(channel, request);
            case REFUND -> refund(channel, request);
            case QUERY_REFUND -> channel.queryRefund(request);
            case CONFIRM -> confirm(channel, request);
            case TRANSFER -> transfer(channel, request);
            case QUERY_TRANSFER -> channel.queryTransfer(request.header().id().text());
            case SHARE -> share(channel, request);
            case QUERY_SHARE -> channel.queryShare(request);
            case FORWARD -> HostAnswer.declined(Reason.NOT_SUPPORTED, HostFacts.detail("a wallet takes no advices"));
        };
    }

    /** An agreement's moves in the words of a payment's. */
    private static HostAnswer agreement(Channel channel, HostRequest request) {
        return switch (request.operation()) {
            case CHARGE ->
                Capabilities.by(channel.kind(), Feature.AGREEMENT).isEmpty()
                        ? Capabilities.refused(channel.kind(), Feature.AGREEMENT)
                        : channel.sign(request);
            case QUERY -> channel.querySigned(request);
            case CLOSE -> giveUp(channel, request);
            case REVERSE -> channel.unsign(request);
            default -> HostAnswer.declined(Reason.NOT_SUPPORTED, HostFacts.detail("no operation on an agreement"));
        };
    }

    /** Nobody signs any more; a payer who was faster has signed. */
    private static HostAnswer giveUp(Channel channel, HostRequest request) {
        HostAnswer seen = channel.querySigned(request);
        if (seen.result() != Result.PENDING && seen.result() != Result.NOT_FOUND) {
            return seen;
        }
        HostAnswer ended = channel.unsign(request);
        return switch (ended.result()) {
            case REVERSED -> HostAnswer.of(Result.CLOSED, ended.facts());
            case NOT_FOUND -> HostAnswer.of(Result.NOT_FOUND, ended.facts());
            default -> HostAnswer.of(Result.UNKNOWN, ended.facts());
        };
    }

    /** The code lives in memory only, as the payer's does. */
    private static HostAnswer confirm(Channel channel, HostRequest request) {
        SharedSecret code = request.confirmCode();
        return code == null ? HostAnswer.notSent("the code is not kept") : channel.confirm(request, code);
    }

    private static HostAnswer transfer(Channel channel, HostRequest request) {
        HostAnswer answer = channel.transfer(Transfer.of(request.header()));
        return isDoubtful(request, answer)
                ? orSeen(answer, channel.queryTransfer(request.header().id().text()))
                : answer;
    }

    private static HostAnswer share(Channel channel, HostRequest request) {
        if (Capabilities.by(channel.kind(), Feature.PROFIT_SHARING).isEmpty()) {
            return Capabilities.refused(channel.kind(), Feature.PROFIT_SHARING);
        }
        HostAnswer answer = channel.share(request);
        return isDoubtful(request, answer) ? orSeen(answer, channel.queryShare(request)) : answer;
    }

    /** A repeat may be refused because the first was carried out, so its refusal is only believed after a look. */
    private static boolean isDoubtful(HostRequest request, HostAnswer answer) {
        return request.attempt() > 0
                && answer.result() == Result.DECLINED
                && answer.reason() != Reason.INVALID_AMOUNT
                && answer.reason() != Reason.NOT_SUPPORTED;
    }

    private static HostAnswer orSeen(HostAnswer answer, HostAnswer seen) {
        return seen.result() == Result.NOT_FOUND ? answer : seen;
    }

    /** What the wallet does not offer is refused before anything is sent. */
    private static HostAnswer charge(Channel channel, HostRequest request) {
        Feature feature = Feature.of(Channel.mode(request));
        if (Capabilities.by(channel.kind(), feature).isEmpty()) {
            return Capabilities.refused(channel.kind(), feature);
        }
        Terms terms = request.header().terms();
        if (terms != null
                && terms.signs() != null
                && Capabilities.by(channel.kind(), Feature.SIGN_AND_PAY).isEmpty()) {
            return Capabilities.refused(channel.kind(), Feature.SIGN_AND_PAY);
        }
        if (request.header().kind() == Kind.DEDUCTION) {
            return channel.deduct(request);
        }
        return byPayerCode(request) ? payByCode(channel, request) : channel.charge(request);
    }

    private static boolean byPayerCode(HostRequest request) {
        return request.header().kind() == Kind.CODE_PAYMENT;
    }

    /** The code lives in memory only: after a recovery nobody has it, and nothing can be sent. */
    private static HostAnswer payByCode(Channel channel, HostRequest request) {
        PayerCode payerCode = request.payerCode();
        return payerCode == null
                ? HostAnswer.notSent("the payer's code is not kept")
                : channel.payByCode(request, payerCode);
    }

    /** What the wallet takes back no more goes back as a refund. */
    private static HostAnswer takeBack(Channel channel, HostRequest request) {
        HostAnswer taken = channel.takeBack(request);
        return taken.result() == Result.APPROVED ? givenBack(channel, request) : taken;
    }

    private static HostAnswer refund(Channel channel, HostRequest request) {
        HostAnswer answer = channel.refund(request);
        return isDoubtful(request, answer) ? orSeen(answer, channel.queryRefund(request)) : answer;
    }

    /** No code may pay any more, and what was paid goes back whole under the payment's own number. */
    private static HostAnswer reverse(Channel channel, HostRequest request) {
        HostAnswer closed = channel.close(request);
        return switch (closed.result()) {
            case CLOSED -> HostAnswer.of(Result.REVERSED, closed.facts());
            case APPROVED -> givenBack(channel, request);
            default -> HostAnswer.of(Result.UNKNOWN, closed.facts());
        };
    }

    /** What went back is named, so that the news of the payment, which may come later, is known to be old. */
    private static HostAnswer givenBack(Channel channel, HostRequest request) {
        HostAnswer refund = channel.refund(request);
        HostAnswer known = refund.result() == Result.APPROVED ? refund : channel.queryRefund(request);
        return known.result() == Result.APPROVED
                ? new HostAnswer(
                        Result.REVERSED, known.facts(), null, request.header().money(), null)
                : HostAnswer.of(Result.UNKNOWN, known.facts());
    }
}
