package io.txswitch.core.config;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a configuration, so that it can be mended in one go. */
public final class Problems {
    private final List<String> found = new ArrayList<>();

    public void add(String path, String problem) {
        found.add(path + ": " + problem);
    }

    public List<String> found() {
        return List.copyOf(found);
    }

    /** Throws {@link ConfigException} when there is any problem. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigException(found());
        }
    }
}
