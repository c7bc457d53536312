package io.txswitch.channel.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.WalletKind;
import io.txswitch.core.config.ConfigException;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Problems;
import io.txswitch.core.config.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Seals and opens credentials with a key derived from the node's master key (AES-256-GCM); thread-safe.
 *
 * <p>The names of channel and credential are authenticated with it, so that a row that was copied to another channel,
 * or under another name, does not open. What is sealed is the settings, spelt as in a configuration file.
 */
public final class CredentialVault {
    private static final String PURPOSE = "channel-credential/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyRing keys;
    private final boolean sandbox;

    /** @param sandbox whether this is the sandbox, where its own credentials may be used */
    public CredentialVault(KeyRing keys, boolean sandbox) {
        this.keys = keys;
        this.sandbox = sandbox;
    }

    /**
     * Checks settings as a configuration file's are.
     *
     * @throws ConfigException with all that is wrong with them, none of it quoted
     */
    public Credentials read(WalletKind kind, Map<String, String> settings) {
        Problems problems = new Problems();
        Section section = Section.root(JSON.valueToTree(settings), problems);
        Credentials read = Credentials.read(kind, section);
        section.refuseUnknownKeys();
        problems.throwIfAny();
        if (!sandbox && read.madeForSandbox()) {
            problems.add(kind.text(), "was made for the sandbox");
            problems.throwIfAny();
        }
        return read;
    }

    /** Seals settings that {@link #read} takes; a new live credential. */
    public SealedCredential seal(
            String channelId, String id, Map<String, String> settings, long signsFromMs, long createdAtMs) {
        ObjectNode text = JSON.createObjectNode();
        new TreeMap<>(settings).forEach(text::put);
        String sealed = keys.seal(purpose(channelId, id), text.toString().getBytes(StandardCharsets.UTF_8));
        return new SealedCredential(channelId, id, sealed, signsFromMs, createdAtMs, null);
    }

    /** What was sealed; an {@link IllegalArgumentException} when it was not sealed here, and as what it says. */
    public Map<String, String> settings(SealedCredential credential) {
        byte[] clear = keys.unseal(purpose(credential.channelId(), credential.id()), credential.sealed());
        Map<String, String> settings = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> each : JSON.readTree(clear).properties()) {
                settings.put(each.getKey(), each.getValue().asText());
            }
            return settings;
        } catch (IOException e) {
            // Not the cause: it quotes the text.
            throw new IllegalArgumentException("sealed, and not by this program");
        }
    }

    /** Opens and checks a stored credential; {@link IllegalArgumentException} or {@link ConfigException} as above. */
    public Credentials open(WalletKind kind, SealedCredential credential) {
        return read(kind, settings(credential));
    }

    private static String purpose(String channelId, String id) {
        return PURPOSE + channelId + "/" + id;
    }
}
