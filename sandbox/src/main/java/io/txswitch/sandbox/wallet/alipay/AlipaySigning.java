package io.txswitch.sandbox.wallet.alipay;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The text Alipay signs: parameters sorted by name, empty ones dropped, joined as {@code k=v&k=v} with decoded values.
 *
 * <p>A request signs everything but {@code sign}; a notification also leaves out {@code sign_type}.
 */
final class AlipaySigning {
    private static final Set<String> REQUEST_OMITS = Set.of("sign");
    private static final Set<String> NOTICE_OMITS = Set.of("sign", "sign_type");

    private AlipaySigning() {}

    static String requestText(Map<String, String> parameters) {
        return join(parameters, REQUEST_OMITS);
    }

    static String noticeText(Map<String, String> parameters) {
        return join(parameters, NOTICE_OMITS);
    }

    private static String join(Map<String, String> parameters, Set<String> omits) {
        SortedMap<String, String> sorted = new TreeMap<>(parameters);
        return sorted.entrySet().stream()
                .filter(entry -> !omits.contains(entry.getKey()))
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
    }
}
