package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.member.MemberEvent.Counted;
import org.guildhall.core.member.MemberEvent.GraceBegan;
import org.guildhall.core.member.MemberEvent.Measured;
import org.guildhall.core.member.MemberEvent.Stood;
import org.guildhall.core.member.MemberEvent.Why;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Ladder.Fall;
import org.guildhall.core.terms.Ladder.Hold;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Tiers: reached as soon as they are qualified for, held, renewed by re-qualifying, lost at the end of hold and grace.
 * A guest stands nowhere.
 */
final class Standings {
    private Standings() {}

    /** Settles every ladder after something changed; called at the member's present time. */
    static void evaluate(Decision decision, @Nullable Terms terms) {
        List<Counted> changed = decision.takeCounted();
        if (terms == null || !decision.member.joined()) {
            return;
        }
        for (Ladder ladder : terms.ladders()) {
            evaluate(decision, terms, ladder, changed);
        }
    }

    /**
     * Settles every ladder by terms that begin now: what they measure is worked out afresh. A tier that was held to a
     * moment, or for a lifetime, stays held so; one that was held while qualified gets the hold of the new terms.
     */
    static void begin(Decision decision, Terms terms, long from) {
        Member member = decision.member;
        Terms before = decision.terms(from - 1);
        for (Ladder ladder : terms.ladders()) {
            Standing standing = member.standing(ladder.number());
            Ladder old = before == null ? null : before.ladder(ladder.number());
            if (standing == null || old == null) {
                continue;
            }
            if (!ladder.by().equals(old.by()) || !ladder.over().equals(old.over())) {
                decision.emit(new Measured(ladder.number(), 0, Long.MAX_VALUE));
            }
            int held = index(ladder, standing.tier());
            boolean open = held > 0 && !standing.grace() && whileQualified(old, standing);
            if (open && !(ladder.hold() instanceof Hold.WhileQualified)) {
                hold(decision, terms, ladder, held, standing.since(), Why.RENEWED, member.time);
            }
        }
        evaluate(decision, terms);
    }

    /** Settles the ladders by the balance of a currency after points of it vested or expired. */
    static void balanceChanged(Decision decision, int currency) {
        Terms terms = decision.terms(decision.member.time);
        if (terms == null || !decision.member.joined()) {
            return;
        }
        for (Ladder ladder : terms.ladders()) {
            if (ladder.by() instanceof Ladder.Measure.Balance balance && balance.currency() == currency) {
                evaluate(decision, terms, ladder, List.of());
            }
        }
    }

    private static void evaluate(Decision decision, Terms terms, Ladder ladder, List<Counted> changed) {
        Standing standing = refresh(decision, terms, ladder, changed);
        long now = decision.member.time;
        int qualified = qualified(ladder, standing.measure());
        int held = index(ladder, standing.tier());
        if (qualified > held) {
            hold(decision, terms, ladder, qualified, now, Why.REACHED, now);
        } else if (standing.grace() && qualified >= held) {
            hold(decision, terms, ladder, held, standing.since(), Why.RENEWED, now);
        } else if (qualified < held && !standing.grace() && whileQualified(ladder, standing)) {
            graceOrFall(decision, terms, ladder, standing, qualified, now);
        }
    }

    /** Brings the measure up to date: by what changed, by the days that left the window, or from the beginning. */
    private static Standing refresh(Decision decision, Terms terms, Ladder ladder, List<Counted> changed) {
        Member member = decision.member;
        Standing standing = member.standing(ladder.number());
        if (standing == null) {
            decision.emit(new Stood(
                    ladder.number(), ladder.tiers().getFirst().number(), member.time, Lot.NEVER, Why.BEGAN));
            standing = required(member, ladder);
        }
        long from = Measures.overDays(ladder) ? Measures.from(member, ladder, terms, member.time) : 0;
        long measure;
        if (!Measures.overDays(ladder) || mustBeginAgain(member, terms, standing, from)) {
            measure = Measures.measure(member, ladder, terms, member.time);
        } else {
            measure = standing.measure();
            long[] series = Measures.series(ladder.by());
            for (Counted count : changed) {
                if (count.day() >= standing.measuredFrom() && contains(series, count.series())) {
                    DailyTotals.Total part = new DailyTotals.Total(count.count(), count.amount());
                    measure = Math.addExact(measure, Measures.part(ladder.by(), part));
                }
            }
            if (from > standing.measuredFrom()) {
                measure = Math.subtractExact(measure, Measures.sum(member, ladder, standing.measuredFrom(), from));
            }
        }
        if (measure != standing.measure() || from != standing.measuredFrom()) {
            decision.emit(new Measured(ladder.number(), measure, from));
        }
        return required(member, ladder);
    }

    /** Whether days must be looked at that the measure never saw, or days that left the window are forgotten by now. */
    private static boolean mustBeginAgain(Member member, Terms terms, Standing standing, long from) {
        long known = standing.measuredFrom();
        return known == Long.MAX_VALUE
                || from < known
                || (from > known && known < Recording.daysKeptFrom(member, terms));
    }

    private static boolean contains(long[] series, long one) {
        for (long other : series) {
            if (other == one) {
                return true;
            }
        }
        return false;
    }

    private static Standing required(Member member, Ladder ladder) {
        Standing standing = member.standing(ladder.number());
        if (standing == null) {
            throw new ImpossibleEventException("expected a standing in " + ladder.name() + ", but found none");
        }
        return standing;
    }

    /** When a standing next changes by time alone. */
    static long nextDue(Member member, @Nullable Terms terms) {
        long due = Lot.NEVER;
        for (Standing standing : member.standings) {
            due = Math.min(due, Math.min(standing.until(), standing.graceUntil()));
            due = Math.min(due, standing.granted() == 0 ? Lot.NEVER : standing.grantedUntil());
            Ladder ladder = terms == null ? null : terms.ladder(standing.ladder());
            if (terms != null && ladder != null && fallsWithDays(ladder, standing)) {
                due = Math.min(due, Measures.nextFall(member, ladder, terms, standing.measuredFrom()));
            }
        }
        return due;
    }

    /** Whether the tier is held only as long as it is qualified for; not if other terms gave it an end of its own. */
    static boolean whileQualified(Ladder ladder, Standing standing) {
        return ladder.hold() instanceof Hold.WhileQualified && standing.until() == Lot.NEVER;
    }

    private static boolean fallsWithDays(Ladder ladder, Standing standing) {
        return whileQualified(ladder, standing)
                && Measures.overDays(ladder)
                && !standing.grace()
                && standing.measuredFrom() != Long.MAX_VALUE
                && index(ladder, standing.tier()) > 0;
    }

    /** Settles what is due now, one standing at a time. */
    static void settle(Decision decision, long due) {
        Member member = decision.member;
        for (Standing standing : List.copyOf(member.standings)) {
            if (standing.granted() != 0 && standing.grantedUntil() <= due) {
                Advancing.endGrant(decision, standing);
                return;
            }
            Terms terms = decision.terms(member.time);
            Ladder ladder = terms == null ? null : terms.ladder(standing.ladder());
            if (standing.until() <= due || standing.graceUntil() <= due) {
                if (terms == null || ladder == null) {
                    decision.emit(
                            new Stood(standing.ladder(), standing.tier(), standing.since(), Lot.NEVER, Why.ENDED));
                } else {
                    end(decision, terms, ladder, standing);
                }
                return;
            }
            if (terms != null
                    && ladder != null
                    && fallsWithDays(ladder, standing)
                    && Measures.nextFall(member, ladder, terms, standing.measuredFrom()) <= due) {
                evaluate(decision, terms, ladder, List.of());
                return;
            }
        }
        throw new ImpossibleEventException("expected a standing that is due at " + due + ", but found none");
    }

    /** The end of a hold or of a grace. */
    private static void end(Decision decision, Terms terms, Ladder ladder, Standing standing) {
        long end = decision.member.time;
        int held = index(ladder, standing.tier());
        int qualified = qualified(ladder, Measures.measureAtEnd(decision.member, ladder, terms, end));
        if (qualified >= held) {
            hold(decision, terms, ladder, held, standing.since(), Why.RENEWED, end - 1);
        } else if (standing.grace()) {
            fall(decision, terms, ladder, standing, qualified, end);
        } else {
            graceOrFall(decision, terms, ladder, standing, qualified, end);
        }
    }

    private static void graceOrFall(
            Decision decision, Terms terms, Ladder ladder, Standing standing, int qualified, long now) {
        if (ladder.grace() != null && ladder.fall() != Fall.NONE) {
            decision.emit(new GraceBegan(ladder.number(), terms.calendar().plus(now, ladder.grace())));
        } else {
            fall(decision, terms, ladder, standing, qualified, now);
        }
    }

    private static void fall(
            Decision decision, Terms terms, Ladder ladder, Standing standing, int qualified, long now) {
        int held = index(ladder, standing.tier());
        switch (ladder.fall()) {
            case NONE -> {
                if (standing.until() != Lot.NEVER) {
                    hold(decision, terms, ladder, held, standing.since(), Why.RENEWED, now - 1);
                }
            }
            case ONE_DOWN -> hold(decision, terms, ladder, held - 1, now, Why.FELL, now - 1);
            case TO_QUALIFIED -> hold(decision, terms, ladder, qualified, now, Why.FELL, now - 1);
        }
    }

    /** @param within a moment inside the calendar unit or membership year that the hold is counted from */
    private static void hold(
            Decision decision, Terms terms, Ladder ladder, int tier, long since, Why why, long within) {
        long until = tier == 0 ? Lot.NEVER : holdEnd(decision.member, terms, ladder.hold(), within);
        decision.emit(new Stood(ladder.number(), ladder.tiers().get(tier).number(), since, until, why));
    }

    /** The end of a hold that begins at the member's time: always later than that, also where what ended has none more. */
    private static long holdEnd(Member member, Terms terms, Hold hold, long within) {
        return switch (hold) {
            case Hold.WhileQualified h -> Lot.NEVER;
            case Hold.Lifetime h -> Lot.NEVER;
            case Hold.For h -> terms.calendar().plus(member.time, h.period());
            case Hold.UntilEndOf h -> {
                long end = terms.calendar().endOf(within, h.unit());
                for (int i = 0; i < h.more() || end <= member.time; i++) {
                    end = terms.calendar().endOf(end, h.unit());
                }
                yield end;
            }
            case Hold.UntilMembershipYear h -> {
                int more = h.more();
                long end = Measures.membershipYearEnd(member, terms.calendar(), within, more);
                while (end <= member.time) {
                    end = Measures.membershipYearEnd(member, terms.calendar(), within, ++more);
                }
                yield end;
            }
        };
    }

    /** The highest tier that a measure reaches. */
    static int qualified(Ladder ladder, long measure) {
        int index = 0;
        for (int i = 1; i < ladder.tiers().size(); i++) {
            if (ladder.tiers().get(i).from() <= measure) {
                index = i;
            }
        }
        return index;
    }

    /** The place of a tier in the ladder; a tier that the terms no longer have counts as the lowest. */
    static int index(Ladder ladder, int tier) {
        for (int i = 0; i < ladder.tiers().size(); i++) {
            if (ladder.tiers().get(i).number() == tier) {
                return i;
            }
        }
        return 0;
    }

    /** The symbol of the tier that counts: the better of the earned and the granted one. */
    static int effective(Ladder ladder, @Nullable Standing standing) {
        if (standing == null) {
            return ladder.tiers().getFirst().number();
        }
        return index(ladder, standing.granted()) > index(ladder, standing.tier()) ? standing.granted()
                : standing.tier();
    }
}
