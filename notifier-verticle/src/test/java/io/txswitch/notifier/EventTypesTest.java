package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypesTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            SALE,           Received RiskPassed Routed Dispatched,  SENT,      -
            SALE,           HostApproved,                           APPROVED,  payment.succeeded
            SALE,           HostDeclined,                           DECLINED,  payment.failed
            SALE,           Received RiskRefused,                   DECLINED,  payment.failed
            SALE,           Received RiskPassed RouteMissing,       DECLINED,  payment.failed
            SALE,           NotSent RouteMissing,                   DECLINED,  payment.failed
            SALE,           HostSilent ClientToldNo ReversalStarted, REVERSING, -
            SALE,           HostApproved ReversalStarted,           REVERSING, -
            SALE,           ReversalAcknowledged,                   REVERSED,  payment.reversed
            SALE,           CaseOpened,                             APPROVED,  -
            SALE,           AnomalySeen,                            DECLINED,  -
            WALLET_PAYMENT, HostPending,                            PENDING,   -
            WALLET_PAYMENT, HostApproved,                           APPROVED,  payment.succeeded
            WALLET_PAYMENT, PaymentExpired,                         UNKNOWN,   -
            WALLET_PAYMENT, ChannelClosed,                          CLOSED,    payment.closed
            WALLET_PAYMENT, LateSuccess CompensationOpened,         CLOSED,    -
            REFUND,         Dispatched,                             SENT,      -
            REFUND,         HostSilent,                             UNKNOWN,   -
            REFUND,         HostApproved,                           APPROVED,  refund.succeeded
            REFUND,         HostDeclined,                           DECLINED,  refund.failed
            DEDUCTION,      HostApproved,                           APPROVED,  payment.succeeded
            DEDUCTION,      ReversalAcknowledged,                   REVERSED,  payment.reversed
            TRANSFER,       HostPending,                            SENT,      -
            TRANSFER,       HostApproved,                           APPROVED,  transfer.succeeded
            TRANSFER,       HostDeclined,                           DECLINED,  transfer.failed
            SHARE,          HostApproved,                           APPROVED,  share.succeeded
            SHARE,          HostDeclined,                           DECLINED,  share.failed
            AGREEMENT,      HostPending,                            PENDING,   -
            AGREEMENT,      HostApproved,                           APPROVED,  agreement.signed
            AGREEMENT,      ChannelClosed,                          CLOSED,    agreement.closed
            AGREEMENT,      HostDeclined,                           DECLINED,  agreement.closed
            AGREEMENT,      ReversalStarted,                        REVERSING, -
            AGREEMENT,      ReversalAcknowledged,                   REVERSED,  agreement.cancelled
            COMPENSATION,   HostApproved,                           APPROVED,  -
            TOMBSTONE,      TombstoneSet,                           REVERSED,  -
            """)
    void whatAMerchantIsTold(Kind kind, String events, Phase phase, @Nullable String told) {
        WebhookType type = EventTypes.of(Samples.event(1, Samples.of(kind, phase), events.split(" ")));

        assertThat(type == null ? null : type.text()).isEqualTo(told);
    }

    @Test
    void everyNameInTheTableIsAnEventOfTheModel() {
        List<String> names = Arrays.stream(Event.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList();

        assertThat(names).containsAll(EventTypes.names());
    }
}
