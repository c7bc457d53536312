package io.txswitch.channel.wallet;

import java.util.List;
import java.util.function.Function;

/**
 * The credentials of a channel that are live at one time: requests are signed with one, whatever comes in is verified
 * with each of them.
 *
 * @param signing the newest whose time to sign has come
 * @param all the newest first, {@code signing} among them
 */
public record LiveCredentials<C extends Credentials>(C signing, List<C> all) {
    public LiveCredentials {
        all = List.copyOf(all);
        if (!all.contains(signing)) {
            throw new IllegalArgumentException("what signs is live itself");
        }
    }

    /** A channel with one credential. */
    public static <C extends Credentials> LiveCredentials<C> one(C only) {
        return new LiveCredentials<>(only, List.of(only));
    }

    /** The same as one kind of credentials; another kind among them is a {@link ClassCastException}. */
    public <K extends Credentials> LiveCredentials<K> as(Class<K> kind) {
        return new LiveCredentials<>(
                kind.cast(signing), all.stream().map(kind::cast).toList());
    }

    /** What each of them has of something, the newest first. */
    public <T> List<T> each(Function<C, T> what) {
        return all.stream().map(what).toList();
    }
}
