package io.txswitch.iso8583.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Section;
import io.txswitch.iso8583.bank.PendingAnswers.Waiting;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answer belongs to which request. */
class MatchingTest {
    private final PendingAnswers pending = new PendingAnswers();

    private static IsoMessage message(String mti) {
        return IsoMessage.of(mti)
                .set(De.AMOUNT, "000000001200")
                .set(De.TRANSMISSION_TIME, "0301100000")
                .set(De.STAN, "000123")
                .set(De.LOCAL_TIME, "180000")
                .set(De.RRN, "6XDE4UP3ED12")
                .set(De.TERMINAL, "T0000001")
                .build();
    }

    private static MatchRule rule(String yaml) {
        Section bank = ConfigFile.parse(yaml, Map.of());
        MatchRule rule = MatchRule.read(bank);
        bank.problems().throwIfAny();
        return rule;
    }

    private Waiting waiting(String key, Lane lane) {
        return new Waiting(new MatchKey(key), lane, null, Promise.promise(), 1);
    }

    @Test
    void requestAnswerAndRepeatHaveOneKeyAndAReversalAnother() {
        MatchRule rule = MatchRule.DEFAULT;
        assertThat(rule.keyOf(message("0200"))).isEqualTo(rule.keyOf(message("0210")));
        assertThat(rule.keyOf(message("0220"))).isEqualTo(rule.keyOf(message("0221")));
        assertThat(rule.keyOf(message("0200"))).isNotEqualTo(rule.keyOf(message("0400")));
        assertThat(rule.keyOf(message("0200"))).hasToString("02/000123/6XDE4UP3ED12");
    }

    @Test
    void theKeyIsOfTheElementsThatTheBankWasGiven() {
        MatchRule rule = rule("match-by: [11, 7]");
        assertThat(rule.keyOf(message("0200"))).hasToString("02/000123/0301100000");
        assertThat(rule.keyOf(IsoMessage.of("0200").set(De.STAN, "000123").build()))
                .hasToString("02/000123/null");
    }

    @ParameterizedTest
    @CsvSource({
        "'[37]', true",
        "'[11, 37]', true",
        "'[11, 7]', true",
        "'[41, 12, 11]', true",
        "'[11]', false",
        "'[11, 41]', false",
        "'[7, 41, 12]', false",
        "'[11, 12]', false",
        "'[2, 37]', false",
        "'[37, track]', false"
    })
    void aKeyMustTellAnyTwoRequestsApartAndNameNoCard(String fields, boolean good) {
        if (good) {
            assertThat(rule("match-by: " + fields).fields()).isNotEmpty();
        } else {
            assertThatThrownBy(() -> rule("match-by: " + fields)).hasMessageContaining("match-by");
        }
    }

    @Test
    void whoeverWaitsIsFoundOnceAndCountedInHisLane() {
        Waiting one = waiting("02/1", Lane.CHARGE);
        pending.add(one);
        pending.add(waiting("04/1", Lane.REVERSAL));
        assertThat(pending.has(one.key())).isTrue();
        assertThat(pending.count()).isEqualTo(2);
        assertThat(pending.count(Lane.CHARGE)).isEqualTo(1);
        assertThat(pending.count(Lane.ADVICE)).isZero();
        assertThat(pending.take(one.key())).isSameAs(one);
        assertThat(pending.take(one.key())).isNull();
        assertThat(pending.count(Lane.CHARGE)).isZero();
        assertThat(pending.count(Lane.REVERSAL)).isEqualTo(1);
        assertThat(pending.has(one.key())).isFalse();
    }

    @Test
    void twoCannotWaitUnderOneKey() {
        pending.add(waiting("02/1", Lane.CHARGE));
        Waiting second = waiting("02/1", Lane.CHARGE);
        assertThatThrownBy(() -> pending.add(second)).isInstanceOf(IllegalStateException.class);
        assertThat(pending.count(Lane.CHARGE)).isEqualTo(1);
    }

    @Test
    void theEndOfAConnectionIsTheEndOfWhatLeftOnIt() {
        pending.add(waiting("02/1", Lane.CHARGE));
        pending.add(waiting("02/2", Lane.ADVICE));
        List<Waiting> all = pending.takeAll(null);
        assertThat(all).hasSize(2);
        assertThat(pending.count()).isZero();
        assertThat(pending.count(Lane.ADVICE)).isZero();
    }

    @Test
    void theSameWordAgainIsADuplicateAndAnotherCodeIsNews() {
        MatchKey key = new MatchKey("02/1");
        assertThat(pending.isDuplicate(key, "00")).isFalse();
        pending.remember(key, "00");
        assertThat(pending.isDuplicate(key, "00")).isTrue();
        assertThat(pending.isDuplicate(key, "51")).isFalse();
        pending.remember(key, null);
        assertThat(pending.isDuplicate(key, null)).isTrue();
    }

    @Test
    void whatIsRememberedIsBoundedAndTheOldestGoesFirst() {
        for (int i = 0; i <= 16_384; i++) {
            pending.remember(new MatchKey("02/" + i), "00");
        }
        assertThat(pending.isDuplicate(new MatchKey("02/0"), "00")).isFalse();
        assertThat(pending.isDuplicate(new MatchKey("02/1"), "00")).isTrue();
        assertThat(pending.isDuplicate(new MatchKey("02/16384"), "00")).isTrue();
    }
}
