package io.txswitch.sandbox.pos.console;

import io.txswitch.sandbox.pos.unionpay.CardEntry;
import io.txswitch.sandbox.pos.unionpay.CardEntry.Way;
import io.txswitch.sandbox.pos.unionpay.CashRegister;
import io.txswitch.sandbox.pos.unionpay.Settlement;
import io.txswitch.sandbox.pos.unionpay.Slip;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads commands, one a line, does them one after the other, and prints what the printer of a terminal prints. */
final class PosConsole {
    /** A reversal is tried some times with a terminal's patience each. */
    private static final long MAX_WAIT_MINUTES = 10;

    private static final String HELP = """
              signin | signoff | echo
              swipe | insert | tap | manual | fallback  AMOUNT [--card N] [--pin [DIGITS]]
              qr CODE AMOUNT                 the payer's code, scanned
              preauth AMOUNT [--card N] [--pin [DIGITS]]
              complete TRACE|RRN AMOUNT      by request;  advise TRACE|RRN AMOUNT  by advice
              void TRACE|RRN
              refund TRACE|RRN AMOUNT [--card N]
              offline AMOUNT [--card N]      approved by voice
              tip TRACE|RRN AMOUNT           the tip alone
              balance [--card N] [--pin [DIGITS]]
              settle | list | help | quit
              Amounts are minor units (fen). Cards: a number of the test range, sample, or visa.
            """;

    private final CashRegister register;
    private final PrintStream out;
    private final boolean prompting;
    private int failures;

    PosConsole(CashRegister register, PrintStream out, boolean prompting) {
        this.register = register;
        this.out = out;
        this.prompting = prompting;
    }

    /** Works until the end of the input or {@code quit}. @return commands that got no answer, or could not be done */
    int run(BufferedReader in) throws IOException {
        prompt();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Words words = Words.of(line);
            if (words.command().equals("quit") || words.command().equals("exit")) {
                break;
            }
            if (!words.command().isEmpty()) {
                execute(line, words);
            }
            prompt();
        }
        return failures;
    }

    private void prompt() {
        if (prompting) {
            out.print("pos> ");
            out.flush();
        }
    }

    private void execute(String line, Words words) {
        if (!prompting) {
            out.println("> " + words.masked(line));
        }
        try {
            if (!dispatch(words)) {
                failures++;
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            failures++;
            out.println("  ! " + e.getMessage());
        }
    }

    /** @return whether there was an answer */
    private boolean dispatch(Words words) {
        return switch (words.command()) {
            case "signin" -> told("sign-in", register.signIn());
            case "signoff" -> told("sign-off", register.signOff());
            case "echo" -> told("echo", register.echo());
            case "swipe", "insert", "tap", "manual", "fallback" ->
                printed(register.sale(words.amount(0), entry(way(words.command()), words)));
            case "qr" -> printed(register.sale(words.amount(1), CardEntry.qr(words.word(0))));
            case "preauth" -> printed(register.preAuth(words.amount(0), entry(Way.INSERT, words)));
            case "complete" -> printed(register.complete(original(words), words.amount(1)));
            case "advise" -> printed(register.completeByAdvice(original(words), words.amount(1)));
            case "void" -> printed(register.voidOf(original(words)));
            case "refund" -> printed(register.refund(originalOrNamed(words), words.amount(1)));
            case "offline" -> printed(register.offlineSale(words.amount(0), entry(Way.MANUAL, words)));
            case "tip" -> printed(register.tip(original(words), words.amount(1)));
            case "balance" -> printed(register.balance(entry(Way.INSERT, words)));
            case "settle" -> settled();
            case "list" -> list();
            case "help" -> help();
            default -> throw new IllegalArgumentException("no such command; help shows them");
        };
    }

    private static Way way(String command) {
        return Way.valueOf(command.toUpperCase(Locale.ROOT));
    }

    private static CardEntry entry(Way way, Words words) {
        return CardEntry.of(way, words.card()).withPin(words.pin());
    }

    private Slip original(Words words) {
        String named = words.word(0);
        return register.find(named)
                .orElseThrow(() -> new IllegalArgumentException("no approved transaction " + named + " in this batch"));
    }

    /** A refund may be of an earlier day, when the slip is only a reference number. */
    private Slip originalOrNamed(Words words) {
        String named = words.word(0);
        return register.find(named).orElseGet(() -> Slip.named(named, CardEntry.of(Way.MANUAL, words.card())));
    }

    private boolean told(String what, Future<String> answer) {
        String code = await(answer);
        out.println("  " + what + ": " + (code.isEmpty() ? "no answer" : "response " + code));
        return !code.isEmpty();
    }

    private boolean printed(Future<Slip> future) {
        Slip slip = await(future);
        out.print(slip.print());
        return !slip.responseCode().isEmpty();
    }

    private boolean settled() {
        Settlement end = await(register.settle());
        out.println("  settlement: " + (end.responseCode().isEmpty() ? "no answer" : "response " + end.responseCode())
                + (end.finished() ? end.balanced() ? ", balanced" : ", not balanced, uploaded " + end.uploaded() : ""));
        out.println("    debits  " + end.debits() + ", " + end.debitMinor() + " fen");
        out.println("    credits " + end.credits() + ", " + end.creditMinor() + " fen");
        return end.finished();
    }

    private boolean list() {
        register.slips()
                .forEach(slip -> out.println(
                        "  " + slip.trace() + "  " + slip.rrn() + "  " + slip.kind() + "  " + slip.movedMinor()));
        return true;
    }

    private boolean help() {
        out.print(HELP);
        return true;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(MAX_WAIT_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IllegalStateException(String.valueOf((cause == null ? e : cause).getMessage()), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("nothing within " + MAX_WAIT_MINUTES + " minutes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
