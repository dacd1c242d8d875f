package org.guildhall.testkit.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.language.Place;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.request.Moments;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.stock.StockView;
import org.guildhall.testkit.Sandbox;
import org.guildhall.testkit.scenario.Scenario.AtMoment;
import org.guildhall.testkit.scenario.Scenario.Check;
import org.guildhall.testkit.scenario.Scenario.Expectation;
import org.guildhall.testkit.scenario.Scenario.OfStep;
import org.guildhall.testkit.scenario.Scenario.Seen;
import org.guildhall.testkit.scenario.Scenario.Step;
import org.guildhall.testkit.scenario.ScenarioReport.Failure;
import org.guildhall.testkit.scenario.ScenarioReport.ScenarioResult;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scenario in a world of its own. Steps are taken in their order; what is checked at a moment is looked at
 * after the last step that had arrived by then.
 */
final class Run {
    private final Programme programme;
    private final Scenario scenario;
    private final boolean timers;
    private final Sandbox sandbox;
    private final Explanation explanation;
    private final List<AtMoment> waiting;
    private final List<Failure> failures = new ArrayList<>();

    private Run(Programme programme, Scenario scenario, boolean timers) {
        this.programme = programme;
        this.scenario = scenario;
        this.timers = timers;
        this.sandbox = new Sandbox(programme.engine());
        this.explanation = new Explanation(programme.latest());
        this.waiting = new ArrayList<>(scenario.then()
                .stream()
                .filter(AtMoment.class::isInstance)
                .map(AtMoment.class::cast)
                .sorted(Comparator.comparingLong(AtMoment::at))
                .toList());
    }

    /** Runs a scenario twice: without timers, and with a timer at everything that is due; both must find the same. */
    static ScenarioResult of(Programme programme, Scenario scenario) {
        List<Failure> failures = new Run(programme, scenario, false).run();
        if (failures.isEmpty()) {
            failures = new Run(programme, scenario, true).run()
                    .stream()
                    .map(failure -> new Failure(failure.place(), failure.what() + ", once timers have run",
                            failure.expected(), failure.found(), failure.explanation()))
                    .toList();
        }
        return new ScenarioResult(scenario.name(), scenario.place(), failures);
    }

    private List<Failure> run() {
        for (Step step : scenario.given()) {
            take(step, 0);
        }
        for (int i = 0; i < scenario.when().size(); i++) {
            take(scenario.when().get(i), i + 1);
        }
        lookUntil(Long.MAX_VALUE);
        try {
            sandbox.requireReplay();
        } catch (RuntimeException | AssertionError fault) {
            failures.add(new Failure(scenario.place(), "the journal", "to replay", "a fault of the engine: " + fault,
                    List.of()));
        }
        return failures;
    }

    /** @param number in {@code when}; 0 for a step of {@code given}, which must be accepted */
    private void take(Step step, int number) {
        lookUntil(step.received());
        fireTimers(step.received(), step.entity());
        EntityName name = step.entity();
        Outcome outcome;
        try {
            outcome = sandbox.submit(
                    new Command(name, step.id(), step.at(), step.received(), Origin.API, step.body()));
        } catch (RuntimeException | AssertionError fault) {
            fail(step.place(), "the step", "an outcome", "a fault of the engine: " + fault, step.who(), name);
            return;
        }
        Seen seen = new Seen(view(name, step.received()), stock(name), budget(name), outcome, entry(name, outcome),
                plan -> sandbox.outlook(name, plan, step.received()));
        if (number == 0 && outcome instanceof Outcome.Refused) {
            fail(step.place(), "what is given", "accepted", Expecting.outcome(seen), step.who(), name);
        }
        for (Check check : scenario.then()) {
            if (check instanceof OfStep ofStep && ofStep.step() == number) {
                compare(check, seen, "step " + number, step.who(), name);
            }
        }
    }

    /** The entry that the step wrote; null where it wrote none. */
    private @Nullable EntryView entry(EntityName name, Outcome outcome) {
        long version = switch (outcome) {
            case Outcome.Accepted accepted -> accepted.version();
            case Outcome.Refused refused -> refused.version();
            case Outcome.Repeated repeated -> 0;
            case Outcome.Begun begun -> begun.version();
        };
        return sandbox.entries(name)
                .stream()
                .filter(entry -> entry.version() == version)
                .findFirst()
                .orElse(null);
    }

    private @Nullable MemberView view(EntityName name, long moment) {
        return sandbox.view(name, moment);
    }

    private @Nullable StockView stock(EntityName name) {
        return name.kind() == EntityKind.STOCK ? sandbox.stock(name) : null;
    }

    private @Nullable BudgetView budget(EntityName name) {
        return name.kind() == EntityKind.BUDGET ? sandbox.budget(name) : null;
    }

    /** Looks at what is checked before a moment. */
    private void lookUntil(long moment) {
        while (!waiting.isEmpty() && (waiting.getFirst().at() < moment || moment == Long.MAX_VALUE)) {
            AtMoment check = waiting.removeFirst();
            fireTimers(check.at(), check.entity());
            Seen seen = new Seen(view(check.entity(), check.at()), stock(check.entity()), budget(check.entity()), null,
                    null,
                    plan -> sandbox.outlook(check.entity(), plan, check.at()));
            compare(check, seen, "at " + Moments.text(check.at(), programme.calendar()), check.who(), check.entity());
        }
    }

    /** At everything that is due; without timers only at what members bring about who have given out seats, for others to follow. */
    private void fireTimers(long moment, EntityName looked) {
        if (!timers && !programme.hasSeats()) {
            return;
        }
        for (EntityName name : sandbox.names()) {
            if (!timers && (name.equals(looked) || !leads(name))) {
                continue;
            }
            for (long due = sandbox.nextDue(name); due <= moment; due = sandbox.nextDue(name)) {
                sandbox.submit(programme.engine().advance(name, due));
            }
        }
    }

    private boolean leads(EntityName name) {
        MemberView view = view(name, Long.MIN_VALUE);
        return view != null && !view.seats().isEmpty();
    }

    private void compare(Check check, Seen seen, String when, String who, EntityName entity) {
        for (Expectation expectation : check.expectations()) {
            String found = expectation.found().apply(seen);
            if (!expectation.agrees().test(expectation.expected(), found)) {
                fail(expectation.place(), when + ", " + who + ": " + expectation.what(), expectation.expected(),
                        found, who, entity);
            }
        }
    }

    private void fail(Place place, String what, String expected, String found, String who, EntityName entity) {
        failures.add(new Failure(place, what, expected, found,
                explanation.of(who, sandbox.entries(entity))));
    }
}
