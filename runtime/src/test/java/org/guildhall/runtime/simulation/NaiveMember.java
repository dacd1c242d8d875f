package org.guildhall.runtime.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.Account;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/** A member as the reference model keeps it: lists of everything that ever was. */
final class NaiveMember {
    static final long NEVER = Long.MAX_VALUE;
    /** The end of lots that end with inactivity. */
    static final long IDLE = NEVER - 1;

    final EntityName name;
    Catalogue catalogue;
    boolean known;
    long time = Long.MIN_VALUE;
    long joinedAt = NEVER;
    long termsSeen = NEVER;
    Status status = Status.ACTIVE;
    String merging = "";
    Fields fields = Fields.NONE;
    Fields scores = Fields.NONE;
    long lastActive = Long.MIN_VALUE;
    long lastLot;
    List<Lot> lots = new ArrayList<>();
    final List<Posting> postings = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();
    final List<Spend> spends = new ArrayList<>();
    final List<Tick> ticks = new ArrayList<>();
    final List<Use> uses = new ArrayList<>();
    final Map<Integer, Long> idleAt = new TreeMap<>();
    final Map<Long, Long> expiredOfLot = new TreeMap<>();
    final Map<Integer, Tier> tiers = new TreeMap<>();
    final Map<Integer, Long> yearly = new LinkedHashMap<>();
    final Map<String, Remembered> ids = new TreeMap<>();

    enum Status {
        ACTIVE,
        FROZEN,
        LEFT,
        MERGED
    }

    record Lot(int currency, long number, long amount, long earnedAt, long vestsAt, long expiresAt, boolean pending) {
        long next() {
            return pending ? vestsAt : expiresAt;
        }

        Lot of(long newAmount) {
            return new Lot(currency, number, newAmount, earnedAt, vestsAt, expiresAt, pending);
        }

        Lot until(long end) {
            return new Lot(currency, number, amount, earnedAt, vestsAt, end, pending);
        }

        Lot vested() {
            return new Lot(currency, number, amount, earnedAt, vestsAt, expiresAt, false);
        }

        Lot moved(long by) {
            return new Lot(currency, number + by, amount, earnedAt, vestsAt, expiresAt, pending);
        }
    }

    record Posting(int currency, Account from, Account to, long amount) {}

    /** What a rule gave for an order: what is left of it, what it was, in which lot. */
    record Award(int rule, int currency, long amount, long first, Lot lot, java.math.BigDecimal factor) {
        Award of(long newAmount) {
            return new Award(rule, currency, newAmount, first, lot, factor);
        }
    }

    record Order(
            String id,
            long number,
            long at,
            long day,
            long keptUntil,
            Activity left,
            long original,
            long amount,
            long taken,
            boolean gone,
            boolean byMember,
            List<Award> awards) {
        /** What it earned into a lot is gone. */
        Order without(long lot) {
            return new Order(id, number, at, day, keptUntil, left, original, amount, taken, gone, byMember,
                    awards.stream().map(award -> award.lot().number() == lot ? award.of(0) : award).toList());
        }
    }

    record Spend(String id, long number, int currency, long amount, long keptUntil, boolean sent, List<Lot> parts) {}

    /** Something counted on a day: an activity of a kind, and whether by a member as they were then; a currency earned, or a field of a kind. */
    record Tick(long series, long day, long count, long amount, boolean byMember) {
        Tick(long series, long day, long count, long amount) {
            this(series, day, count, amount, false);
        }
    }

    record Use(int limit, long period, long amount) {}

    record Tier(int tier, long since, long until, long graceUntil, int granted, long grantedUntil) {
        Tier held(int newTier, long newSince, long newUntil) {
            return new Tier(newTier, newSince, newUntil, NEVER, granted, grantedUntil);
        }

        Tier inGrace(long end) {
            return new Tier(tier, since, NEVER, end, granted, grantedUntil);
        }

        Tier granted(int newTier, long end) {
            return new Tier(tier, since, until, graceUntil, newTier, end);
        }

        boolean grace() {
            return graceUntil != NEVER;
        }
    }

    /** A command that came before; {@code keeps} says whether it made something that can be taken back. */
    record Remembered(long at, Command.Body body, boolean accepted, long forgetAt, boolean keeps) {}

    NaiveMember(EntityName name, Catalogue catalogue) {
        this.name = name;
        this.catalogue = catalogue;
    }

    NaiveMember copy() {
        NaiveMember copy = new NaiveMember(name, catalogue);
        copy.known = known;
        copy.time = time;
        copy.joinedAt = joinedAt;
        copy.termsSeen = termsSeen;
        copy.status = status;
        copy.merging = merging;
        copy.fields = fields;
        copy.scores = scores;
        copy.lastActive = lastActive;
        copy.lastLot = lastLot;
        copy.lots.addAll(lots);
        copy.postings.addAll(postings);
        copy.orders.addAll(orders);
        copy.spends.addAll(spends);
        copy.ticks.addAll(ticks);
        copy.uses.addAll(uses);
        copy.idleAt.putAll(idleAt);
        copy.expiredOfLot.putAll(expiredOfLot);
        copy.tiers.putAll(tiers);
        copy.yearly.putAll(yearly);
        copy.ids.putAll(ids);
        return copy;
    }

    boolean joined() {
        return joinedAt != NEVER;
    }

    /** A currency's lots in the order in which something happens to them. */
    List<Lot> lots(int currency, boolean pending) {
        return lots.stream()
                .filter(lot -> lot.currency() == currency && lot.pending() == pending && lot.amount() > 0)
                .sorted(Comparator.comparingLong(Lot::next).thenComparingLong(Lot::number))
                .toList();
    }

    long held(int currency, boolean pending) {
        return lots(currency, pending).stream().mapToLong(Lot::amount).sum();
    }

    /** What the postings of a currency leave on an account, counted as the account is shown: always at or above 0. */
    long figure(int currency, Account account) {
        boolean source = account == Account.ISSUED || account == Account.RECEIVED || account == Account.OWED;
        long sum = 0;
        for (Posting posting : postings) {
            if (posting.currency() == currency) {
                sum += posting.to() == account ? posting.amount() : 0;
                sum -= posting.from() == account ? posting.amount() : 0;
            }
        }
        return source ? -sum : sum;
    }

    TreeSet<Integer> currencies() {
        TreeSet<Integer> all = new TreeSet<>();
        postings.forEach(posting -> all.add(posting.currency()));
        return all;
    }

    /** What was spent and can be cancelled at the member's time. */
    long cancellable(int currency) {
        return spends.stream()
                .filter(spend -> spend.currency() == currency && !spend.sent() && spend.keptUntil() > time)
                .mapToLong(Spend::amount)
                .sum();
    }

    void post(int currency, Account from, Account to, long amount) {
        if (amount > 0) {
            postings.add(new Posting(currency, from, to, amount));
        }
    }

    void replace(Lot old, Lot lot) {
        lots.remove(old);
        if (lot.amount() > 0) {
            lots.add(lot);
        }
    }

    /** Takes an amount out of one lot. */
    void take(Lot lot, long amount, Account to) {
        replace(lot, lot.of(lot.amount() - amount));
        post(lot.currency(), lot.pending() ? Account.PENDING : Account.AVAILABLE, to, amount);
    }

    /** Takes an amount out of the available lots, those that end first taken first; gives the parts. */
    List<Lot> takeInOrder(int currency, long amount, Account to) {
        List<Lot> parts = new ArrayList<>();
        long missing = amount;
        for (Lot lot : lots(currency, false)) {
            long part = Math.min(missing, lot.amount());
            if (part > 0) {
                take(lot, part, to);
                parts.add(lot.of(part));
                missing -= part;
            }
        }
        return parts;
    }

    void open(Account from, Lot lot) {
        lastLot = Math.max(lastLot, lot.number());
        lots.add(lot);
        post(lot.currency(), from, lot.pending() ? Account.PENDING : Account.AVAILABLE, lot.amount());
        beginIdle(lot);
        repay(lot);
    }

    /** What is owed is repaid from a lot that is available. */
    void repay(Lot lot) {
        if (!lot.pending()) {
            take(lot, Math.min(lot.amount(), figure(lot.currency(), Account.OWED)), Account.OWED);
        }
    }

    /** Points become available, and count as earned from now on. */
    void vest(Lot lot) {
        Lot vested = lot.vested();
        replace(lot, vested);
        post(lot.currency(), Account.PENDING, Account.AVAILABLE, lot.amount());
        ticks.add(new Tick(lot.currency(), calendar().day(lot.earnedAt()), 0, lot.amount()));
        beginIdle(vested);
        repay(vested);
    }

    private NaiveCalendar calendar() {
        return new NaiveCalendar(catalogue.first().calendar().zone());
    }

    /** Inactivity is counted from now where nothing is being waited for. */
    void beginIdle(Lot lot) {
        long known = idleAt.getOrDefault(lot.currency(), NEVER);
        Period period = idlePeriod(lot.currency());
        if (!lot.pending() && lot.expiresAt() == IDLE && period != null && (known == NEVER || known <= time)) {
            idleUntil(lot.currency(), calendar().plus(time, period));
        }
    }

    void idleUntil(int currency, long moment) {
        idleAt.merge(currency, moment, (known, next) -> known == NEVER || known < next ? next : known);
    }

    /** By the latest terms so far under which the currency ends with inactivity. */
    @Nullable
    Period idlePeriod(int number) {
        Period period = null;
        for (Catalogue.Dated dated : catalogue.all()) {
            PointCurrency currency = dated.from() <= time ? dated.terms().currency(number) : null;
            if (currency != null && currency.expires() instanceof PointCurrency.Expiry.Inactivity idle) {
                period = idle.period();
            }
        }
        return period;
    }

    long used(int limit, long period) {
        return uses.stream()
                .filter(use -> use.limit() == limit && use.period() == period)
                .mapToLong(Use::amount)
                .sum();
    }

    /** The order with an id that can still be taken back. */
    @Nullable
    Order order(String id) {
        return orders.stream()
                .filter(order -> order.id().equals(id) && order.keptUntil() > time)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    void replace(Order old, Order order) {
        orders.set(orders.indexOf(old), order);
    }
}
