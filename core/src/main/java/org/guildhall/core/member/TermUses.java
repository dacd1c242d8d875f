package org.guildhall.core.member;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;

/** What the benefits of each subscription came to in its term: begun anew with each, and kept of the last one that ended. */
final class TermUses {
    private final List<Begun> begun = new ArrayList<>(0);
    private final List<Used> used = new ArrayList<>(0);

    /** @param after the number of the last use before the term */
    private record Begun(long subscription, long after) {}

    /** Of one benefit, or one coupon that came with the term; amounts in its unit, worth and cost in minor units. */
    record Used(long subscription, int benefit, long amount, long worth, long cost) {
        private Used plus(KeptUse use, int sign) {
            return new Used(subscription, benefit, amount + sign * use.amount(), worth + sign * use.worth(),
                    cost + sign * use.cost());
        }

        private boolean same(Used other) {
            return subscription == other.subscription && benefit == other.benefit;
        }
    }

    List<Used> of(long subscription) {
        return used.stream().filter(one -> one.subscription == subscription).toList();
    }

    /** A term begins, after this use. */
    void begin(long subscription, long after) {
        forget(subscription);
        if (after > 0) {
            begun.add(new Begun(subscription, after));
        }
    }

    void forget(long subscription) {
        begun.removeIf(one -> one.subscription == subscription);
        used.removeIf(one -> one.subscription == subscription);
    }

    void used(KeptUse use) {
        if (use.subscription() != 0) {
            put(find(use).plus(use, 1));
        }
    }

    /** One of a term before is in no sum any more. */
    void cancelled(KeptUse use) {
        boolean before = begun.stream()
                .anyMatch(one -> one.subscription == use.subscription() && use.number() <= one.after);
        Used sum = find(use);
        if (use.subscription() == 0 || before || sum.amount == 0) {
            return;
        }
        Used after = sum.plus(use, -1);
        if (after.amount < 0 || after.worth < 0 || after.cost < 0) {
            throw new ImpossibleEventException("expected at most what was used of benefit " + use.benefit()
                    + " in the term to be cancelled, but found " + use.amount());
        }
        put(after);
    }

    /** What was used in the term that runs was worth less. */
    void worthLost(MemberEvent.WorthLost event) {
        Used sum = find(event.subscription(), event.benefit());
        if (sum.worth < event.worth()) {
            throw new ImpossibleEventException("expected at most the worth of " + sum + ", but found " + event);
        }
        put(new Used(sum.subscription, sum.benefit, sum.amount, sum.worth - event.worth(), sum.cost));
    }

    /** Of a coupon that came with the term so many more were used, at such a cost; below 0 for what is given back. */
    void coupon(long subscription, int coupon, long times, long cost) {
        Used sum = find(subscription, coupon);
        put(new Used(subscription, coupon, sum.amount + times, sum.worth + cost, sum.cost + cost));
    }

    private Used find(KeptUse use) {
        return find(use.subscription(), use.benefit());
    }

    private Used find(long subscription, int benefit) {
        Used none = new Used(subscription, benefit, 0, 0, 0);
        return used.stream().filter(none::same).findFirst().orElse(none);
    }

    private void put(Used sum) {
        used.removeIf(sum::same);
        if (sum.amount > 0) {
            used.add(sum);
        }
    }

    /** Takes in another member's, moved behind these. */
    void absorb(TermUses other, long subscriptions, long uses) {
        other.begun.forEach(one -> begun.add(new Begun(one.subscription + subscriptions, one.after + uses)));
        other.used.forEach(one -> used.add(
                new Used(one.subscription + subscriptions, one.benefit, one.amount, one.worth, one.cost)));
    }

    void write(ByteWriter out) {
        out.writeVarint(begun.size());
        begun.stream()
                .sorted(comparingLong(Begun::subscription))
                .forEach(one -> out.writeVarint(one.subscription).writeVarint(one.after));
        out.writeVarint(used.size());
        used.stream()
                .sorted(comparingLong(Used::subscription).thenComparing(Used::benefit))
                .forEach(one -> out.writeVarint(one.subscription)
                        .writeVarint(one.benefit)
                        .writeVarint(one.amount)
                        .writeVarint(one.worth)
                        .writeVarint(one.cost));
    }

    void read(ByteReader in) {
        int terms = in.readCount();
        for (int i = 0; i < terms; i++) {
            begun.add(new Begun(in.readVarint(), in.readVarint()));
        }
        int sums = in.readCount();
        for (int i = 0; i < sums; i++) {
            used.add(new Used(in.readVarint(), in.readCount(), in.readVarint(), in.readVarint(), in.readVarint()));
        }
    }
}
