package org.guildhall.testkit.scenario;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.member.OutlookView;
import org.guildhall.core.request.Keys;
import org.guildhall.core.request.Moments;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.guildhall.testkit.scenario.Scenario.Expectation;
import org.guildhall.testkit.scenario.Scenario.Seen;
import org.jspecify.annotations.Nullable;

/** Reads {@code outlook}: what a member is told of a plan before they renew, change or leave it. */
final class OutlookReader {
    private static final String NONE = "none";

    private final CheckReader checks;
    private final Terms terms;
    private final Problems problems;

    OutlookReader(CheckReader checks, Terms terms, Problems problems) {
        this.checks = checks;
        this.terms = terms;
        this.problems = problems;
    }

    /** What is said of each plan that is named. */
    void read(Node node) {
        Keys keys = keys(node, "plans by name");
        for (Plan plan : keys == null ? List.<Plan>of() : terms.plans()) {
            Node of = Objects.requireNonNull(keys).get(plan.name());
            Keys said = of == null ? null : keys(of, "what is told of a plan");
            if (said != null) {
                plan(said, plan);
            }
        }
        if (keys != null) {
            keys.done();
        }
    }

    private @Nullable Keys keys(Node node, String what) {
        return Keys.of(node, what, terms.calendar(), problems);
    }

    private static Function<Seen, String> look(Plan plan, Function<OutlookView, String> look) {
        return seen -> {
            OutlookView view = seen.outlook().apply(plan.name());
            return view == null ? "no such plan" : look.apply(view);
        };
    }

    private void plan(Keys keys, Plan plan) {
        String name = plan.name() + " outlook ";
        money(keys.get("fee"), name + "fee", look(plan, view -> money(view.fee())));
        money(keys.get("worth"), name + "worth", look(plan, view -> money(view.worth())));
        used(keys.get("used"), plan);
        renewal(keys.get("renewal"), plan);
        changes(keys.get("changes"), plan);
        checks.moment(keys.get("ends-at"), name + "ends-at", look(plan, view -> moment(view.leaving().at())));
        money(keys.get("back"), name + "back", look(plan, view -> money(view.leaving().back())));
        list(keys.get("ends"), name + "ends", look(plan, view -> listed(view.leaving().ends())));
        list(keys.get("stays"), name + "stays", look(plan,
                view -> listed(
                        view.leaving().stays().stream().map(stays -> stays.benefit() + " by " + stays.by()).toList())));
        list(keys.get("offers"), name + "offers",
                look(plan, view -> listed(view.offers().stream().map(OutlookView.Offer::name).toList())));
        keys.done();
    }

    private String money(long minor) {
        return Keys.amount(minor, terms.moneyDigits());
    }

    private String moment(long moment) {
        return Moments.text(moment, terms.calendar());
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? NONE : String.join(", ", names);
    }

    private void money(@Nullable Node node, String what, Function<Seen, String> look) {
        checks.amount(node, what, terms.moneyDigits(), look);
    }

    /** A list of words, or none. */
    private void list(@Nullable Node node, String what, Function<Seen, String> look) {
        if (node instanceof Node.Items items) {
            checks.expect(Expectation.exactly(node.place(), what,
                    items.items().stream().map(OutlookReader::text).collect(Collectors.joining(", ")), look));
        } else if (node != null) {
            checks.word(node, what, List.of(NONE), look);
        }
    }

    private static String text(Node node) {
        return node instanceof Node.Text text ? text.text() : node.flow();
    }

    private void used(@Nullable Node node, Plan plan) {
        Keys keys = node == null ? null : keys(node, "what was used by benefit");
        for (Benefit benefit : keys == null ? List.<Benefit>of() : terms.benefits()) {
            int digits = benefit.unit() == Benefit.Unit.MONEY ? terms.moneyDigits() : 0;
            checks.amount(Objects.requireNonNull(keys).get(benefit.name()), plan.name() + " outlook used "
                    + benefit.name(), digits,
                    look(plan, view -> Keys.amount(view.used()
                            .stream()
                            .filter(used -> used.benefit().equals(benefit.name()))
                            .mapToLong(OutlookView.Used::amount)
                            .sum(), digits)));
        }
        if (keys != null) {
            keys.done();
        }
    }

    private void renewal(@Nullable Node node, Plan plan) {
        String name = plan.name() + " outlook renewal ";
        if (node instanceof Node.Text) {
            checks.word(node, name, List.of(NONE), look(plan, view -> view.renewal() == null ? NONE : "one"));
            return;
        }
        Keys keys = node == null ? null : keys(node, "a renewal");
        if (keys != null) {
            checks.moment(keys.get("at"), name + "at", look(plan, renewal(one -> moment(one.at()))));
            checks.word(keys.get("plan"), name + "plan", terms.plans().stream().map(Plan::name).toList(),
                    look(plan, renewal(OutlookView.Renewal::plan)));
            money(keys.get("price"), name + "price", look(plan, renewal(one -> money(one.price()))));
            money(keys.get("due"), name + "due", look(plan, renewal(one -> money(one.due()))));
            checks.word(keys.get("consent"), name + "consent", List.of("yes", "no"),
                    look(plan, renewal(one -> yesOrNo(one.consent()))));
            keys.done();
        }
    }

    private static String yesOrNo(boolean is) {
        return is ? "yes" : "no";
    }

    private static Function<OutlookView, String> renewal(Function<OutlookView.Renewal, String> look) {
        return view -> {
            OutlookView.Renewal renewal = view.renewal();
            return renewal == null ? "no renewal" : look.apply(renewal);
        };
    }

    private void changes(@Nullable Node node, Plan plan) {
        if (node instanceof Node.Text) {
            checks.word(node, plan.name() + " outlook changes", List.of(NONE),
                    look(plan, view -> listed(view.changes().stream().map(OutlookView.Change::plan).toList())));
            return;
        }
        Keys keys = node == null ? null : keys(node, "changes by plan");
        for (Plan to : keys == null ? List.<Plan>of() : terms.plans()) {
            Node of = Objects.requireNonNull(keys).get(to.name());
            Keys said = of == null ? null : keys(of, "a change");
            if (said != null) {
                String name = plan.name() + " outlook change to " + to.name() + " ";
                checks.moment(said.get("at"), name + "at", look(plan, change(to, one -> moment(one.at()))));
                money(said.get("price"), name + "price", look(plan, change(to, one -> money(one.price()))));
                money(said.get("due"), name + "due", look(plan, change(to, one -> money(one.due()))));
                money(said.get("back"), name + "back", look(plan, change(to, one -> money(one.back()))));
                checks.word(said.get("at-once"), name + "at-once", List.of("yes", "no"),
                        look(plan, change(to, one -> yesOrNo(one.atOnce()))));
                said.done();
            }
        }
        if (keys != null) {
            keys.done();
        }
    }

    private static Function<OutlookView, String> change(Plan to, Function<OutlookView.Change, String> look) {
        return view -> view.changes()
                .stream()
                .filter(change -> change.plan().equals(to.name()))
                .findFirst()
                .map(look)
                .orElse("no such change");
    }
}
