package org.guildhall.server.figures;

import java.util.Map;
import java.util.TreeMap;
import org.guildhall.core.member.Upcoming;

/**
 * Terms of plans that end soon and are followed by others.
 *
 * @param at the moment as of which it was found
 * @param plans by name, those of which none is due left out
 */
public record Due(long at, Map<String, OfPlan> plans) {
    public static final int DAYS = 30;

    /**
     * What is due of a plan.
     *
     * @param renewals terms that were paid and end
     * @param trials that end
     * @param amount of the next terms, trials' too, in minor units
     */
    public record OfPlan(long renewals, long trials, long amount) {
        static final OfPlan NONE = new OfPlan(0, 0, 0);

        OfPlan plus(Upcoming one) {
            return new OfPlan(renewals + (one.trial() ? 0 : 1), trials + (one.trial() ? 1 : 0),
                    Math.addExact(amount, one.price()));
        }
    }

    public Due {
        plans = Map.copyOf(plans);
    }

    public OfPlan plan(String name) {
        return plans.getOrDefault(name, OfPlan.NONE);
    }

    /** Found member by member. */
    static final class Sum {
        private final long at;
        private final long until;
        private final Map<String, OfPlan> plans = new TreeMap<>();

        Sum(long at, long until) {
            this.at = at;
            this.until = until;
        }

        long until() {
            return until;
        }

        void add(Upcoming one) {
            plans.merge(one.plan(), OfPlan.NONE.plus(one), (before, more) -> before.plus(one));
        }

        Due result() {
            return new Due(at, plans);
        }
    }
}
