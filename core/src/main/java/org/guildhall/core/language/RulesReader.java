package org.guildhall.core.language;

import static org.guildhall.core.language.Language.AWARD;
import static org.guildhall.core.language.Language.MULTIPLIER;
import static org.guildhall.core.language.Language.ON;
import static org.guildhall.core.language.Language.ON_RETURN;
import static org.guildhall.core.language.Language.PER_LINE;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.guildhall.core.expression.Compiled;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.expression.ExpressionCompiler;
import org.guildhall.core.expression.Facts;
import org.guildhall.core.expression.Quantity;
import org.guildhall.core.expression.Scope;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.ActivityKind.Role;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.EarningRule.Award;
import org.guildhall.core.terms.EarningRule.Factor;
import org.guildhall.core.terms.EarningRule.Multiplier;
import org.guildhall.core.terms.EarningRule.OnReturn;
import org.guildhall.core.terms.EarningRule.Times;
import org.guildhall.core.terms.EarningRule.Trigger;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.PointCurrency.Vesting;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/** Reads {@code earning}. */
final class RulesReader {
    private static final int FACTOR_DIGITS = 6;

    private final Draft draft;
    private final List<PointCurrency> currencies;
    private final List<Named.Entry<Period>> given = new ArrayList<>();

    RulesReader(Draft draft, List<PointCurrency> currencies) {
        this.draft = draft;
        this.currencies = currencies;
    }

    List<EarningRule> read() {
        List<EarningRule> rules = new ArrayList<>();
        for (Named.Entry<Parts> entry : draft.entries(Language.EARNING)) {
            if (entry.value() != null) {
                rules.add(new One(entry.name(), entry.place(), entry.value()).rule());
            }
        }
        return rules;
    }

    /** What is given for a time can be: a benefit of which there is only one. */
    void check(List<Benefit> benefits) {
        for (Named.Entry<Period> one : given) {
            boolean valued = benefits.stream()
                    .anyMatch(benefit -> benefit.name().equals(one.name()) && !benefit.values().isEmpty());
            if (valued) {
                draft.problems.wrong(one.key(), "a benefit without values: which one is given can't be said", null);
            }
        }
    }

    /** What a member's field that returns every year must be, where it is something else. */
    static Optional<String> notADay(List<Field> memberFields, int symbol) {
        return memberFields.stream()
                .filter(field -> field.symbol() == symbol)
                .filter(field -> !(field.type() instanceof FieldType.Day))
                .findFirst()
                .map(field -> "a member's field of type day: " + field.name() + " is "
                        + FieldsReader.words(field.type()));
    }

    /** One rule. */
    private final class One {
        private final String name;
        private final Place place;
        private final Parts parts;
        private final Trigger on;
        private final List<ActivityKind> kinds;
        private final boolean lines;
        private boolean looksOnlyAtActivity = true;
        private boolean mayRound;
        private long steps;

        One(String name, Place place, Parts parts) {
            this.name = name;
            this.place = place;
            this.parts = parts;
            this.on = parts.or(ON, new Trigger.On(List.of()));
            this.kinds = on instanceof Trigger.On(List<Integer> numbers)
                    ? numbers.stream().map(draft::kind).filter(Objects::nonNull).map(Objects::requireNonNull).toList()
                    : List.of();
            this.lines = !kinds.isEmpty() && kinds.stream().allMatch(ActivityKind::hasLines);
        }

        EarningRule rule() {
            trigger();
            List<EarningRule.ForATime> gives = gives();
            boolean perLine = perLine();
            Scope scope = draft.scope(
                    kinds.stream().map(kind -> new Scope.Kind(kind.name(), kind.fields(), kind.lines())).toList(),
                    perLine, late());
            boolean triggered = parts.get(ON) != null;
            Compiled.Sound<Condition> when =
                    triggered ? draft.expressions.condition(parts.get(Language.WHEN), scope) : null;
            boolean ofLine = when != null && when.looksAtLine();
            Condition condition = when == null ? Condition.ALWAYS : when.expression();
            if (when != null) {
                looksOnlyAtActivity &= when.looksOnlyAtActivity();
            }
            List<Award> awards = triggered ? awards(scope) : List.of();
            bounded(perLine, ofLine ? awards.size() : 0, when == null ? 0 : when.steps());
            Multiplier multiplier = multiplier();
            if (mayRound) {
                parts.require(Language.AWARD_ROUNDING, "down");
            }
            dates();
            return new EarningRule(draft.reading.number("rule", name), name,
                    parts.or(Language.RULE_NAMES, Draft.NO_TEXTS), place.line(), on,
                    ofLine ? Condition.ALWAYS : condition, ofLine ? condition : Condition.ALWAYS, perLine, awards,
                    parts.or(Language.AWARD_ROUNDING, Rounding.DOWN), multiplier,
                    times(), limits(), onReturn(), parts.get(Language.FROM), parts.get(Language.UNTIL), gives);
        }

        private void trigger() {
            for (ActivityKind kind : kinds) {
                if (!(kind.role() instanceof Role.Plain)) {
                    parts.wrong(ON, "a kind that stands for itself: " + kind.name() + " takes back or fulfils", null);
                }
            }
            if (on instanceof Trigger.Yearly(int symbol)) {
                notADay(draft.memberFields, symbol).ifPresent(expected -> parts.wrong(ON, expected, days()));
                parts.refuse(Language.TIMES, "the day returns every year");
                parts.refuse(ON_RETURN, "a yearly day is not taken back");
            }
            if (on instanceof Trigger.Each) {
                parts.refuse(Language.TIMES, "each stretch earns");
                parts.refuse(ON_RETURN, "a stretch is not taken back");
            }
            if (on instanceof Trigger.EachTerm) {
                parts.refuse(Language.TIMES, "each term earns");
                parts.refuse(ON_RETURN, "a term is not taken back");
            }
        }

        private List<EarningRule.ForATime> gives() {
            if (!parts.said(Language.GIVES_FOR_A_TIME)) {
                parts.require(AWARD, "{points: activity.amount}");
                return List.of();
            }
            if (on instanceof Trigger.On && parts.get(ON) != null) {
                parts.refuse(Language.GIVES_FOR_A_TIME, "an activity can be taken back, a benefit that was used can't");
            }
            parts.refuse(Language.LIMITS, "the rule gives a benefit, which is had once at a time");
            List<EarningRule.ForATime> gives = new ArrayList<>();
            for (Named.Entry<Period> entry : parts.or(Language.GIVES_FOR_A_TIME, List.of())) {
                if (!draft.reading.declared("benefit").contains(entry.name())) {
                    Words.unknown(entry.key(), "benefit", "benefits", draft.reading);
                } else if (entry.value() != null) {
                    given.add(entry);
                    gives.add(new EarningRule.ForATime(draft.reading.number("benefit", entry.name()), entry.value()));
                }
            }
            return List.copyOf(gives);
        }

        private @Nullable String days() {
            return draft.memberFields.stream()
                    .filter(field -> field.type() instanceof FieldType.Day)
                    .findFirst()
                    .map(Field::name)
                    .map(field -> "{yearly: " + field + "}")
                    .orElse("{yearly: joining}");
        }

        /** The units of a streak must lie within the daily totals, also for an activity that comes late. */
        private Times times() {
            Times times = parts.or(Language.TIMES, new Times.Every());
            if (!(times instanceof Times.Streak(int unused, int length, CalendarUnit unit))) {
                return times;
            }
            draft.withinDailyTotals(parts, Language.TIMES, Periods.mostDays(length, unit) + late(), "a streak");
            return new Times.Streak(
                    draft.reading.number("limit", "rule " + name + "/streak of calendar " + unit.word()), length,
                    unit);
        }

        /** How many days late an activity may come that the rule is on. */
        private int late() {
            return kinds.stream().mapToInt(kind -> Periods.mostDays(kind.late())).max().orElse(0);
        }

        private boolean perLine() {
            boolean perLine = parts.or(PER_LINE, false);
            if (kinds.stream().anyMatch(ActivityKind::hasLines)) {
                parts.require(PER_LINE, "order");
            }
            if (perLine && !lines && !kinds.isEmpty()) {
                parts.wrong(PER_LINE, "order: not every kind it is on has lines", "order");
                return false;
            }
            return perLine;
        }

        private List<Award> awards(Scope scope) {
            List<Award> awards = new ArrayList<>();
            for (Named.Entry<Node.Text> entry : parts.or(AWARD, List.of())) {
                Compiled.Sound<Quantity> quantity = draft.expressions.amount(entry.value(), scope);
                PointCurrency currency = currency(entry);
                if (quantity != null) {
                    looksOnlyAtActivity &= quantity.looksOnlyAtActivity();
                    steps += quantity.steps();
                }
                if (quantity != null && currency != null) {
                    mayRound |= quantity.expression().scale() > currency.scale();
                    awards.add(new Award(currency.number(), quantity.expression()));
                }
            }
            return awards;
        }

        /**
         * All rules on a kind together must stay within the steps that one activity may take.
         *
         * @param ofLine how many times each line is put to the condition; 0 where that is for the whole
         */
        private void bounded(boolean perLine, int ofLine, long condition) {
            long most = (perLine ? ExpressionCompiler.MOST_LINES : 1) * (steps + ofLine * condition)
                    + (ofLine == 0 ? condition : 0);
            for (ActivityKind kind : kinds) {
                long all = draft.count(kind.name(), most);
                if (most > 0 && all > Facts.MOST_STEPS) {
                    draft.problems.add(parts.place(AWARD), "rules on " + kind.name() + " of up to " + all
                            + " steps in all", "at most " + Facts.MOST_STEPS, null);
                }
            }
        }

        private @Nullable PointCurrency currency(Named.Entry<?> entry) {
            PointCurrency currency =
                    currencies.stream().filter(c -> c.name().equals(entry.name())).findFirst().orElse(null);
            if (currency == null) {
                if (!draft.reading.declared("currency").contains(entry.name())) {
                    Words.unknown(entry.key(), "currency", "currencies", draft.reading);
                }
                return null;
            }
            if (currency.vests() instanceof Vesting.On(int number, var unused, var either)
                    && draft.kind(number) instanceof ActivityKind fulfilment
                    && fulfilment.role() instanceof Role.Fulfilment(int fulfilled)) {
                boolean never = kinds.stream().anyMatch(kind -> kind.number() != fulfilled);
                if (never && parts.get(ON) != null) {
                    draft.problems.add(entry.place(), currency.name() + " for what " + fulfilment.name()
                            + " does not fulfil",
                            "rules on " + draft.kindNames(List.of(fulfilled))
                                    + " alone, since these points vest on " + fulfilment.name(),
                            null);
                }
            }
            return currency;
        }

        private @Nullable Multiplier multiplier() {
            List<Named.Entry<List<Named.Entry<Words.Amount>>>> ladders = parts.get(MULTIPLIER);
            if (ladders == null) {
                return null;
            }
            mayRound = true;
            if (ladders.size() > 1) {
                draft.problems.add(ladders.get(1).place(), "a second ladder", "factors by one ladder", null);
            }
            Named.Entry<List<Named.Entry<Words.Amount>>> entry = ladders.getFirst();
            Scope.Tiers ladder = draft.ladders.get(entry.name());
            if (ladder == null) {
                Words.unknown(entry.key(), "ladder", "ladders", draft.reading);
                return null;
            }
            return new Multiplier(ladder.number(), factors(entry, ladder));
        }

        private Map<Integer, Factor> factors(Named.Entry<List<Named.Entry<Words.Amount>>> entry, Scope.Tiers ladder) {
            Map<Integer, Factor> factors = new LinkedHashMap<>();
            for (Named.Entry<Words.Amount> tier : entry.value() == null ? List.<Named.Entry<Words.Amount>>of()
                    : entry.value()) {
                Integer number = ladder.tiers().get(tier.name());
                if (number == null) {
                    draft.problems.wrong(tier.key(), "a tier of " + entry.name() + ": "
                            + Phrases.list(List.copyOf(ladder.tiers().keySet()), "or"),
                            Nearest.to(tier.name(), ladder.tiers().keySet()));
                } else if (tier.value() != null) {
                    factors.put(number, factor(tier.value()));
                }
            }
            boolean named = false;
            for (Map.Entry<String, Integer> tier : ladder.tiers().entrySet()) {
                if (named && !factors.containsKey(tier.getValue()) && entry.value() != null
                        && entry.value().stream().noneMatch(known -> known.name().equals(tier.getKey()))) {
                    draft.problems.add(entry.place(), "no factor for " + tier.getKey(),
                            "a factor for each tier above the first one named", tier.getKey() + ": 1");
                }
                named |= factors.containsKey(tier.getValue());
            }
            return factors;
        }

        private Factor factor(Words.Amount amount) {
            BigDecimal value = amount.value().stripTrailingZeros();
            if (value.signum() == 0 || value.scale() > FACTOR_DIGITS || value.compareTo(BigDecimal.valueOf(1000)) > 0) {
                draft.problems.wrong(amount.text(),
                        "a factor above 0 and up to 1000, with at most " + FACTOR_DIGITS + " digits after the point",
                        null);
                return new Factor(1, 0);
            }
            BigDecimal whole = value.setScale(Math.max(0, value.scale()));
            return new Factor(whole.unscaledValue().longValueExact(), whole.scale());
        }

        private List<Limit> limits() {
            List<Named.Entry<Node.Text>> awarded = parts.or(AWARD, List.of());
            Scope.Points points = awarded.isEmpty() ? null : draft.currencies.get(awarded.getFirst().name());
            for (Parts limit : parts.or(Language.LIMITS, List.of())) {
                if (awarded.size() > 1) {
                    limit.refuse(Language.LIMIT_AMOUNT,
                            "the rule awards several currencies, so only times can be limited");
                }
                if (limit.get(Language.LIMIT_PER) instanceof Limit.Per.Order
                        && (limit.said(Language.LIMIT_TIMES) || !(on instanceof Trigger.On))) {
                    limit.wrong(Language.LIMIT_PER, "a stretch of the calendar or lifetime", "calendar day");
                }
            }
            return draft.limits(parts, "rule " + name, points == null ? 6 : points.scale(),
                    awarded.isEmpty() ? "" : awarded.getFirst().name());
        }

        private OnReturn onReturn() {
            if (!(on instanceof Trigger.On) || parts.get(ON) == null) {
                return OnReturn.KEEP;
            }
            boolean alone = looksOnlyAtActivity && !parts.said(MULTIPLIER)
                    && parts.or(Language.TIMES, new Times.Every()) instanceof Times.Every;
            parts.require(ON_RETURN, alone ? "recompute" : "by-value");
            OnReturn onReturn = parts.or(ON_RETURN, OnReturn.KEEP);
            if (onReturn == OnReturn.RECOMPUTE && !alone) {
                parts.wrong(ON_RETURN, "by-value or keep: the rule looks at more than the activity", "by-value");
            }
            return onReturn;
        }

        private void dates() {
            LocalDate from = parts.get(Language.FROM);
            LocalDate until = parts.get(Language.UNTIL);
            LocalDate terms = draft.file.get(Language.DATE_OF_TERMS);
            if (from != null && until != null && !until.isAfter(from)) {
                parts.wrong(Language.UNTIL, "a day after " + from + ", the rule's first", null);
            } else if (until != null && terms != null && !until.isAfter(terms)) {
                parts.wrong(Language.UNTIL, "a day after " + terms + ", from which the terms hold", null);
            }
        }
    }
}
