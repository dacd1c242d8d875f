package org.guildhall.core.language;

import static org.guildhall.core.language.Language.ALLOWANCE;
import static org.guildhall.core.language.Language.ALLOWANCE_LIMIT;
import static org.guildhall.core.language.Language.ALLOWANCE_PER;
import static org.guildhall.core.language.Language.ALLOWANCE_UNIT;
import static org.guildhall.core.language.Language.ATTRIBUTE;
import static org.guildhall.core.language.Language.BEST_LAST;
import static org.guildhall.core.language.Language.BY_PLANS;
import static org.guildhall.core.language.Language.COST;
import static org.guildhall.core.language.Language.FROM_TIER;
import static org.guildhall.core.language.Language.FUNDED_BY;
import static org.guildhall.core.language.Language.ON_SHORTFALL;
import static org.guildhall.core.language.Language.USE_CANCELLABLE;
import static org.guildhall.core.language.Language.VALUES;
import static org.guildhall.core.language.Language.VALUE_BY_PLAN;
import static org.guildhall.core.language.Language.VALUE_FROM_TIER;
import static org.guildhall.core.language.Language.WORTH;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guildhall.core.expression.Scope;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Benefit.Kind;
import org.guildhall.core.terms.Benefit.Per;
import org.guildhall.core.terms.Benefit.Source;
import org.guildhall.core.terms.Benefit.Unit;
import org.jspecify.annotations.Nullable;

/** Reads {@code benefits}. */
final class BenefitsReader {
    private final Draft draft;

    BenefitsReader(Draft draft) {
        this.draft = draft;
    }

    List<Benefit> read() {
        List<Benefit> benefits = new ArrayList<>();
        for (Named.Entry<Parts> entry : draft.entries(Language.BENEFITS)) {
            if (entry.value() != null) {
                benefits.add(benefit(entry.name(), entry.place(), entry.value()));
            }
        }
        return benefits;
    }

    private Benefit benefit(String name, Place place, Parts parts) {
        Kind kind;
        List<Source> sources;
        if (parts.said(ATTRIBUTE)) {
            kind = attribute(name, parts.get(ATTRIBUTE));
            sources = valuesGiven(name, parts);
        } else {
            kind = parts.said(ALLOWANCE) ? allowance(name, parts, parts.get(ALLOWANCE)) : new Kind.Flag();
            sources = given(parts);
        }
        boolean money = kind instanceof Kind.Allowance allowance && allowance.unit() == Unit.MONEY;
        return new Benefit(draft.reading.number("benefit", name), name,
                parts.or(Language.BENEFIT_NAMES, Draft.NO_TEXTS), place.line(), kind, sources,
                money(parts, WORTH), money(parts, COST), payers(parts, money));
    }

    private Kind attribute(String name, @Nullable Parts attribute) {
        List<Benefit.Value> values = new ArrayList<>();
        for (String value : attribute == null ? List.<String>of() : attribute.or(VALUES, List.of())) {
            values.add(new Benefit.Value(value(name, value), value));
        }
        boolean bestLast = attribute == null || attribute.or(BEST_LAST, true);
        return new Kind.Attribute(List.copyOf(bestLast ? values : values.reversed()));
    }

    private int value(String attribute, String value) {
        return draft.reading.number("value", attribute + "/" + value);
    }

    private Kind allowance(String name, Parts benefit, @Nullable Parts parts) {
        if (parts == null) {
            return new Kind.Allowance(Unit.USES, Benefit.UNLIMITED, new Per.Lifetime(), 0, false, null);
        }
        Unit unit = parts.or(ALLOWANCE_UNIT, Unit.USES);
        Optional<Words.Amount> limit = parts.get(ALLOWANCE_LIMIT);
        if (limit != null && limit.isPresent()) {
            parts.require(ALLOWANCE_PER, "calendar month");
            parts.require(ON_SHORTFALL, "refuse");
        } else if (limit != null) {
            parts.refuse(ON_SHORTFALL, "what is unlimited never falls short");
        }
        Per per = parts.or(ALLOWANCE_PER, new Per.Lifetime());
        if (per instanceof Per.Term && (!benefit.said(BY_PLANS) || benefit.said(FROM_TIER))) {
            parts.wrong(ALLOWANCE_PER, benefit.said(BY_PLANS)
                    ? "a stretch that a tier has too: only plans have terms"
                    : "a stretch of the calendar, or plans that give it: only they have terms", "calendar month");
        }
        return new Kind.Allowance(unit, limit == null || limit.isEmpty() ? Benefit.UNLIMITED : most(limit.get(), unit),
                per, draft.reading.number("limit", "benefit " + name + "/used per " + word(per)),
                parts.or(ON_SHORTFALL, false), parts.or(USE_CANCELLABLE, Optional.empty()).orElse(null));
    }

    private long most(Words.Amount limit, Unit unit) {
        if (limit.value().signum() == 0) {
            draft.problems.wrong(limit.text(), "a limit above 0", null);
        }
        return draft.scaled(limit, unit == Unit.MONEY ? draft.reading.moneyDigits() : 0,
                unit == Unit.MONEY ? "money" : "a number of " + unit.word());
    }

    /** The stretch in the symbol under which it is counted: permanent. */
    private static String word(Per per) {
        return switch (per) {
            case Per.Calendar(var unit) -> "calendar " + unit.word();
            case Per.Membership(int months) -> months == 1 ? "membership month" : "membership year";
            case Per.Term term -> "term";
            case Per.Lifetime lifetime -> "lifetime";
        };
    }

    private List<Source> given(Parts parts) {
        List<Source> sources = new ArrayList<>();
        parts.or(BY_PLANS, List.of()).forEach(plan -> sources.add(new Source.ByPlan(plan, 0)));
        for (Named.Entry<String> entry : parts.or(FROM_TIER, List.of())) {
            Scope.Tiers ladder = ladder(entry.key());
            Node.Text tier = text(parts, FROM_TIER, entry.name());
            if (ladder != null && tier != null && entry.value() != null) {
                from(ladder, entry.name(), tier, 0, sources);
            }
        }
        return List.copyOf(sources);
    }

    private List<Source> valuesGiven(String name, Parts parts) {
        Parts attribute = parts.get(ATTRIBUTE);
        List<String> values = attribute == null ? List.of() : attribute.or(VALUES, List.of());
        List<Source> sources = new ArrayList<>();
        for (Named.Entry<String> entry : parts.or(VALUE_BY_PLAN, List.of())) {
            boolean known = draft.reading.declared("plan").contains(entry.name());
            if (!known) {
                Words.unknown(entry.key(), "plan", "plans", draft.reading);
            }
            boolean sound = valueOf(name, values, entry.value(), text(parts, VALUE_BY_PLAN, entry.name()));
            if (known && sound && entry.value() != null) {
                sources.add(new Source.ByPlan(draft.reading.number("plan", entry.name()), value(name, entry.value())));
            }
        }
        for (Named.Entry<List<Named.Entry<String>>> entry : parts.or(VALUE_FROM_TIER, List.of())) {
            Scope.Tiers ladder = ladder(entry.key());
            for (Named.Entry<String> tier : entry.value() == null ? List.<Named.Entry<String>>of() : entry.value()) {
                boolean sound =
                        valueOf(name, values, tier.value(), text(parts, VALUE_FROM_TIER, entry.name(), tier.name()));
                if (ladder != null && sound && tier.value() != null) {
                    from(ladder, entry.name(), tier.key(), value(name, tier.value()), sources);
                }
            }
        }
        return List.copyOf(sources);
    }

    private static Node.@Nullable Text text(Parts parts, Key<?> key, String... path) {
        Node node = parts.block().get(key.name());
        for (String name : path) {
            node = node instanceof Node.Block block ? block.get(name) : null;
        }
        return node instanceof Node.Text text ? text : null;
    }

    /** Whether a value is one of the attribute's; one that could not be read was told before. */
    private boolean valueOf(String name, List<String> values, @Nullable String value, Node.@Nullable Text text) {
        if (value == null || text == null || values.isEmpty()) {
            return false;
        }
        if (!values.contains(value)) {
            draft.problems.wrong(text, "a value of " + name + ": " + Phrases.list(values, "or"),
                    Nearest.to(value, values));
            return false;
        }
        return true;
    }

    private Scope.@Nullable Tiers ladder(Node.Text name) {
        Scope.Tiers ladder = draft.ladders.get(name.text());
        if (ladder == null) {
            Words.unknown(name, "ladder", "ladders", draft.reading);
        }
        return ladder;
    }

    private void from(Scope.Tiers ladder, String name, Node.Text tier, int value, List<Source> sources) {
        Integer number = ladder.tiers().get(tier.text());
        if (number == null) {
            draft.problems.wrong(tier,
                    "a tier of " + name + ": " + Phrases.list(List.copyOf(ladder.tiers().keySet()), "or"),
                    Nearest.to(tier.text(), ladder.tiers().keySet()));
        } else {
            sources.add(new Source.FromTier(ladder.number(), number, value));
        }
    }

    private long money(Parts parts, Key<Words.Amount> key) {
        Words.Amount amount = parts.get(key);
        return amount == null ? 0 : draft.scaled(amount, draft.reading.moneyDigits(), "money");
    }

    /** Who pays must be said where there is something to pay, and nowhere else. */
    private List<Benefit.Payer> payers(Parts parts, boolean money) {
        if (money) {
            String itself = "money that is used is worth itself and costs itself";
            parts.refuse(WORTH, itself);
            parts.refuse(COST, itself);
        }
        if (money || parts.said(COST)) {
            parts.require(FUNDED_BY, "{platform: 100}");
        } else {
            parts.refuse(FUNDED_BY, "there is no cost to bear");
        }
        List<Benefit.Payer> payers = new ArrayList<>();
        int sum = 0;
        for (Named.Entry<Integer> entry : parts.or(FUNDED_BY, List.of())) {
            if (entry.value() == null) {
                return List.of();
            }
            sum += entry.value();
            payers.add(new Benefit.Payer(draft.reading.number("payer", entry.name()), entry.name(), entry.value()));
        }
        if (!payers.isEmpty() && sum != 100) {
            parts.wrong(FUNDED_BY, "percents that add up to 100, not " + sum, null);
        }
        return List.copyOf(payers);
    }
}
