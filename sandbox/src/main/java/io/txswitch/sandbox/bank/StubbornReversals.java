package io.txswitch.sandbox.bank;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests whose first reversals are ignored or denied, because their script says so. */
final class StubbornReversals {
    /** They wait for their second or third reversal; there are a few in a demo. */
    private static final int MAX_KEYS = 10_000;

    private final Map<String, Integer> ignored = new LinkedHashMap<>();
    private final Map<String, Integer> denied = new LinkedHashMap<>();

    void remember(String key, BankScript script) {
        switch (script) {
            case DEAF -> put(ignored, key, BankScript.DEAF_REVERSALS);
            case REVERSAL_25_ONCE -> put(denied, key, 1);
            default -> {}
        }
    }

    private static void put(Map<String, Integer> map, String key, int times) {
        map.put(key, times);
        if (map.size() > MAX_KEYS) {
            map.remove(map.keySet().iterator().next());
        }
    }

    boolean ignores(String key) {
        return takeOne(ignored, key);
    }

    boolean deniesOnce(String key) {
        return takeOne(denied, key);
    }

    private static boolean takeOne(Map<String, Integer> map, String key) {
        Integer left = map.remove(key);
        if (left == null) {
            return false;
        }
        if (left > 1) {
            map.put(key, left - 1);
        }
        return true;
    }
}
