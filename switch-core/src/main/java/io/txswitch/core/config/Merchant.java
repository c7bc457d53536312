package io.txswitch.core.config;

import io.txswitch.core.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A merchant as every module sees him.
 *
 * @param id DE42 for a terminal's merchant, at most 15 characters
 * @param appId names him to the API, null when he has no API access
 * @param apiSecret signs his API requests
 * @param webhookUrl where his events go, null for none
 * @param webhookSecret signs them: {@code whsec_} and base64
 * @param access what else his requests may be signed with, where they may come from, and how many
 */
public record Merchant(
        String id,
        String name,
        @Nullable String appId,
        @Nullable Secret apiSecret,
        @Nullable String webhookUrl,
        @Nullable Secret webhookSecret,
        MerchantAccess access) {
    private static final int MAX_ID_LENGTH = 15;

    /** A merchant whose access is as plain as can be. */
    public Merchant(
            String id,
            String name,
            @Nullable String appId,
            @Nullable Secret apiSecret,
            @Nullable String webhookUrl,
            @Nullable Secret webhookSecret) {
        this(id, name, appId, apiSecret, webhookUrl, webhookSecret, MerchantAccess.PLAIN);
    }

    /** What signs his events, the newest first: two while he changes from one to the other. */
    public List<Secret> webhookSecrets() {
        return Stream.of(access.nextWebhookSecret(), webhookSecret)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Reads the list {@code merchants}; by id, in the file's order. */
    public static Map<String, Merchant> readAll(Section root) {
        Map<String, Merchant> byId = new LinkedHashMap<>();
        List<String> appIds = new ArrayList<>();
        for (Section section : root.sections("merchants")) {
            Merchant merchant = read(section);
            if (byId.put(merchant.id, merchant) != null) {
                section.problems().add(section.path(), "the merchant " + merchant.id + " stands twice");
            }
            if (merchant.appId != null && appIds.contains(merchant.appId)) {
                section.problems().add(section.path(), "the app id " + merchant.appId + " stands twice");
            }
            appIds.add(String.valueOf(merchant.appId));
        }
        return byId;
    }

    private static Merchant read(Section section) {
        String id = section.text("id");
        if (id.length() > MAX_ID_LENGTH) {
            section.problems().add(section.path(), "an id has at most 15 characters");
        }
        Merchant merchant = new Merchant(
                id,
                section.text("name", id),
                section.optionalText("app-id"),
                section.optionalSecret("api-secret"),
                section.optionalText("webhook-url"),
                section.optionalSecret("webhook-secret"),
                MerchantAccess.read(section));
        boolean signs =
                merchant.apiSecret != null || !merchant.access.publicKeys().isEmpty();
        if ((merchant.appId != null) != signs) {
            section.problems().add(section.path(), "app-id and api-secret or api-public-keys come together");
        }
        if ((merchant.webhookUrl == null) != (merchant.webhookSecret == null)) {
            section.problems().add(section.path(), "webhook-url and webhook-secret come together");
        }
        if (merchant.access.nextWebhookSecret() != null && merchant.webhookSecret == null) {
            section.problems().add(section.path(), "next-webhook-secret follows a webhook-secret");
        }
        return merchant;
    }
}
