package io.txswitch.iso8583.terminal;

import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import io.txswitch.iso8583.registry.Family;
import io.txswitch.iso8583.registry.Family.MacPolicy;
import io.txswitch.iso8583.registry.Family.PinPolicy;
import io.txswitch.iso8583.registry.TerminalProfile;
import io.txswitch.iso8583.terminal.Admission.AnswerKey;
import io.txswitch.iso8583.terminal.TerminalKeys.Named;
import io.txswitch.iso8583.terminal.TerminalMetrics.Refusal;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies a message before anything in it is believed, and authenticates the answer.
 *
 * <p>Sign-in, echo, sign-off (08xx) and settlement (0500) carry no MAC by the profile; one that is there must be right.
 * A MAC that is wrong is looked at three times: under the key that is remembered, under the newest one of the store, as
 * another node may have made one, and under the one before, as the message may have been under way.
 */
final class MessageGuard {
    private static final Logger LOG = LoggerFactory.getLogger(MessageGuard.class);

    private final MessageMac mac;
    private final TerminalKeys keys;
    private final SecurityModule module;
    private final TerminalMetrics metrics;
    private final SealedTracks tracks;

    MessageGuard(MessageMac mac, TerminalKeys keys, SecurityModule module, TerminalMetrics metrics) {
        this.mac = mac;
        this.keys = keys;
        this.module = module;
        this.metrics = metrics;
        this.tracks = new SealedTracks(keys, module);
    }

    /** Whether the message is believed; completed at once for a family without MAC and keys. */
    Future<Admission> admit(IsoMessage message, byte[] bytes, TerminalProfile profile) {
        Family family = profile.family();
        if (family.mac() == MacPolicy.NONE) {
            return admitted(message, profile, false, null);
        }
        byte[] element = mac.of(message);
        boolean exempt = isExempt(message);
        if (element == null && (exempt || family.mac() == MacPolicy.ACCEPTED)) {
            return admitted(message, profile, false, null);
        }
        return keys.current(profile.terminalId(), family, KeyType.MAK, message)
                .compose(found -> found.isPresent()
                        ? authenticated(new Check(message, bytes, element, profile), found.get())
                        : exempt
                                ? admitted(message, profile, false, null)
                                : Future.succeededFuture(Admission.refused(Reason.SIGN_IN_FIRST)));
    }

    /** One message under verification. */
    private record Check(IsoMessage message, byte[] bytes, byte @Nullable [] element, TerminalProfile profile) {
        String terminalId() {
            return profile.terminalId();
        }
    }

    private static boolean isExempt(IsoMessage message) {
        return message.mti().startsWith("08") || message.mti().startsWith("05");
    }

    private Future<Admission> authenticated(Check check, Named key) {
        AnswerKey answerKey = new AnswerKey(key.key(), check.profile().family());
        if (check.element() == null) {
            return Future.succeededFuture(wrong(check, answerKey));
        }
        return verified(check, key)
                .compose(right -> right
                        ? admitted(check, key)
                        : otherKey(check, key)
                                .compose(other -> other.isPresent()
                                        ? admitted(check, other.get())
                                        : Future.succeededFuture(wrong(check, answerKey))));
    }

    private Admission wrong(Check check, AnswerKey answerKey) {
        metrics.refused(Refusal.BAD_MAC);
        LOG.warn(
                "terminal={} mti={} trace={} refused=A0 mac={}",
                check.terminalId(),
                check.message().mti(),
                check.message().text(De.STAN),
                check.element() == null ? "absent" : "wrong");
        return new Admission.Refused(Reason.MAC_ERROR, answerKey);
    }

    private Future<Admission> admitted(Check check, Named key) {
        TerminalProfile profile = check.profile();
        return admitted(check.message(), profile, key.previous(), new AnswerKey(key.key(), profile.family()));
    }

    private Future<Admission> admitted(
            IsoMessage message, TerminalProfile profile, boolean previous, @Nullable AnswerKey answerKey) {
        return caller(message, profile, previous)
                .compose(caller -> tracks.opened(message, profile, previous)
                        .map(clear -> new Admission.Admitted(caller, clear, answerKey)));
    }

    private Future<Boolean> verified(Check check, Named key) {
        Family family = check.profile().family();
        byte[] element = check.element() == null ? new byte[0] : check.element();
        byte[] given = MessageMac.significant(element, family.macAlgorithm());
        return module.verifyMac(key.key(), family.macAlgorithm(), mac.covered(check.bytes()), given)
                .map(true)
                .recover(e -> e instanceof SecurityModuleException refused
                                && refused.reason() == SecurityModuleException.Reason.BAD_MAC
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(e));
    }

    private Future<Optional<Named>> otherKey(Check check, Named tried) {
        if (check.profile().family().keys() == Family.Keys.DUKPT) {
            return Future.succeededFuture(Optional.empty());
        }
        keys.forget(check.terminalId());
        return keys.current(check.terminalId(), check.profile().family(), KeyType.MAK, check.message())
                .compose(newest -> isOther(newest, tried) ? fitting(check, newest) : none())
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found)
                        : keys.previous(check.terminalId(), KeyType.MAK).compose(before -> fitting(check, before)));
    }

    private static boolean isOther(Optional<Named> newest, Named tried) {
        return newest.isPresent() && !newest.get().reference().equals(tried.reference());
    }

    private static Future<Optional<Named>> none() {
        return Future.succeededFuture(Optional.empty());
    }

    private Future<Optional<Named>> fitting(Check check, Optional<Named> key) {
        return key.isEmpty() ? none() : verified(check, key.get()).map(right -> right ? key : Optional.empty());
    }

    /** With the PIN key of the same sign-in as the MAC key. */
    private Future<Caller> caller(IsoMessage message, TerminalProfile profile, boolean previous) {
        Family family = profile.family();
        if (family.pin() == PinPolicy.PASS_ON || !message.has(De.PIN_BLOCK)) {
            return Future.succeededFuture(new Caller(profile, null));
        }
        return (previous
                        ? keys.previous(profile.terminalId(), KeyType.PIK)
                        : keys.current(profile.terminalId(), family, KeyType.PIK, message))
                .map(found -> new Caller(
                        profile, found.map(key -> key.reference().text()).orElse(null)));
    }

    /** The answer's bytes with a MAC. */
    Future<byte[]> seal(IsoMessage answer, AnswerKey key) {
        byte[] room = mac.withRoom(answer);
        return module.mac(key.key(), key.family().macAlgorithm(), mac.covered(room))
                .map(value -> mac.filled(room, value));
    }
}
