package org.guildhall.server.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.runtime.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a second callers may send: a key as many as was said when it was made, a member {@value #MEMBERS}. A second's worth may
 * come at once, then as many as the second brings back. Any thread.
 */
public final class RateLimits {
    /** Of each member, with whatever tokens. */
    public static final int MEMBERS = 10;

    private static final long SECOND_NANOS = 1_000_000_000;
    /** Of whom so many others asked since, whoever is meant has a full second's worth again. */
    private static final int MOST_CALLERS = 100_000;

    private final Clock clock;
    /** When each caller has a full second's worth again, by the clock's passing time. */
    private final Map<Object, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    public RateLimits(Clock clock) {
        this.clock = clock;
    }

    /**
     * How a caller stands after a request.
     *
     * @param policy what the limit is called
     * @param rate requests a second
     * @param left how many more may come at once
     * @param within whether this one may be answered
     */
    public record Standing(String policy, int rate, long left, boolean within) {}

    /** Counts a request; null for a caller without a limit. */
    public @Nullable Standing take(Caller caller) {
        return switch (caller) {
            case ApiKey key -> key.rate() == 0 ? null : take(key.id(), "key", key.rate());
            case MemberToken token -> take(token.member(), "member", MEMBERS);
        };
    }

    private synchronized Standing take(Object who, String policy, int rate) {
        long now = clock.nanos();
        long each = SECOND_NANOS / rate;
        Long before = fullAt.get(who);
        long full = before == null ? now : Math.max(now, before);
        boolean within = full + each - now <= SECOND_NANOS;
        if (within) {
            full += each;
        }
        fullAt.put(who, full);
        return new Standing(policy, rate, (SECOND_NANOS - (full - now)) / each, within);
    }
}
