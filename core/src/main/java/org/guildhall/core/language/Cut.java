package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Benefit.Kind;
import org.guildhall.core.terms.ContractChange;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/**
 * Something that new terms take away, on their day, from members who have it: what changes only from a renewal on, or for new
 * members, takes nothing from anyone.
 *
 * @param section {@code plans}, {@code benefits} or {@code earning}
 * @param name of the plan, the benefit or the rule
 * @param what of it: the key of the file
 */
public record Cut(String section, String name, String what) {

    @Override
    public String toString() {
        return (section.equals("earning") ? "rule" : section.substring(0, section.length() - 1)) + " " + name + " ("
                + what + ")";
    }

    /** In the order of the terms before. */
    public static List<Cut> between(Terms before, Terms after) {
        List<Cut> cuts = new ArrayList<>();
        for (Plan plan : before.plans()) {
            Plan now = after.plan(plan.number());
            if (now != null && atOnce(after, plan.number())) {
                ofPlan(plan, now, cuts);
            }
        }
        for (Benefit benefit : before.benefits()) {
            Benefit now = after.benefit(benefit.number());
            if (now != null) {
                ofBenefit(after, benefit, now, cuts);
            }
        }
        for (EarningRule rule : before.rules()) {
            EarningRule now = after.rule(rule.number());
            add(!rule.on().plans().isEmpty() && rule.gives().stream().anyMatch(given -> shorter(rule, given, now)),
                    "earning",
                    rule.name(), "gives", cuts);
        }
        return List.copyOf(cuts);
    }

    /** Packs are given as the terms in force say, whatever a plan was bought under. */
    private static boolean shorter(EarningRule rule, EarningRule.ForATime was, @Nullable EarningRule is) {
        return is == null || !is.on().plans().containsAll(rule.on().plans())
                || is.gives()
                        .stream()
                        .noneMatch(now -> now.benefit() == was.benefit() && !shorter(was.period(), now.period()));
    }

    /** Whether what changes of a plan, or of a benefit that plans give, reaches who has it on the day of the terms. */
    private static boolean atOnce(Terms after, int symbol) {
        ContractChange change = after.changes().get(symbol);
        return change != null && change.applies() == ContractChange.Applies.NOW;
    }

    private static void ofPlan(Plan was, Plan is, List<Cut> cuts) {
        boolean refund =
                shorter(was.refund().full(), is.refund().full()) || (was.refund().rest() && !is.refund().rest())
                        || moreTakenOff(was.refund().less(), is.refund().less());
        boolean pause = was.pause() != null
                && (is.pause() == null || shorter(was.pause().longest(), is.pause().longest())
                        || is.pause().times() < was.pause().times());
        add(refund, "plans", was.name(), "refund", cuts);
        add(pause, "plans", was.name(), "pause", cuts);
        add(shorter(grace(was), grace(is)), "plans", was.name(), "grace", cuts);
        add(shorter(was.renewal().notice(), is.renewal().notice()), "plans", was.name(), "notice", cuts);
        add(was.choices().stream().anyMatch(choice -> narrower(choice, is)), "plans", was.name(), "choices", cuts);
        add(was.whenLeaving()
                .stream()
                .anyMatch(offer -> is.whenLeaving()
                        .stream()
                        .noneMatch(now -> now.number() == offer.number())),
                "plans", was.name(), "when-leaving", cuts);
        add(was.seats() != null && (is.seats() == null || is.seats().count() < was.seats().count()
                || !is.seats().givesAll(was.seats()) || shorter(was.seats().invitation(), is.seats().invitation())),
                "plans", was.name(), "seats", cuts);
        add(!is.moves().keySet().containsAll(was.moves().keySet()), "plans", was.name(), "changes-to", cuts);
    }

    /** What was used costs at most what it is worth. */
    private static boolean moreTakenOff(Plan.Less was, Plan.Less is) {
        return is != was && (was == Plan.Less.NOTHING || is == Plan.Less.WORTH);
    }

    /** How long an unpaid renewal is tolerated. */
    private static Period grace(Plan plan) {
        return plan.payment().grace() == null ? plan.payment().within() : plan.payment().grace();
    }

    private static boolean narrower(Plan.Choice was, Plan is) {
        return is.choices()
                .stream()
                .noneMatch(now -> now.number() == was.number() && now.of().containsAll(was.of())
                        && now.changeable().compareTo(was.changeable()) >= 0);
    }

    private static boolean slower(Kind.Service was, Kind.Service is) {
        return was.levels()
                .stream()
                .anyMatch(before -> is.levels()
                        .stream()
                        .anyMatch(
                                now -> now.number() == before.number() && shorter(now.answered(), before.answered())));
    }

    private static boolean shorter(@Nullable Period was, @Nullable Period is) {
        return was != null && (is == null || mostMinutes(is) < mostMinutes(was));
    }

    private static long mostMinutes(Period period) {
        return switch (period.unit()) {
            case MINUTES -> period.amount();
            case HOURS -> 60L * period.amount();
            case DAYS, WEEKS, MONTHS, YEARS -> 1440L * Periods.mostDays(period);
        };
    }

    /** By tiers and by hand a benefit is had as the terms in force have it; by plans as the changes say. */
    private static void ofBenefit(Terms after, Benefit was, Benefit is, List<Cut> cuts) {
        boolean plansAtOnce = atOnce(after, was.number());
        boolean byPlans = was.givenBy().stream().anyMatch(Benefit.Source.ByPlan.class::isInstance);
        boolean byOthers = was.givenBy().isEmpty()
                || was.givenBy().stream().anyMatch(Benefit.Source.FromTier.class::isInstance);
        for (Benefit.Source source : was.givenBy()) {
            boolean ofPlan = source instanceof Benefit.Source.ByPlan;
            add((!ofPlan || plansAtOnce) && !given(after, is, source), "benefits", was.name(),
                    ofPlan ? "plans" : "from-tier", cuts);
        }
        boolean reached = byOthers || (byPlans && plansAtOnce);
        add(reached && lessThan(was, is), "benefits", was.name(), kind(was.kind()), cuts);
        add(reached && is.from() > was.from(), "benefits", was.name(), "from", cuts);
    }

    /** Whether a source still gives at least as much. */
    private static boolean given(Terms after, Benefit is, Benefit.Source was) {
        return is.givenBy().stream().anyMatch(now -> {
            boolean same = switch (was) {
                case Benefit.Source.ByPlan plan ->
                        now instanceof Benefit.Source.ByPlan other && other.plan() == plan.plan();
                case Benefit.Source.FromTier tier -> now instanceof Benefit.Source.FromTier other
                        && other.ladder() == tier.ladder()
                        && rank(after, other) <= rank(after, tier);
            };
            return same && (is.values().isEmpty() || is.rank(now.value()) >= is.rank(was.value()));
        });
    }

    private static int rank(Terms terms, Benefit.Source.FromTier source) {
        Ladder ladder = terms.ladder(source.ladder());
        return ladder == null ? -1 : ladder.tiers().stream().map(Ladder.Tier::number).toList().indexOf(source.tier());
    }

    /** The key of the file that tells the kind. */
    private static String kind(Kind kind) {
        return kind.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static boolean lessThan(Benefit was, Benefit is) {
        return lessCounted(was.kind(), is.kind()) || switch (was.kind()) {
            case Kind.Allowance before when is.kind() instanceof Kind.Allowance now ->
                    (before.partly() && !now.partly()) || shorter(before.cancellable(), now.cancellable())
                            || now.carried() < before.carried();
            case Kind.Exchange before when is.kind() instanceof Kind.Exchange now ->
                    now.currency() != before.currency() || now.price() > before.price() || now.gives() < before.gives()
                            || shorter(before.lasts(), now.lasts()) || shorter(before.cancellable(), now.cancellable());
            case Kind.Partner before when is.kind() instanceof Kind.Partner now ->
                    shorter(before.lasts(), now.lasts());
            case Kind.Warranty before when is.kind() instanceof Kind.Warranty now ->
                    shorter(before.period(), now.period()) || shorter(before.cancellable(), now.cancellable());
            case Kind.Service before when is.kind() instanceof Kind.Service now -> slower(before, now);
            default -> false;
        };
    }

    /** A limit for another stretch is not compared: it may be less for some. */
    private static boolean lessCounted(Kind was, Kind is) {
        return was instanceof Benefit.Counted before && is instanceof Benefit.Counted now
                && now.limit() != Benefit.UNLIMITED
                && (now.limit() < before.limit() || !now.per().equals(before.per()));
    }

    private static void add(boolean isCut, String section, String name, String what, List<Cut> cuts) {
        Cut cut = new Cut(section, name, what);
        if (isCut && !cuts.contains(cut)) {
            cuts.add(cut);
        }
    }
}
