package io.txswitch.cluster.cli;

import io.txswitch.api.RequestSignature;
import io.txswitch.api.SignatureExplanation;
import io.txswitch.core.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Helps a merchant's engineer whose signature is refused. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Explains how requests to the merchant API are signed.",
        subcommands = SignCommand.Explain.class)
final class SignCommand implements Callable<Integer> {
    /** Where the secret comes from: an argument would be seen by everybody on the machine. */
    static final String SECRET = "TXSWITCH_SECRET";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }

    /** {@code sign explain}. */
    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description = "Prints the text that the switch expects to be signed, and where yours differs from it.",
            footer = {
                "With the secret in the environment variable " + SECRET + " the signature is printed too.",
                "Exit codes: 0 the same, or nothing to compare; 1 yours differs; 2 used wrongly."
            })
    static final class Explain implements Callable<Integer> {
        @Option(names = "--method", paramLabel = "METHOD", description = "POST unless said", defaultValue = "POST")
        private String method = "";

        @Option(names = "--path", paramLabel = "PATH", required = true, description = "with its query")
        private String path = "";

        @Option(names = "--timestamp", paramLabel = "SECONDS", required = true)
        private String timestamp = "";

        @Option(names = "--nonce", paramLabel = "TEXT", required = true)
        private String nonce = "";

        @Option(names = "--body", paramLabel = "FILE", description = "the very bytes that are sent")
        private @Nullable Path body;

        @Option(names = "--yours", paramLabel = "FILE", description = "the text that you have signed")
        private @Nullable Path yours;

        @Option(names = "--signature", paramLabel = "HEX", description = "your signature, to compare with")
        private @Nullable String signature;

        @Override
        public Integer call() {
            byte[] bytes = body == null ? new byte[0] : read(body);
            String theirs = yours == null ? null : new String(read(yours), StandardCharsets.UTF_8);
            SignatureExplanation explained = SignatureExplanation.of(method, path, timestamp, nonce, bytes, theirs);
            explained.lines().forEach(System.out::println);
            return compare(explained, System.getenv()) ? 0 : 1;
        }

        private boolean compare(SignatureExplanation explained, Map<String, String> environment) {
            String secret = environment.get(SECRET);
            if (secret == null || secret.isEmpty()) {
                if (signature != null) {
                    throw new UsageException("to compare a signature, put the secret into " + SECRET);
                }
                return explained.same();
            }
            String right = RequestSignature.sign(new Secret(secret), explained.expected());
            System.out.println("signature " + right);
            boolean signed = signature == null || signature.equals(right);
            if (!signed) {
                System.out.println("yours is another: same text means another secret");
            }
            return explained.same() && signed;
        }

        private static byte[] read(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UsageException(file + ": cannot be read");
            }
        }
    }
}
