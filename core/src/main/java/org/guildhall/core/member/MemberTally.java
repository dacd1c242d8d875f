package org.guildhall.core.member;

import java.util.Arrays;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.core.terms.Symbols;

/**
 * What one member adds to the programme's totals: the figures of each currency, one in the count of members or guests,
 * one in the count of each tier held.
 */
final class MemberTally {
    private static final int MEMBERS = 1;
    private static final int GUESTS = 2;
    private static final int LEFT = 3;
    private static final int MERGED = 4;
    /** Beside the accounts of a currency, whose ordinals lie below. */
    private static final int TIER = 15;

    private int size;
    private int[] series = new int[16];
    private long[] amounts = new long[16];

    /** The state's contribution. */
    static MemberTally of(Member member) {
        MemberTally tally = new MemberTally();
        if (member.known()) {
            tally.add(
                    switch (member.status) {
                        case LEFT -> LEFT;
                        case MERGED -> MERGED;
                        case ACTIVE, FROZEN -> member.joined() ? MEMBERS : GUESTS;
                    },
                    1);
            for (Standing standing : member.standings) {
                if (standing.tier() != 0) {
                    tally.add(standing.tier() << 4 | TIER, 1);
                }
            }
        }
        for (Wallet wallet : member.wallets) {
            for (int i = 0; i < Account.count(); i++) {
                long figure = wallet.figure(Account.of(i));
                if (figure != 0) {
                    tally.add(wallet.currency() << 4 | i, figure);
                }
            }
        }
        return tally;
    }

    private void add(int number, long amount) {
        for (int i = 0; i < size; i++) {
            if (series[i] == number) {
                amounts[i] += amount;
                return;
            }
        }
        if (size == series.length) {
            series = Arrays.copyOf(series, size * 2);
            amounts = Arrays.copyOf(amounts, size * 2);
        }
        series[size] = number;
        amounts[size++] = amount;
    }

    TallyDelta toDelta() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += amounts[i] != 0 ? 1 : 0;
        }
        int[] changed = new int[count];
        long[] by = new long[count];
        int next = 0;
        for (int i = 0; i < size; i++) {
            if (amounts[i] != 0) {
                changed[next] = series[i];
                by[next++] = amounts[i];
            }
        }
        return new TallyDelta(changed, by);
    }

    /** By how much this state's contribution exceeds an earlier one; the earlier one is used up. */
    TallyDelta since(MemberTally before) {
        for (int i = 0; i < before.size; i++) {
            before.amounts[i] = -before.amounts[i];
        }
        for (int i = 0; i < size; i++) {
            before.add(series[i], amounts[i]);
        }
        return before.toDelta();
    }

    static String seriesName(int number, Symbols symbols) {
        return switch (number) {
            case MEMBERS -> "members";
            case GUESTS -> "guests";
            case LEFT -> "left";
            case MERGED -> "merged";
            default -> (number & 15) == TIER
                    ? "tier." + symbols.name(number >>> 4)
                    : symbols.name(number >>> 4) + "." + Account.of(number & 15).word();
        };
    }
}
