package org.guildhall.core.language;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.core.expression.Scope;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.PersonalField;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.terms.Texts;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/** Terms in the making: what the readers of the sections share. A text that was missing stands empty. */
final class Draft {
    static final Texts NO_TEXTS = new Texts("", "");
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    final Reading reading;
    final Problems problems;
    final Expressions expressions;
    final Parts file;
    private final @Nullable Period kept;
    final List<Field> memberFields = new ArrayList<>();
    final List<PersonalField> personal = new ArrayList<>();
    final List<Terms.Score> scores = new ArrayList<>();
    final Map<String, ActivityKind> kinds = new LinkedHashMap<>();
    private final Map<String, Long> steps = new LinkedHashMap<>();
    final Map<String, Scope.Points> currencies = new LinkedHashMap<>();
    final Map<String, Scope.Tiers> ladders = new LinkedHashMap<>();

    Draft(Parts file, Reading reading) {
        this(file, reading, file.get(Language.DAILY_TOTALS));
        for (Named.Entry<Parts> currency : entries(Language.CURRENCIES)) {
            Integer scale = currency.value() == null ? null : currency.value().get(Language.SCALE);
            currencies.put(currency.name(),
                    new Scope.Points(reading.number("currency", currency.name()), scale == null ? 0 : scale));
        }
        for (Named.Entry<Parts> ladder : entries(Language.LADDERS)) {
            Map<String, Integer> tiers = new LinkedHashMap<>();
            List<Named.Entry<Parts>> named = ladder.value() == null ? null : ladder.value().get(Language.TIERS);
            for (Named.Entry<Parts> tier : named == null ? List.<Named.Entry<Parts>>of() : named) {
                tiers.put(tier.name(), reading.number("tier", ladder.name() + "/" + tier.name()));
            }
            ladders.put(ladder.name(), new Scope.Tiers(reading.number("ladder", ladder.name()), tiers));
        }
    }

    private Draft(Parts file, Reading reading, @Nullable Period kept) {
        this.file = file;
        this.kept = kept;
        this.reading = reading;
        this.problems = reading.problems();
        this.expressions = new Expressions(reading);
    }

    /** Of another file, whose expressions look at what terms declare. */
    static Draft on(Terms terms, Parts file, Reading reading) {
        Draft draft = new Draft(file, reading, terms.dailyTotals());
        draft.memberFields.addAll(terms.members());
        draft.personal.addAll(terms.personal());
        draft.scores.addAll(terms.scores());
        for (PointCurrency currency : terms.currencies()) {
            draft.currencies.put(currency.name(), new Scope.Points(currency.number(), currency.scale()));
        }
        for (Ladder ladder : terms.ladders()) {
            Map<String, Integer> tiers = new LinkedHashMap<>();
            ladder.tiers().forEach(tier -> tiers.put(tier.name(), tier.number()));
            draft.ladders.put(ladder.name(), new Scope.Tiers(ladder.number(), tiers));
        }
        return draft;
    }

    ZoneId zone() {
        return file.or(Language.ZONE_OF_DAYS, (ZoneId) ZoneOffset.UTC);
    }

    List<Named.Entry<Parts>> entries(Key<List<Named.Entry<Parts>>> section) {
        return file.or(section, List.of());
    }

    /** What an expression may look at. */
    Scope scope(List<Scope.Kind> on, boolean line, int late) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        reading.declared("kind").forEach(name -> numbers.put(name, reading.number("kind", name)));
        List<Field> known = new ArrayList<>(memberFields);
        scores.stream()
                .filter(score -> memberFields.stream().noneMatch(field -> field.name().equals(score.name())))
                .forEach(score -> known.add(new Field(score.symbol(), score.name(), new FieldType.Number(), false)));
        return new Scope(on, line, known, personal.stream().map(PersonalField::name).toList(), ladders,
                currencies, numbers, plans(), reading.moneyDigits(),
                new Scope.Past(daysKept(), late));
    }

    private Map<String, Integer> plans() {
        Map<String, Integer> plans = new LinkedHashMap<>();
        reading.declared("plan").forEach(name -> plans.put(name, reading.number("plan", name)));
        return plans;
    }

    /** How many days the daily totals reach back; all days where the file does not say it rightly. */
    private int daysKept() {
        return kept == null ? Integer.MAX_VALUE : Periods.leastDays(kept);
    }

    /** Adds what a rule's expressions can count for one activity of a kind; returns what all rules so far can. */
    long count(String kind, long more) {
        return steps.merge(kind, more, (a, b) -> a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b);
    }

    /** What decides whether an activity counts may look at nothing else. */
    Scope activityAlone(Scope.Kind kind) {
        return new Scope(List.of(kind), false, List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                reading.moneyDigits(),
                new Scope.Past(daysKept(), 0));
    }

    @Nullable
    ActivityKind kind(int number) {
        return kinds.values().stream().filter(kind -> kind.number() == number).findFirst().orElse(null);
    }

    String kindNames(List<Integer> numbers) {
        return Phrases.list(kinds.values()
                .stream()
                .filter(kind -> numbers.contains(kind.number()))
                .map(ActivityKind::name)
                .toList(), "and");
    }

    /** An amount in units of {@code 10^-scale}, the nearest one after a problem. */
    long scaled(Words.Amount amount, int scale, String of) {
        BigDecimal value = amount.value().stripTrailingZeros();
        if (value.scale() > scale) {
            String digits = scale == 0
                    ? "a whole number: " + of + " has no digits after the point"
                    : "at most " + scale + (scale == 1 ? " digit" : " digits") + " after the point, as " + of + " has";
            value = value.setScale(scale, RoundingMode.HALF_UP);
            problems.wrong(amount.text(), digits, value.signum() == 0 ? null : value.toPlainString());
        }
        if (value.compareTo(MOST) > 0) {
            problems.wrong(amount.text(), "at most " + MOST.toPlainString(), null);
        }
        return value.min(MOST).movePointRight(scale).longValueExact();
    }

    /** Money in minor units as a file says it: {@code 9.9}. */
    String plain(long minor) {
        BigDecimal plain = BigDecimal.valueOf(minor, reading.moneyDigits()).stripTrailingZeros();
        return plain.setScale(Math.max(0, plain.scale())).toPlainString();
    }

    /** The largest amount that a file can say, in units of {@code 10^-scale}. */
    static long most(int scale) {
        return MOST.movePointRight(scale).longValueExact();
    }

    /** Limits of a currency or a rule, with the numbers under which members count them. */
    List<Limit> limits(Parts parts, String owner, int scale, String of) {
        List<Limit> limits = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (Parts part : parts.or(Language.LIMITS, List.of())) {
            Limit.Per per = part.get(Language.LIMIT_PER);
            Words.Amount amount = part.get(Language.LIMIT_AMOUNT);
            Integer times = part.get(Language.LIMIT_TIMES);
            if (per != null && amount != null) {
                limits.add(new Limit(number(owner, "amount", per), Limit.Of.AMOUNT, most(amount, scale, of), per));
            } else if (per != null && times != null) {
                limits.add(new Limit(number(owner, "times", per), Limit.Of.TIMES, times, per));
            } else {
                continue;
            }
            if (!seen.add(limits.getLast().number())) {
                problems.add(part.block().place(), "a second limit per " + word(per), "one limit per " + word(per),
                        null);
            }
        }
        return limits;
    }

    /** The number under which members count a limit; it stays while the stretch does, whatever the amount. */
    private int number(String owner, String of, Limit.Per per) {
        return reading.number("limit", owner + "/" + of + " per " + word(per));
    }

    private long most(Words.Amount amount, int scale, String of) {
        if (amount.value().signum() == 0) {
            problems.wrong(amount.text(), "a limit above 0", null);
        }
        return scaled(amount, scale, of);
    }

    static String word(Limit.Per per) {
        return switch (per) {
            case Limit.Per.Order order -> "order";
            case Limit.Per.Calendar(var unit) -> "calendar " + unit.word();
            case Limit.Per.Lifetime lifetime -> "lifetime";
        };
    }

    /** A window over the past must lie within the daily totals that members keep. */
    void withinDailyTotals(Parts parts, Key<?> key, int days, String what) {
        if (days > daysKept()) {
            parts.wrong(key, what + " of at most " + file.get(Language.DAILY_TOTALS)
                    + ", the daily-totals of the file, or daily-totals of " + days + " days", null);
        }
    }
}
