package org.guildhall.runtime.simulation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guildhall.core.member.Account;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Lets time pass for one member: everything due, in its order, and a look at the ladders at every midnight. */
final class NaiveTime {
    private final NaiveMember member;
    private final Catalogue catalogue;
    private long midnight = Long.MIN_VALUE;

    NaiveTime(NaiveMember member, Catalogue catalogue) {
        this.member = member;
        this.catalogue = catalogue;
    }

    static void pass(NaiveMember member, Catalogue catalogue, long moment) {
        new NaiveTime(member, catalogue).pass(moment);
    }

    private void pass(long moment) {
        while (true) {
            long begins = catalogue.all()
                    .stream()
                    .mapToLong(Catalogue.Dated::from)
                    .filter(from -> from > member.termsSeen)
                    .min()
                    .orElse(NaiveMember.NEVER);
            long due = Math.min(Math.min(vests(), tierEnds()), Math.min(nextMidnight(), Math.min(expires(), yearly())));
            if (Math.min(begins, due) > moment) {
                break;
            }
            member.time = Math.max(member.time, Math.min(begins, due));
            if (begins <= due) {
                begin(begins);
            } else {
                happen(due);
            }
        }
        member.time = Math.max(member.time, moment);
    }

    private @Nullable Terms terms() {
        return catalogue.at(member.time);
    }

    private void begin(long from) {
        member.termsSeen = from;
        Terms terms = Objects.requireNonNull(catalogue.at(from));
        List.copyOf(member.lots)
                .stream()
                .filter(lot -> member.idleAt.getOrDefault(lot.currency(), NaiveMember.NEVER) == NaiveMember.NEVER)
                .forEach(member::beginIdle);
        if (member.status == NaiveMember.Status.ACTIVE || member.status == NaiveMember.Status.FROZEN) {
            schedule(member, terms);
            new NaiveLadders(member, terms).evaluate();
        }
    }

    /** One thing that is due, the first in order. */
    private void happen(long due) {
        if (vests() <= due) {
            NaiveMember.Lot lot = pending().getFirst();
            vestOrForfeit(lot);
            new NaiveLadders(member, Objects.requireNonNull(terms())).evaluate();
        } else if (tierEnds() <= due) {
            endTier(due);
        } else if (nextMidnight() <= due) {
            midnight = nextMidnight();
            fallWithTheDay();
        } else if (expires() <= due) {
            expire(due);
        } else {
            giveYearly(due);
        }
    }

    /** A lot that waited for a fulfilment which did not come follows its terms. */
    private void vestOrForfeit(NaiveMember.Lot lot) {
        PointCurrency.Vesting.On waits = NaiveEarning.waits(catalogue, lot);
        if (waits == null || waits.otherwise() == PointCurrency.Otherwise.VEST) {
            member.vest(lot);
            return;
        }
        member.take(lot, lot.amount(), Account.FORFEITED);
        for (NaiveMember.Order order : List.copyOf(member.orders)) {
            if (order.keptUntil() > member.time) {
                member.replace(order, order.without(lot.number()));
            }
        }
    }

    private List<NaiveMember.Lot> pending() {
        return member.currencies()
                .stream()
                .flatMap(currency -> member.lots(currency, true).stream())
                .sorted(java.util.Comparator.comparingLong(NaiveMember.Lot::next))
                .toList();
    }

    private long vests() {
        return pending().stream().mapToLong(NaiveMember.Lot::next).findFirst().orElse(NaiveMember.NEVER);
    }

    private long expires() {
        return member.currencies().stream().mapToLong(this::expires).min().orElse(NaiveMember.NEVER);
    }

    private long expires(int currency) {
        List<NaiveMember.Lot> lots = member.lots(currency, false);
        if (lots.isEmpty()) {
            return NaiveMember.NEVER;
        }
        long first = lots.getFirst().expiresAt();
        return Math.min(first == NaiveMember.IDLE ? NaiveMember.NEVER : first,
                member.idleAt.getOrDefault(currency, NaiveMember.NEVER));
    }

    private void expire(long due) {
        for (int currency : member.currencies()) {
            if (expires(currency) <= due) {
                boolean idle = member.idleAt.getOrDefault(currency, NaiveMember.NEVER) <= due;
                List<NaiveMember.Lot> lots = member.lots(currency, false);
                for (NaiveMember.Lot lot : idle
                        ? lots.stream().filter(one -> one.expiresAt() == NaiveMember.IDLE).toList()
                        : lots.subList(0, 1)) {
                    member.take(lot, lot.amount(), Account.EXPIRED);
                    member.expiredOfLot.merge(lot.number(), lot.amount(), Long::sum);
                }
                if (idle) {
                    member.idleAt.put(currency, NaiveMember.NEVER);
                }
                balanceChanged(currency);
                return;
            }
        }
    }

    private void balanceChanged(int currency) {
        Terms terms = terms();
        if (terms != null && member.joined()) {
            terms.ladders()
                    .stream()
                    .filter(ladder -> ladder.by() instanceof Ladder.Measure.Balance by && by.currency() == currency)
                    .forEach(ladder -> new NaiveLadders(member, terms).evaluate(ladder));
        }
    }

    private long tierEnds() {
        return member.tiers.values()
                .stream()
                .mapToLong(tier -> Math.min(Math.min(tier.until(), tier.graceUntil()), grantEnds(tier)))
                .min()
                .orElse(NaiveMember.NEVER);
    }

    private static long grantEnds(NaiveMember.Tier tier) {
        return tier.granted() == 0 ? NaiveMember.NEVER : tier.grantedUntil();
    }

    private void endTier(long due) {
        for (Map.Entry<Integer, NaiveMember.Tier> entry : member.tiers.entrySet()) {
            NaiveMember.Tier tier = entry.getValue();
            if (grantEnds(tier) <= due) {
                entry.setValue(tier.granted(0, NaiveMember.NEVER));
                return;
            }
            if (tier.until() <= due || tier.graceUntil() <= due) {
                Terms terms = Objects.requireNonNull(terms());
                new NaiveLadders(member, terms).end(Objects.requireNonNull(terms.ladder(entry.getKey())));
                return;
            }
        }
    }

    private long nextMidnight() {
        Terms terms = terms();
        if (terms == null || terms.ladders().stream().noneMatch(this::fallsWithDays)) {
            return NaiveMember.NEVER;
        }
        NaiveCalendar calendar = new NaiveCalendar(terms.calendar().zone());
        if (midnight == Long.MIN_VALUE) {
            midnight = calendar.start(calendar.date(member.time));
        }
        return calendar.start(calendar.date(midnight).plusDays(1));
    }

    private boolean fallsWithDays(Ladder ladder) {
        NaiveMember.Tier tier = member.tiers.get(ladder.number());
        return tier != null
                && NaiveLadders.whileQualified(ladder, tier)
                && !(ladder.over() instanceof Ladder.Over.Present)
                && !tier.grace()
                && NaiveLadders.rank(ladder, tier.tier()) > 0;
    }

    private void fallWithTheDay() {
        Terms terms = Objects.requireNonNull(terms());
        terms.ladders()
                .stream()
                .filter(this::fallsWithDays)
                .forEach(ladder -> new NaiveLadders(member, terms).evaluate(ladder));
    }

    // Yearly days

    private long yearly() {
        return member.yearly.values().stream().mapToLong(Long::longValue).min().orElse(NaiveMember.NEVER);
    }

    /** Sets the next day of each yearly rule; a year whose day was given, or was over, has no second one. */
    static void schedule(NaiveMember member, Terms terms) {
        NaiveCalendar calendar = new NaiveCalendar(terms.calendar().zone());
        for (EarningRule rule : terms.rules()) {
            if (rule.on() instanceof EarningRule.Trigger.Yearly trigger) {
                Long known = member.yearly.get(rule.number());
                LocalDate after = calendar.date(member.time);
                LocalDate from = known == null ? LocalDate.MIN : calendar.date(known).withDayOfYear(1).minusDays(1);
                set(member, calendar, rule, trigger, after.isAfter(from) ? after : from);
            }
        }
    }

    private static void set(
            NaiveMember member, NaiveCalendar calendar, EarningRule rule, EarningRule.Trigger.Yearly trigger,
            LocalDate after) {
        LocalDate first = first(member, calendar, trigger);
        if (first == null) {
            member.yearly.remove(rule.number());
        } else {
            LocalDate next = NaiveCalendar.nextReturn(first, after.isBefore(first) ? first : after);
            Long known = member.yearly.get(rule.number());
            if (known == null || known != calendar.start(next)) {
                member.yearly.remove(rule.number());
                member.yearly.put(rule.number(), calendar.start(next));
            }
        }
    }

    private static @Nullable LocalDate first(
            NaiveMember member, NaiveCalendar calendar, EarningRule.Trigger.Yearly trigger) {
        if (trigger.field() == 0) {
            return calendar.date(member.joinedAt);
        }
        return member.fields.has(trigger.field())
                ? LocalDate.ofEpochDay(member.fields.number(trigger.field(), 0))
                : null;
    }

    private void giveYearly(long due) {
        Terms terms = Objects.requireNonNull(terms());
        NaiveCalendar calendar = new NaiveCalendar(terms.calendar().zone());
        for (Map.Entry<Integer, Long> entry : List.copyOf(member.yearly.entrySet())) {
            if (entry.getValue() <= due) {
                EarningRule rule = terms.rule(entry.getKey());
                member.yearly.remove(entry.getKey());
                if (rule != null && rule.on() instanceof EarningRule.Trigger.Yearly trigger) {
                    set(member, calendar, rule, trigger, calendar.date(member.time));
                    give(terms, calendar, rule);
                }
                new NaiveLadders(member, terms).evaluate();
                return;
            }
        }
    }

    private void give(Terms terms, NaiveCalendar calendar, EarningRule rule) {
        if (member.status == NaiveMember.Status.ACTIVE) {
            NaiveEarning earning = new NaiveEarning(member, terms, member.time);
            for (NaiveEarning.Given given : earning.forDay(rule)) {
                int currency = given.currency().number();
                NaiveMember.Lot lot = earning.lot(given.currency(), member.lastLot + 1, given.amount());
                if (!lot.pending()) {
                    member.ticks.add(new NaiveMember.Tick(currency, calendar.day(member.time), 0, given.amount()));
                }
                member.open(Account.ISSUED, lot);
            }
        }
    }
}
