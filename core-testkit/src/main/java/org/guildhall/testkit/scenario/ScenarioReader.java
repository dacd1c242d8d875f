package org.guildhall.testkit.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.Nearest;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.NodeReader;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problems;
import org.guildhall.core.request.CommandReader;
import org.guildhall.core.request.Keys;
import org.guildhall.core.request.Moments;
import org.guildhall.core.request.OfferCommandReader;
import org.guildhall.core.request.StockCommandReader;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.StockMachine;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Stock;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.testkit.Sandbox;
import org.guildhall.testkit.scenario.Scenario.Check;
import org.guildhall.testkit.scenario.Scenario.Step;
import org.jspecify.annotations.Nullable;

/** Reads a file of scenarios. */
final class ScenarioReader {
    private final Programme programme;
    private final ZoneCalendar calendar;
    private final Problems problems;

    private ScenarioReader(Programme programme, Problems problems) {
        this.programme = programme;
        this.calendar = programme.calendar();
        this.problems = problems;
    }

    /** What a file says before it is known in which programme. */
    record File(Node.@Nullable Text programme, List<Node> scenarios) {}

    /** Reads the outer form of a file; null after a problem. */
    static @Nullable File open(String text, Problems problems) {
        Node root = NodeReader.read(text, "a list of scenarios", "- scenario: points are earned", problems);
        return switch (root) {
            case null -> null;
            case Node.Items items -> new File(null, items.items());
            case Node.Block block when block.entries().stream().anyMatch(e -> e.key().text().equals("scenarios")) ->
                    headed(block, problems);
            default -> {
                problems.wrong(root, "a list of scenarios", "- scenario: points are earned");
                yield null;
            }
        };
    }

    private static @Nullable File headed(Node.Block block, Problems problems) {
        Node.Text programme = null;
        List<Node> scenarios = null;
        for (Node.Entry entry : block.entries()) {
            if (entry.key().text().equals("programme") && entry.value() instanceof Node.Text text) {
                programme = text;
            } else if (entry.key().text().equals("scenarios") && entry.value() instanceof Node.Items items) {
                scenarios = items.items();
            } else {
                problems.add(entry.key().place(), "key \"" + entry.key().text() + "\"",
                        "programme: the programme's folder, and scenarios: a list of them",
                        Nearest.to(entry.key().text(), List.of("programme", "scenarios")));
            }
        }
        return scenarios == null ? null : new File(programme, scenarios);
    }

    static List<Scenario> read(File file, Programme programme, Problems problems) {
        ScenarioReader reader = new ScenarioReader(programme, problems);
        List<Scenario> scenarios = new ArrayList<>();
        Map<String, Place> names = new HashMap<>();
        for (Node node : file.scenarios) {
            Scenario scenario = reader.scenario(node);
            if (scenario != null) {
                Place first = names.putIfAbsent(scenario.name(), scenario.place());
                if (first != null) {
                    problems.add(scenario.place(), "scenario \"" + scenario.name() + "\" again",
                            "each name once: it stands on line " + first.line(), null);
                }
                scenarios.add(scenario);
            }
        }
        return scenarios;
    }

    private @Nullable Scenario scenario(Node node) {
        Keys keys = Keys.of(node, "a scenario", calendar, problems);
        if (keys == null) {
            return null;
        }
        String name = keys.needText("scenario", "what happens, in words", null);
        List<Step> given = new ArrayList<>();
        List<Step> when = new ArrayList<>();
        long received = steps(keys.get("given"), "given", Long.MIN_VALUE, given);
        int count = items(keys.get("when")).size();
        steps(keys.get("when"), "when", received, when);
        List<Check> checks = new ArrayList<>();
        Node then = keys.need("then", "what must hold", null);
        for (Node item : items(then)) {
            Check check = CheckReader.read(item, programme, count, problems);
            if (check != null) {
                checks.add(check);
            }
        }
        keys.done();
        return name == null ? null : new Scenario(keys.block().place(), name, given, when, checks);
    }

    private List<Node> items(@Nullable Node node) {
        if (node instanceof Node.Items items) {
            return items.items();
        }
        if (node != null) {
            problems.wrong(node, "a list, each item after a dash", null);
        }
        return List.of();
    }

    /** Reads steps; gives when the last of them arrives. */
    private long steps(@Nullable Node node, String list, long after, List<Step> steps) {
        long received = after;
        List<Node> items = items(node);
        for (int i = 0; i < items.size(); i++) {
            Step step = step(items.get(i), list + "-" + (i + 1), received);
            if (step != null) {
                received = step.received();
                steps.add(step);
            }
        }
        return received;
    }

    private @Nullable Step step(Node node, String number, long after) {
        Keys keys = Keys.of(node, "a step", calendar, problems);
        if (keys == null) {
            return null;
        }
        Long at = keys.needMoment("at", "when it happens", "2025-04-03 10:00");
        Node stock = keys.get("stock");
        Node offer = stock == null ? keys.get("offer") : null;
        if (offer != null) {
            return ofOffer(keys, offer, at, number, after);
        }
        String member = stock == null ? keys.needText("member",
                programme.latest().stocks().isEmpty() ? "who it is about" : "who it is about, or stock: which stock",
                null) : null;
        Node arrives = keys.get("received");
        Long received = arrives == null ? at : Moments.read(arrives, calendar, problems);
        if (arrives != null && received != null && received < after) {
            problems.wrong(arrives, "no earlier than the step above: " + Moments.text(after, calendar), null);
        }
        Terms terms = at == null ? programme.latest() : programme.at(at);
        Stock of = stock == null ? null : CheckReader.stock(stock, terms, problems);
        Node.Entry verb = verb(keys, stock == null ? verbs(terms) : StockCommandReader.VERBS);
        if (verb == null || (stock != null && of == null)) {
            return null;
        }
        Command.Body body = of == null
                ? new CommandReader(terms, programme.catalogue().offers(), programme::member,
                        Sandbox.CODES, problems).read(
                                verb.key().text(), verb.value(),
                                Set.of("id"))
                : new StockCommandReader(calendar, problems).read(verb.key().text(), verb.value(), Set.of("id"));
        String id = id(verb.value(), number);
        String who = of == null ? member : "stock " + of.name();
        return body == null || id == null || at == null || who == null || received == null
                ? null
                : new Step(keys.block().place(), who,
                        of == null ? programme.member(who) : StockMachine.name(terms.programme(), of), id, at,
                        Math.max(after, received), body);
    }

    private @Nullable Step ofOffer(Keys keys, Node name, @Nullable Long at, String number, long after) {
        Offer offer = CheckReader.offer(name, programme, problems);
        Node.Entry verb = verb(keys, OfferCommandReader.VERBS);
        if (offer == null || verb == null) {
            return null;
        }
        Command.Body body = new OfferCommandReader(offer, calendar, problems)
                .read(verb.key().text(), verb.value(), Set.of("id"));
        String id = id(verb.value(), number);
        return body == null || id == null || at == null
                ? null
                : new Step(keys.block().place(), "offer " + offer.name(),
                        BudgetMachine.name(EntityName.programmeNumber(offer.programme()), offer.number()), id, at,
                        Math.max(after, at), body);
    }

    private static List<String> verbs(Terms terms) {
        List<String> verbs = new ArrayList<>(terms.kinds().stream().map(ActivityKind::name).toList());
        verbs.addAll(CommandReader.VERBS);
        return verbs;
    }

    /** The one key that says what happens. */
    private Node.@Nullable Entry verb(Keys keys, List<String> verbs) {
        Node.Entry verb = null;
        for (Node.Entry entry : keys.others()) {
            if (!verbs.contains(entry.key().text())) {
                keys.unknown(entry.key(), verbs);
            } else if (verb != null) {
                problems.add(entry.key().place(), entry.key().text() + " beside " + verb.key().text(),
                        "one thing in a step", null);
            } else {
                verb = entry;
            }
        }
        if (keys.others().isEmpty()) {
            problems.add(keys.block().title(), "a step in which nothing happens",
                    "one of " + String.join(", ", verbs), null);
        }
        return verb;
    }

    private @Nullable String id(Node node, String otherwise) {
        if (node instanceof Node.Block block) {
            for (Node.Entry entry : block.entries()) {
                if (entry.key().text().equals("id")) {
                    if (entry.value() instanceof Node.Text text && !text.text().isBlank()) {
                        return text.text();
                    }
                    problems.wrong(entry.value(), "an id", null);
                    return null;
                }
            }
        }
        return otherwise;
    }
}
