package org.guildhall.core.member;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;

/**
 * What of benefits a member has by hand or by a rule for a time, and what each benefit came to so far. A grant whose time is over is none: nothing
 * happens at its end, and it is dropped with the next one.
 */
final class Grants {
    /** The number of the last use. */
    long lastUse;

    private final List<Grant> grants = new ArrayList<>(0);
    private final List<Came> came = new ArrayList<>(0);

    /**
     * A benefit that was granted by hand, or given by a rule. Stored, one by hand is as it always was; another has a bit in front
     * of its benefit, and the rule behind.
     *
     * @param benefit its symbol
     * @param value the symbol of an attribute's value, 0 for what is none
     * @param rule the symbol of the rule that gave it, 0 for one by hand
     */
    record Grant(int benefit, int value, long since, long until, int rule) {
        private static final int BY_RULE = 1 << 30;

        /** By hand. */
        Grant(int benefit, int value, long since, long until) {
            this(benefit, value, since, until, 0);
        }

        private boolean same(Grant other) {
            return benefit == other.benefit && value == other.value && rule == other.rule;
        }

        void write(ByteWriter out) {
            out.writeVarint(rule == 0 ? benefit : benefit | BY_RULE).writeVarint(value);
            out.writeSigned(since).writeSigned(until);
            if (rule != 0) {
                out.writeVarint(rule);
            }
        }

        static Grant read(ByteReader in) {
            int benefit = in.readCount();
            return new Grant(benefit & ~BY_RULE, in.readCount(), in.readSigned(), in.readSigned(),
                    (benefit & BY_RULE) == 0 ? 0 : in.readCount());
        }
    }

    /** What all uses of a benefit came to; worth and cost in minor units. */
    record Came(int benefit, long amount, long worth, long cost) {
        private Came plus(long more, long moreWorth, long moreCost) {
            return new Came(benefit, Math.addExact(amount, more), Math.addExact(worth, moreWorth),
                    Math.addExact(cost, moreCost));
        }

        private void write(ByteWriter out) {
            out.writeVarint(benefit).writeVarint(amount).writeVarint(worth).writeVarint(cost);
        }
    }

    /** Those of a benefit that have not ended. */
    List<Grant> of(int benefit, long now) {
        if (grants.isEmpty()) {
            return List.of();
        }
        return grants.stream().filter(grant -> grant.benefit == benefit && grant.until > now).toList();
    }

    /** Those that rules gave and that have not ended. */
    List<Grant> byRules(long now) {
        return grants.isEmpty()
                ? List.of()
                : grants.stream().filter(grant -> grant.rule != 0 && grant.until > now).toList();
    }

    void end(int benefit, int rule) {
        grants.removeIf(grant -> grant.benefit == benefit && grant.rule == rule);
    }

    /** The symbols of what is granted now, each once. */
    List<Integer> granted(long now) {
        return grants.stream().filter(grant -> grant.until > now).map(Grant::benefit).distinct().toList();
    }

    /** A grant of the same takes the place of the one before. */
    void put(Grant grant, long now) {
        grants.removeIf(one -> one.until <= now || one.same(grant));
        grants.add(grant);
    }

    void revoke(int benefit) {
        grants.removeIf(grant -> grant.benefit == benefit);
    }

    Came came(int benefit) {
        for (Came one : came) {
            if (one.benefit == benefit) {
                return one;
            }
        }
        return new Came(benefit, 0, 0, 0);
    }

    void forEachCame(Consumer<Came> each) {
        came.forEach(each);
    }

    void used(KeptUse use) {
        add(new Came(use.benefit(), use.amount(), use.worth(), use.cost()));
    }

    void cancelled(KeptUse use) {
        less(came(use.benefit()).plus(-use.amount(), -use.worth(), -use.cost()));
    }

    void worthLost(int benefit, long worth) {
        less(came(benefit).plus(0, -worth, 0));
    }

    private void less(Came after) {
        if (after.amount < 0 || after.worth < 0 || after.cost < 0) {
            throw new ImpossibleEventException(
                    "expected at most what was used to be taken back, but found that it leaves " + after);
        }
        put(after);
    }

    private void add(Came more) {
        put(came(more.benefit).plus(more.amount, more.worth, more.cost));
    }

    private void put(Came after) {
        came.removeIf(one -> one.benefit == after.benefit);
        came.add(after);
    }

    /** Takes in another member's: of two grants of the same the one that ends later stays. */
    void absorb(Grants other, long now) {
        for (Grant grant : other.grants) {
            boolean shorter = grants.stream().anyMatch(one -> one.same(grant) && one.until >= grant.until);
            if (!shorter) {
                put(grant, now);
            }
        }
        other.came.forEach(this::add);
        lastUse += other.lastUse;
    }

    void write(ByteWriter out) {
        write(out, grants, came);
    }

    void writeCanonical(ByteWriter out, long now) {
        write(out, grants.stream()
                .filter(grant -> grant.until > now)
                .sorted(comparingInt(Grant::benefit).thenComparingInt(Grant::value).thenComparingInt(Grant::rule))
                .toList(), came.stream().sorted(comparingInt(Came::benefit)).toList());
    }

    private void write(ByteWriter out, List<Grant> granted, List<Came> sums) {
        out.writeVarint(lastUse).writeVarint(granted.size());
        granted.forEach(grant -> grant.write(out));
        out.writeVarint(sums.size());
        sums.forEach(one -> one.write(out));
    }

    void read(ByteReader in) {
        lastUse = in.readVarint();
        int size = in.readCount();
        for (int i = 0; i < size; i++) {
            grants.add(Grant.read(in));
        }
        int sums = in.readCount();
        for (int i = 0; i < sums; i++) {
            came.add(new Came(in.readCount(), in.readVarint(), in.readVarint(), in.readVarint()));
        }
    }
}
