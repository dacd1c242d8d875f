package org.guildhall.core.language;

import static org.guildhall.core.language.Language.BY;
import static org.guildhall.core.language.Language.OVER;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.guildhall.core.expression.Scope;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Ladder.Fall;
import org.guildhall.core.terms.Ladder.Hold;
import org.guildhall.core.terms.Ladder.Measure;
import org.guildhall.core.terms.Ladder.Over;
import org.guildhall.core.terms.Ladder.Tier;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/** Reads {@code ladders}. */
final class LaddersReader {
    private final Draft draft;
    private final List<PointCurrency> currencies;

    LaddersReader(Draft draft, List<PointCurrency> currencies) {
        this.draft = draft;
        this.currencies = currencies;
    }

    List<Ladder> read() {
        List<Ladder> ladders = new ArrayList<>();
        for (Named.Entry<Parts> entry : draft.entries(Language.LADDERS)) {
            if (entry.value() != null) {
                ladders.add(ladder(entry.name(), entry.value()));
            }
        }
        return ladders;
    }

    private Ladder ladder(String name, Parts parts) {
        Parts qualify = parts.get(Language.QUALIFY);
        Measure by = qualify == null ? null : qualify.get(BY);
        Over over = qualify == null ? null : qualify.get(OVER);
        if (qualify != null && by != null && over != null) {
            measured(qualify, by, over);
        }
        falling(parts);
        return new Ladder(draft.reading.number("ladder", name), name,
                parts.or(Language.LADDER_NAMES, Draft.NO_TEXTS), by == null ? new Measure.Money(List.of()) : by,
                over == null ? new Over.Lifetime() : over, parts.or(Language.HOLD, new Hold.Lifetime()),
                parts.or(Language.FALL, Fall.NONE),
                parts.or(Language.GRACE, Optional.empty()).orElse(null), tiers(name, parts, by));
    }

    private void measured(Parts qualify, Measure by, Over over) {
        boolean state = by instanceof Measure.Score || by instanceof Measure.Balance;
        if (state && !(over instanceof Over.Present)) {
            qualify.wrong(OVER, "present: a score or a balance is what it is now", "present");
        } else if (!state && over instanceof Over.Present) {
            qualify.wrong(OVER, "a stretch of time; only a score or a balance is measured at present",
                    "rolling 12 months");
        }
        int days = switch (over) {
            case Over.Rolling(var period) -> Periods.mostDays(period);
            case Over.Calendar(var unit) -> Periods.mostDays(unit);
            case Over.MembershipYear year -> 366;
            case Over.Lifetime lifetime -> 0;
            case Over.Present present -> 0;
        };
        draft.withinDailyTotals(qualify, OVER, days, "a stretch");
        if (by instanceof Measure.Sum(List<Integer> kinds, int field)) {
            for (int kind : kinds) {
                summed(qualify, draft.kind(kind), field);
            }
        }
        if (by instanceof Measure.Money(List<Integer> kinds)) {
            for (int number : kinds) {
                ActivityKind kind = draft.kind(number);
                if (kind != null && !kind.hasLines()
                        && !KindsReader.has(kind.fields(), org.guildhall.core.activity.KnownField.AMOUNT)) {
                    qualify.wrong(BY, "kinds with an amount: " + kind.name() + " has neither lines nor a field amount",
                            null);
                }
            }
        }
        kinds(by).stream()
                .map(draft::kind)
                .filter(kind -> kind != null
                        && !(kind.role() instanceof ActivityKind.Role.Plain))
                .findFirst()
                .ifPresent(kind -> qualify.wrong(BY,
                        "kinds that stand for themselves: " + kind.name() + " takes back or fulfils", null));
    }

    private static List<Integer> kinds(Measure by) {
        return switch (by) {
            case Measure.Money(var kinds) -> kinds;
            case Measure.Count(var kinds) -> kinds;
            case Measure.Sum(var kinds, int field) -> kinds;
            case Measure.Earned earned -> List.of();
            case Measure.Balance balance -> List.of();
            case Measure.Score score -> List.of();
        };
    }

    private void summed(Parts qualify, @Nullable ActivityKind kind, int symbol) {
        if (kind == null) {
            return;
        }
        Field field = kind.fields().stream().filter(f -> f.symbol() == symbol).findFirst().orElse(null);
        if (field == null || !(field.type() instanceof FieldType.Number)) {
            List<String> numbers = kind.fields()
                    .stream()
                    .filter(f -> f.type() instanceof FieldType.Number)
                    .map(Field::name)
                    .toList();
            qualify.wrong(BY, "a field of " + kind.name() + " of type number"
                    + (numbers.isEmpty() ? ", of which it has none" : ": " + Phrases.list(numbers, "or")), null);
        }
    }

    /** Only a tier that ends falls, and only one that falls has a grace. */
    private static void falling(Parts parts) {
        Hold hold = parts.get(Language.HOLD);
        Fall fall = parts.get(Language.FALL);
        if (hold == null || fall == null) {
            return;
        }
        if (hold instanceof Hold.Lifetime && fall != Fall.NONE) {
            parts.wrong(Language.FALL, "none: a tier held for a lifetime never falls", "none");
        } else if (!(hold instanceof Hold.Lifetime) && fall == Fall.NONE) {
            parts.wrong(Language.FALL, "one-down or to-qualified; a tier that never falls has hold: lifetime",
                    "one-down");
        } else if (hold instanceof Hold.WhileQualified && fall == Fall.ONE_DOWN) {
            parts.wrong(Language.FALL, "to-qualified: the tier is held while it is qualified for", "to-qualified");
        }
        if (hold instanceof Hold.Lifetime && parts.or(Language.GRACE, Optional.empty()).isPresent()) {
            parts.wrong(Language.GRACE, "none: a tier held for a lifetime never falls", "none");
        }
    }

    private List<Tier> tiers(String ladder, Parts parts, @Nullable Measure by) {
        List<Tier> tiers = new ArrayList<>();
        Scope.Tiers numbers = Objects.requireNonNull(draft.ladders.get(ladder));
        long last = -1;
        for (Named.Entry<Parts> entry : parts.or(Language.TIERS, List.of())) {
            Words.Amount amount = entry.value() == null ? null : entry.value().get(Language.TIER_FROM);
            if (entry.value() == null || amount == null) {
                continue;
            }
            long from = draft.scaled(amount, digits(by), unit(by));
            if (tiers.isEmpty() && last < 0 && from != 0) {
                draft.problems.wrong(amount.text(), "the first tier from 0, where everyone begins", "0");
            } else if (from <= last && from > 0 || tiers.size() > 0 && from == 0) {
                draft.problems.wrong(amount.text(), "more than the tier before it", null);
            }
            last = from;
            tiers.add(new Tier(Objects.requireNonNull(numbers.tiers().get(entry.name())), entry.name(),
                    entry.value().or(Language.TIER_NAMES, Draft.NO_TEXTS), from));
        }
        return tiers;
    }

    private int digits(@Nullable Measure by) {
        return switch (by) {
            case null -> 6;
            case Measure.Earned(int number) -> scale(number);
            case Measure.Balance(int number) -> scale(number);
            case Measure.Money money -> draft.reading.moneyDigits();
            case Measure.Count count -> 0;
            case Measure.Sum sum -> 0;
            case Measure.Score score -> 0;
        };
    }

    private String unit(@Nullable Measure by) {
        return switch (by) {
            case Measure.Earned(int number) -> currency(number);
            case Measure.Balance(int number) -> currency(number);
            case Measure.Money money -> draft.file.or(Language.MONEY_CODE, "money");
            case Measure.Count count -> "a count";
            case Measure.Sum sum -> "a sum of whole numbers";
            case Measure.Score score -> "a score";
            case null -> "it";
        };
    }

    private int scale(int number) {
        return currencies.stream()
                .filter(c -> c.number() == number)
                .mapToInt(PointCurrency::scale)
                .findFirst()
                .orElse(6);
    }

    private String currency(int number) {
        return currencies.stream()
                .filter(c -> c.number() == number)
                .map(PointCurrency::name)
                .findFirst()
                .orElse("the currency");
    }
}
