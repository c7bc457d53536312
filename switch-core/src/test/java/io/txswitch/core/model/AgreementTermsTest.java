package io.txswitch.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.core.model.AgreementTerms.Unit;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTermsTest {
    private static AgreementTerms terms(
            String payer, Unit unit, int every, long amountMinor, String currency, @Nullable String firstDue) {
        LocalDate first = firstDue == null ? null : LocalDate.parse(firstDue);
        return new AgreementTerms(payer, unit, every, amountMinor, currency, first, true);
    }

    @ParameterizedTest
    @CsvSource({
        "DAY,1,2026-02-28,0,2026-02-27T16:00:00Z",
        "DAY,1,2026-02-28,1,2026-02-28T16:00:00Z",
        "DAY,7,2026-02-28,2,2026-03-13T16:00:00Z",
        "MONTH,1,2026-01-31,1,2026-02-27T16:00:00Z",
        "MONTH,1,2026-01-31,2,2026-03-30T16:00:00Z",
        "MONTH,12,2024-02-29,1,2025-02-27T16:00:00Z"
    })
    void aPeriodIsDueWhenItsDayBeginsInBeijing(Unit unit, int every, String first, int period, Instant due) {
        assertThat(terms("p", unit, every, 1, "CNY", first).dueAt(period)).isEqualTo(due);
    }

    @Test
    void whatDoesNotRenewIsNeverDue() {
        AgreementTerms terms = new AgreementTerms("p", Unit.DAY, 1, 1, "CNY", LocalDate.of(2026, 3, 1), false);
        assertThat(terms.dueOf(0)).isNull();
        assertThat(terms.dueAt(0)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "' ',1,1,CNY,2026-03-01",
        "p,0,1,CNY,2026-03-01",
        "p,367,1,CNY,2026-03-01",
        "p,1,0,CNY,2026-03-01",
        "p,1,1000000000000,CNY,2026-03-01",
        "p,1,1,cny,2026-03-01",
        "p,1,1,CNY,1999-12-31",
        "p,1,1,CNY,3000-01-01",
        "p,1,1,CNY,"
    })
    void nonsenseIsRefused(String payer, int every, long amountMinor, String currency, @Nullable String firstDue) {
        assertThatThrownBy(() -> terms(payer, Unit.DAY, every, amountMinor, currency, firstDue))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPayersNameHasAtMostSixtyFourCharacters() {
        assertThat(terms("p".repeat(64), Unit.DAY, 366, 1, "CNY", "2000-01-01").payerRef())
                .hasSize(64);
        assertThatThrownBy(() -> terms("p".repeat(65), Unit.DAY, 1, 1, "CNY", "2026-03-01"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
