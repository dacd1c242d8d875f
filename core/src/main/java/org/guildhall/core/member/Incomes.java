package org.guildhall.core.member;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;

/**
 * What a member's plans brought in besides their fees, such as from advertising: an amount for each plan and month. Months that can be
 * reported no more are kept as one sum.
 */
final class Incomes {
    /** So many months, the present one with them, can be reported, and reported again. */
    static final int OPEN_MONTHS = 36;

    /** The month of the sum of those that are closed. */
    private static final int CLOSED = 0;

    private final List<Income> all = new ArrayList<>(0);

    /**
     * @param plan the plan's symbol
     * @param month counted from January of year 0; 0 for all that are closed
     * @param amount in minor units
     */
    record Income(int plan, int month, long amount) {
        private boolean same(int otherPlan, int otherMonth) {
            return plan == otherPlan && month == otherMonth;
        }
    }

    /** In the order of plans and months. */
    List<Income> all() {
        return all;
    }

    long total(int plan) {
        return all.stream().filter(one -> one.plan == plan).mapToLong(Income::amount).sum();
    }

    /** Takes the place of what was reported of the month before. */
    void put(Income income) {
        all.removeIf(one -> one.same(income.plan, income.month));
        add(income);
        close(income.plan);
    }

    private void add(Income income) {
        if (income.amount > 0) {
            all.add(income);
            all.sort(comparingInt(Income::plan).thenComparingInt(Income::month));
        }
    }

    private void close(int plan) {
        int latest = all.stream().filter(one -> one.plan == plan).mapToInt(Income::month).max().orElse(0);
        List<Income> over = all.stream()
                .filter(one -> one.plan == plan && one.month <= latest - OPEN_MONTHS)
                .toList();
        if (over.stream().anyMatch(one -> one.month != CLOSED)) {
            all.removeAll(over);
            add(new Income(plan, CLOSED, over.stream().mapToLong(Income::amount).sum()));
        }
    }

    /** Takes in another member's: what both have of a month is added up. */
    void absorb(Incomes other) {
        for (Income income : other.all) {
            long own = all.stream()
                    .filter(one -> one.same(income.plan, income.month))
                    .mapToLong(Income::amount)
                    .sum();
            put(new Income(income.plan, income.month, Math.addExact(own, income.amount)));
        }
    }

    void write(ByteWriter out) {
        out.writeVarint(all.size());
        all.forEach(one -> out.writeVarint(one.plan).writeVarint(one.month).writeVarint(one.amount));
    }

    void read(ByteReader in) {
        int size = in.readCount();
        for (int i = 0; i < size; i++) {
            all.add(new Income(in.readCount(), in.readCount(), in.readVarint()));
        }
    }
}
