package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.books.BookComparer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the demo prints: lines for people, and one JSON object at the end for programs. */
public final class Report {
    private final boolean json;
    private final PrintStream people;
    private final PrintStream programs;
    private final List<Step.Result> steps = new ArrayList<>();
    private long startupMs;

    /** @param json the last line of {@code out} is one object, and people's lines go to {@code err} */
    public Report(boolean json, PrintStream out, PrintStream err) {
        this.json = json;
        this.people = json ? err : out;
        this.programs = out;
    }

    void say(String line) {
        people.println(line);
        people.flush();
    }

    void started(long ms) {
        startupMs = ms;
        say(String.format(Locale.ROOT, "ready after %.1f s: two nodes in one cluster", ms / 1_000f));
    }

    void step(Step.Result result) {
        steps.add(result);
        say(String.format(
                Locale.ROOT,
                "%2d  %s  %-36s %6d ms  %s",
                steps.size(),
                result.ok() ? "ok  " : "FAIL",
                result.name(),
                result.ms(),
                result.said()));
    }

    void books(BookComparer.Result books) {
        books.differences().forEach(this::say);
        say("books: journal, bank, wallets, terminals and merchant compared: " + books.payments() + " payments, "
                + books.mismatches() + " mismatches");
    }

    void addresses(World world, Nodes nodes) {
        say("");
        say("merchant API   " + nodes.first().apiUrl() + "   and "
                + nodes.second().apiUrl());
        say("terminals      127.0.0.1:" + nodes.first().ports().terminal() + "   and 127.0.0.1:"
                + nodes.second().ports().terminal());
        say("with sign-in   127.0.0.1:" + nodes.first().ports().unionPay() + "   and 127.0.0.1:"
                + nodes.second().ports().unionPay() + "   (./txswitch pos)");
        say("control        " + nodes.first().controlUrl() + "   (./txswitch payment show ID)");
        say("payer          " + world.phone().url() + "   (./txswitch payer orders --wallet alipay)");
        say("metrics        " + nodes.first().controlUrl() + "/metrics");
        say("logs, books    " + world.place().directory());
    }

    void paste(String curl, String hex, int terminalPort) {
        say("");
        say("a signed payment to paste within five minutes:");
        say(curl);
        say("");
        say("a card sale to send (a complete frame, hex):");
        say("echo " + hex + " | xxd -r -p | nc -q 2 127.0.0.1 " + terminalPort + " | xxd");
        say("");
    }

    /** The last line for programs; true when everything was as it should be. */
    boolean end(BookComparer.Result books, int nodes) {
        boolean ok = books.mismatches() == 0 && steps.stream().allMatch(Step.Result::ok);
        if (json) {
            JsonArray list = new JsonArray();
            steps.forEach(step -> list.add(new JsonObject()
                    .put("name", step.name())
                    .put("ok", step.ok())
                    .put("ms", step.ms())));
            programs.println(new JsonObject()
                    .put("ok", ok)
                    .put("steps", list)
                    .put(
                            "books",
                            new JsonObject().put("payments", books.payments()).put("mismatches", books.mismatches()))
                    .put("nodes", nodes)
                    .put("startupMs", startupMs)
                    .encode());
            programs.flush();
        } else {
            say(ok ? "every step did what it should, and the books agree" : "NOT everything was as it should be");
        }
        return ok;
    }
}
