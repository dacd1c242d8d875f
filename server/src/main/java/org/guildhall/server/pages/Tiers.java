package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.terms.Ladder;

/** How many members a ladder has on each tier, from the top down; {@code bar} from the bottom up. */
record Tiers(String name, List<Tier> tiers, List<Share> bar) {
    /** One tier. @param step from 0, the first, for its colour */
    record Tier(String name, int step, String threshold, String count) {}

    static Tiers of(Ladder ladder, Reading reading, Totals totals) {
        List<Tier> tiers = new ArrayList<>();
        List<Share.Of> parts = new ArrayList<>();
        for (int step = 0; step < ladder.tiers().size(); step++) {
            Ladder.Tier tier = ladder.tiers().get(step);
            String name = reading.words().of(tier.names());
            long count = totals.tier(ladder.name(), tier.name());
            tiers.addFirst(new Tier(name, step, reading.measure(ladder.name(), tier.from()),
                    reading.words().number(count)));
            parts.add(new Share.Of("tier-" + step, name, count));
        }
        return new Tiers(reading.words().of(ladder.names()), List.copyOf(tiers), Share.of(parts));
    }
}
