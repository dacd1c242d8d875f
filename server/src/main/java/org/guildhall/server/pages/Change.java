package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.core.member.EntryView;

/** What a member has more or less of after an entry, or a tier that is theirs now. @param kind more, less or tier */
record Change(String kind, String text) {
    private static final Set<String> HELD = Set.of("pending", "available", "reserved", "owed");

    /** What an entry changed: tiers first, one a ladder. */
    static List<Change> of(EntryView entry, Reading reading) {
        Map<String, Long> byCurrency = new LinkedHashMap<>();
        Map<String, String> tiers = new LinkedHashMap<>();
        for (EntryView.Line line : entry.lines()) {
            if (line.facts().get("currency") instanceof String currency
                    && line.facts().get("amount") instanceof Long amount) {
                byCurrency.merge(currency, times(line) * amount, Long::sum);
            }
            if (line.what().equals("stands") && line.facts().get("tier") instanceof String tier && !tier.isEmpty()
                    && !"renewed".equals(line.facts().get("why"))) {
                tiers.put(String.valueOf(line.facts().get("ladder")), tier);
            }
        }
        List<Change> changes = new ArrayList<>();
        tiers.forEach((ladder, tier) -> changes.add(new Change("tier", reading.names().tier(ladder, tier))));
        byCurrency.forEach((currency, amount) -> {
            if (amount != 0) {
                changes.add(new Change(amount > 0 ? "more" : "less",
                        (amount > 0 ? "+" : "−") + reading.points(Math.abs(amount), currency)));
            }
        });
        return List.copyOf(changes);
    }

    /** How often what a line moves counts for what the member holds: 1, 0 or -1. */
    private static int times(EntryView.Line line) {
        return switch (line.what()) {
            case "lot opened" -> 1;
            case "posted" -> held(line, "to") - held(line, "from");
            default -> 0;
        };
    }

    private static int held(EntryView.Line line, String side) {
        return HELD.contains(String.valueOf(line.facts().get(side))) ? 1 : 0;
    }
}
