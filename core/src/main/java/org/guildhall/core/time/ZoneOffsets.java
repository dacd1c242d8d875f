package org.guildhall.core.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Between moments and local time in one zone, both in epoch milliseconds, as {@link java.time.ZonedDateTime} has it: a
 * local time that occurs twice is the first of the two, one that a clock change skips is moved on by what was skipped. The
 * clock changes of some centuries are laid out in arrays, since every decision asks. Safe for many threads.
 */
final class ZoneOffsets {
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");
    private static final long DAY_MILLIS = 86_400_000L;

    private final ZoneRules rules;
    /** Where stretches of time with one offset begin; the first begins before {@link #FIRST}. */
    private final long[] starts;

    private final long[] offsets;
    /** The stretch last found, where the next look begins; any value is right. */
    private int hint;

    ZoneOffsets(ZoneRules rules) {
        this.rules = rules;
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        for (ZoneOffsetTransition change = rules.nextTransition(FIRST); change != null
                && change.getInstant().isBefore(LAST); change = rules.nextTransition(change.getInstant())) {
            changes.add(change);
        }
        starts = new long[changes.size() + 2];
        offsets = new long[starts.length];
        starts[0] = FIRST.toEpochMilli();
        offsets[0] = millis(rules.getOffset(FIRST));
        for (int i = 0; i < changes.size(); i++) {
            starts[i + 1] = changes.get(i).getInstant().toEpochMilli();
            offsets[i + 1] = millis(changes.get(i).getOffsetAfter());
        }
        starts[starts.length - 1] = LAST.toEpochMilli();
        offsets[starts.length - 1] = millis(rules.getOffset(LAST));
    }

    private static long millis(ZoneOffset offset) {
        return offset.getTotalSeconds() * 1000L;
    }

    /** What local time is ahead of UTC at a moment. */
    long at(long moment) {
        return laidOut(moment) ? offsets[stretch(moment)] : millis(rules.getOffset(Instant.ofEpochMilli(moment)));
    }

    /** The moment of a local time. */
    long moment(long local) {
        return moment(local, false);
    }

    /** The first moment at or after a local time. */
    long firstMoment(long local) {
        return moment(local, true);
    }

    private long moment(long local, boolean endOfGap) {
        if (!laidOut(local - DAY_MILLIS) || !laidOut(local + DAY_MILLIS)) {
            return byRules(local, endOfGap);
        }
        for (int i = stretch(local - DAY_MILLIS);; i++) {
            long moment = local - offsets[i];
            if (moment < starts[i + 1]) {
                return moment;
            }
            if (local - offsets[i + 1] < starts[i + 1]) {
                return endOfGap ? starts[i + 1] : moment;
            }
        }
    }

    private long byRules(long local, boolean endOfGap) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(local, 1000L),
                (int) Math.floorMod(local, 1000L) * 1_000_000, ZoneOffset.UTC);
        ZoneOffsetTransition change = rules.getTransition(time);
        if (change == null) {
            return local - millis(rules.getOffset(time));
        }
        return endOfGap && change.isGap()
                ? change.getInstant().toEpochMilli()
                : local - millis(change.getOffsetBefore());
    }

    private boolean laidOut(long moment) {
        return moment >= starts[0] && moment < starts[starts.length - 1];
    }

    private int stretch(long moment) {
        int found = hint;
        if (moment < starts[found] || moment >= starts[found + 1]) {
            found = search(moment);
            hint = found;
        }
        return found;
    }

    private int search(long moment) {
        int low = 0;
        int high = starts.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= moment) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
