package io.txswitch.channel.alipay;

import com.alipay.api.domain.AccessParams;
import com.alipay.api.domain.AlipayUserAgreementPageSignModel;
import com.alipay.api.domain.AlipayUserAgreementQueryModel;
import com.alipay.api.domain.AlipayUserAgreementUnsignModel;
import com.alipay.api.domain.SignParams;
import com.alipay.api.request.AlipayUserAgreementPageSignRequest;
import com.alipay.api.request.AlipayUserAgreementQueryRequest;
import com.alipay.api.request.AlipayUserAgreementUnsignRequest;
import com.alipay.api.response.AlipayUserAgreementQueryResponse;
import com.alipay.api.response.AlipayUserAgreementUnsignResponse;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Checkouts;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.Meaning;
import io.txswitch.channel.wallet.Order;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.TxHeader;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * alipay.user.agreement.page.sign, query and unsign.
 *
 * <p>Signing is a link: nothing leaves before the payer opens it. The link ends with {@code effect_time}, counted from
 * its own time stamp, so a repeat asks for what is left. An agreement that nobody signed and one that has ended look
 * the same to a query (USER_AGREEMENT_NOT_EXIST): which it is, is told by whether it was ever signed.
 *
 * <p>Source: Alipay open platform, alipay.user.agreement.* and the guides of periodic deductions; the fields' comments
 * in alipay-sdk-java. {@code effect_time} binds merchants with Alipay's extra risk control only; a payer who signs
 * after it all the same is reported like any other.
 */
final class AlipayAgreements {
    /** A status that may end again: no deduction is taken meanwhile. */
    static final String PAUSED = "STOP";

    private static final long MIN_EFFECT_SECONDS = 1;
    private static final long MAX_EFFECT_SECONDS = 86_400;

    private final ChannelConfig config;
    private final InstantSource clock;
    private final AlipayGateway gateway;

    AlipayAgreements(ChannelConfig config, InstantSource clock, AlipayGateway gateway) {
        this.config = config;
        this.clock = clock;
        this.gateway = gateway;
    }

    HostAnswer sign(HostRequest request) {
        TxHeader agreement = request.header();
        String unfit = AlipayPeriods.unfit(agreement);
        if (unfit != null) {
            return AlipayPeriods.refused(unfit);
        }
        AlipayUserAgreementPageSignModel wanted = new AlipayUserAgreementPageSignModel();
        wanted.setExternalAgreementNo(agreement.id().text());
        wanted.setProductCode(config.withholding().product().name());
        wanted.setPersonalProductCode(config.withholding().product().personal());
        wanted.setSignScene(config.withholding().scene());
        wanted.setAccessParams(access(place(agreement)));
        wanted.setPeriodRuleParams(AlipayPeriods.rule(agreement));
        wanted.setEffectTime(secondsLeft(agreement));
        AlipayUserAgreementPageSignRequest call = new AlipayUserAgreementPageSignRequest();
        call.setNotifyUrl(config.notifyUrl());
        call.setReturnUrl(Checkouts.returnUrl(agreement));
        call.setBizModel(wanted);
        return Checkouts.opened(gateway.link(call));
    }

    /** A page inside the wallet, or one with a code to scan. */
    private static String place(TxHeader agreement) {
        PayMode mode = agreement.checkout() == null
                ? PayMode.PAGE
                : agreement.checkout().mode();
        return switch (mode) {
            case JSAPI, MINI_PROGRAM, H5, APP -> "ALIPAYAPP";
            case MERCHANT_CODE, PAYER_CODE, PAGE, AGREEMENT, DEDUCT, TRANSFER, SHARE -> "QRCODE";
        };
    }

    private static AccessParams access(String place) {
        AccessParams access = new AccessParams();
        access.setChannel(place);
        return access;
    }

    private long secondsLeft(TxHeader agreement) {
        long left = Duration.between(clock.instant(), Order.codeEnds(agreement, config.limits()))
                .toSeconds();
        return Math.clamp(left, MIN_EFFECT_SECONDS, MAX_EFFECT_SECONDS);
    }

    /** What an order carries whose payer signs on the way; null when he signs nothing. */
    @Nullable
    SignParams signedOnTheWay(TxHeader payment) {
        if (payment.terms() == null || payment.terms().signs() == null) {
            return null;
        }
        SignParams wanted = new SignParams();
        wanted.setExternalAgreementNo(payment.terms().signs().text());
        wanted.setProductCode(config.withholding().product().name());
        wanted.setPersonalProductCode(config.withholding().product().personal());
        wanted.setSignScene(config.withholding().scene());
        wanted.setAccessParams(access("ALIPAYAPP"));
        wanted.setPeriodRuleParams(AlipayPeriods.rule(payment));
        wanted.setSignNotifyUrl(config.notifyUrl());
        return wanted;
    }

    HostAnswer query(HostRequest request) {
        String no = request.header().id().text();
        AlipayUserAgreementQueryModel question = new AlipayUserAgreementQueryModel();
        question.setExternalAgreementNo(no);
        question.setPersonalProductCode(config.withholding().product().personal());
        question.setSignScene(config.withholding().scene());
        AlipayUserAgreementQueryRequest call = new AlipayUserAgreementQueryRequest();
        call.setBizModel(question);
        AlipayUserAgreementQueryResponse answer = gateway.execute(call);
        if (!AlipayChannel.done(answer)) {
            HostAnswer refused = AlipayChannel.meaning(answer).ofQuestion(AlipayChannel.facts(answer));
            return refused.result() == Result.NOT_FOUND ? unsigned(request, refused) : refused;
        }
        if (!no.equals(answer.getExternalAgreementNo())) {
            return HostAnswer.unknown("the answer is about another agreement");
        }
        HostFacts facts = Facts.of(answer.getStatus(), answer.getAgreementNo(), answer.getPrincipalId());
        HostAnswer seen = status(answer.getStatus(), facts);
        return seen.result() == Result.PENDING ? unsigned(request, seen) : seen;
    }

    /** The one reading of an agreement's {@code status}; what is paused is neither in force nor ended. */
    static HostAnswer status(@Nullable String status, HostFacts facts) {
        return switch (String.valueOf(status)) {
            case "NORMAL" -> HostAnswer.of(facts.channelNo() == null ? Result.UNKNOWN : Result.APPROVED, facts);
            case "TEMP" -> HostAnswer.of(Result.PENDING, facts);
            case "UNSIGN" -> HostAnswer.of(Result.CLOSED, facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    /** What is not in force: ended, or its link is dead, or somebody may still sign. */
    private HostAnswer unsigned(HostRequest request, HostAnswer seen) {
        return isOver(request) ? HostAnswer.of(Result.CLOSED, seen.facts()) : seen;
    }

    private boolean isOver(HostRequest request) {
        return request.known().channelNo() != null || Order.codeIsDead(request, config.limits(), clock.instant());
    }

    HostAnswer unsign(HostRequest request) {
        AlipayUserAgreementUnsignModel ended = new AlipayUserAgreementUnsignModel();
        ended.setExternalAgreementNo(request.header().id().text());
        ended.setPersonalProductCode(config.withholding().product().personal());
        ended.setSignScene(config.withholding().scene());
        AlipayUserAgreementUnsignRequest call = new AlipayUserAgreementUnsignRequest();
        call.setNotifyUrl(config.notifyUrl());
        call.setBizModel(ended);
        AlipayUserAgreementUnsignResponse answer = gateway.execute(call);
        HostFacts facts = AlipayChannel.facts(answer);
        if (AlipayChannel.done(answer)) {
            return HostAnswer.of(Result.REVERSED, facts);
        }
        Meaning meaning = AlipayChannel.meaning(answer);
        if (meaning.result() != Result.NOT_FOUND) {
            return HostAnswer.of(Result.UNKNOWN, facts);
        }
        return HostAnswer.of(isOver(request) ? Result.REVERSED : Result.NOT_FOUND, facts);
    }
}
