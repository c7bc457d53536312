package io.txswitch.notifier;

import io.vertx.core.Future;

/** Where that goes which is given up, so that it is in nobody's way and yet not lost. */
public interface DeadLetters {
    /** @return fails when it is not certain that the letter will be kept */
    Future<Void> publish(DeadLetter letter);

    Future<Void> close();
}
