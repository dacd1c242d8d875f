package org.guildhall.runtime.simulation;

import java.time.LocalDate;
import java.util.List;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Ladder.Hold;
import org.guildhall.core.terms.Ladder.Measure;
import org.guildhall.core.terms.Ladder.Over;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Tiers of one member under one terms, measured afresh from every tick whenever they are looked at. */
record NaiveLadders(NaiveMember member, Terms terms, NaiveCalendar calendar) {
    NaiveLadders(NaiveMember member, Terms terms) {
        this(member, terms, new NaiveCalendar(terms.calendar().zone()));
    }

    static int rank(Ladder ladder, int tier) {
        List<Ladder.Tier> tiers = ladder.tiers();
        return tiers.stream().filter(one -> one.number() == tier).map(tiers::indexOf).findFirst().orElse(0);
    }

    static int effective(Ladder ladder, NaiveMember.@Nullable Tier tier) {
        if (tier == null) {
            return ladder.tiers().getFirst().number();
        }
        return rank(ladder, tier.granted()) > rank(ladder, tier.tier()) ? tier.granted() : tier.tier();
    }

    /** What the member measures now. */
    long measure(Ladder ladder) {
        return measure(ladder, member.time, Long.MAX_VALUE);
    }

    /** What decides at the end of a hold: the unit that ends then, but a rolling window as it stands then. */
    private long measureAtEnd(Ladder ladder) {
        long end = member.time;
        return ladder.over() instanceof Over.Rolling
                ? measure(ladder, end, Long.MAX_VALUE)
                : measure(ladder, end - 1, calendar.day(end - 1));
    }

    private long measure(Ladder ladder, long moment, long lastDay) {
        return switch (ladder.by()) {
            case Measure.Balance by -> member.held(by.currency(), false);
            case Measure.Score by -> member.scores.number(by.score(), 0);
            case Measure.Earned by -> sum(ladder, List.of((long) by.currency()), moment, lastDay);
            case Measure.Money by -> sum(ladder, by.kinds().stream().map(Integer::longValue).toList(), moment, lastDay);
            case Measure.Count by -> sum(ladder, by.kinds().stream().map(Integer::longValue).toList(), moment, lastDay);
            case Measure.Sum by ->
                    sum(ladder, by.kinds().stream().map(kind -> series(kind, by.field())).toList(), moment, lastDay);
        };
    }

    static long series(int kind, int field) {
        return 1_000_000_000L * kind + 1_000_000 + field;
    }

    private long sum(Ladder ladder, List<Long> series, long moment, long lastDay) {
        return member.ticks.stream()
                .filter(tick -> series.contains(tick.series()) && tick.day() <= lastDay)
                .filter(tick -> inside(ladder.over(), LocalDate.ofEpochDay(tick.day()), moment))
                .mapToLong(tick -> ladder.by() instanceof Measure.Count ? tick.count() : tick.amount())
                .sum();
    }

    private boolean inside(Over over, LocalDate day, long moment) {
        LocalDate today = calendar.date(moment);
        return switch (over) {
            case Over.Rolling window -> NaiveCalendar.plus(day, window.period()).isAfter(today);
            case Over.Calendar window -> !day.isBefore(calendar.first(moment, window.unit()));
            case Over.MembershipYear window -> !day.isBefore(NaiveCalendar.lastReturn(joined(), today));
            case Over.Lifetime window -> true;
            case Over.Present window -> true;
        };
    }

    private LocalDate joined() {
        return calendar.date(member.joinedAt);
    }

    private static int qualified(Ladder ladder, long measure) {
        int rank = 0;
        for (int i = 0; i < ladder.tiers().size(); i++) {
            rank = ladder.tiers().get(i).from() <= measure ? i : rank;
        }
        return rank;
    }

    void evaluate() {
        if (member.joined()) {
            terms.ladders().forEach(this::evaluate);
        }
    }

    void evaluate(Ladder ladder) {
        NaiveMember.Tier tier = member.tiers.computeIfAbsent(
                ladder.number(),
                number -> new NaiveMember.Tier(ladder.tiers().getFirst().number(), member.time, NaiveMember.NEVER,
                        NaiveMember.NEVER, 0, NaiveMember.NEVER));
        int held = rank(ladder, tier.tier());
        int qualified = qualified(ladder, measure(ladder));
        if (qualified > held) {
            hold(ladder, qualified, member.time, member.time);
        } else if (qualified == held && tier.grace()) {
            hold(ladder, held, tier.since(), member.time);
        } else if (qualified < held && !tier.grace() && whileQualified(ladder, tier)) {
            graceOrFall(ladder, tier, qualified, member.time);
        }
    }

    /** A tier to which other terms gave an end of its own is held to that. */
    static boolean whileQualified(Ladder ladder, NaiveMember.Tier tier) {
        return ladder.hold() instanceof Hold.WhileQualified && tier.until() == NaiveMember.NEVER;
    }

    /** The end of a hold or of a grace is now. */
    void end(Ladder ladder) {
        NaiveMember.Tier tier = java.util.Objects.requireNonNull(member.tiers.get(ladder.number()));
        int held = rank(ladder, tier.tier());
        int qualified = qualified(ladder, measureAtEnd(ladder));
        if (qualified >= held) {
            hold(ladder, held, tier.since(), member.time - 1);
        } else if (tier.grace()) {
            fall(ladder, tier, qualified);
        } else {
            graceOrFall(ladder, tier, qualified, member.time);
        }
    }

    private void graceOrFall(Ladder ladder, NaiveMember.Tier tier, int qualified, long now) {
        if (ladder.grace() != null && ladder.fall() != Ladder.Fall.NONE) {
            member.tiers.put(ladder.number(), tier.inGrace(calendar.plus(now, ladder.grace())));
        } else {
            fall(ladder, tier, qualified);
        }
    }

    private void fall(Ladder ladder, NaiveMember.Tier tier, int qualified) {
        int held = rank(ladder, tier.tier());
        switch (ladder.fall()) {
            case NONE -> hold(ladder, held, tier.since(), member.time - 1);
            case ONE_DOWN -> hold(ladder, held - 1, member.time, member.time - 1);
            case TO_QUALIFIED -> hold(ladder, qualified, member.time, member.time - 1);
        }
    }

    private void hold(Ladder ladder, int rank, long since, long within) {
        NaiveMember.Tier before = java.util.Objects.requireNonNull(member.tiers.get(ladder.number()));
        long until = rank == 0 ? NaiveMember.NEVER : holdEnd(ladder.hold(), within);
        member.tiers.put(ladder.number(), before.held(ladder.tiers().get(rank).number(), since, until));
    }

    private long holdEnd(Hold hold, long within) {
        return switch (hold) {
            case Hold.WhileQualified h -> NaiveMember.NEVER;
            case Hold.Lifetime h -> NaiveMember.NEVER;
            case Hold.For h -> calendar.plus(member.time, h.period());
            case Hold.UntilEndOf h -> {
                long end = within;
                for (int i = 0; i <= h.more() || end <= member.time; i++) {
                    end = calendar.end(end, h.unit());
                }
                yield end;
            }
            case Hold.UntilMembershipYear h -> {
                int years = calendar.date(within).getYear() - joined().getYear() - 1;
                while (calendar.start(joined().plusYears(years)) <= within) {
                    years++;
                }
                years += h.more();
                while (calendar.start(joined().plusYears(years)) <= member.time) {
                    years++;
                }
                yield calendar.start(joined().plusYears(years));
            }
        };
    }
}
