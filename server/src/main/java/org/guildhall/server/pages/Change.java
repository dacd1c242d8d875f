package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.EntryView;

/** What a member has more or less of after an entry, or a tier that is theirs now. @param kind more, less, figure or tier */
record Change(String kind, String text) {
    private static final Set<Account> HELD =
            Set.of(Account.PENDING, Account.AVAILABLE, Account.RESERVED, Account.OWED);

    /** What lines changed: tiers first, one a ladder; what came and what went of a currency stand each for itself. */
    static List<Change> of(List<EntryView.Line> lines, Reading reading) {
        Map<String, Long> more = new LinkedHashMap<>();
        Map<String, Long> less = new LinkedHashMap<>();
        Map<String, String> tiers = new LinkedHashMap<>();
        for (EntryView.Line line : lines) {
            Posting posting = Posting.of(line);
            if (posting != null && held(posting.from()) != held(posting.to())) {
                (held(posting.to()) ? more : less).merge(posting.currency(), posting.amount(), Long::sum);
            }
            if (line.what().equals("stands") && line.facts().get("tier") instanceof String tier && !tier.isEmpty()
                    && !"renewed".equals(line.facts().get("why"))) {
                tiers.put(String.valueOf(line.facts().get("ladder")), tier);
            }
        }
        List<Change> changes = new ArrayList<>();
        tiers.forEach((ladder, tier) -> changes.add(new Change("tier", reading.names().tier(ladder, tier))));
        more.forEach((currency, amount) -> changes.add(new Change("more", signed(amount, currency, reading))));
        less.forEach((currency, amount) -> changes.add(new Change("less", signed(-amount, currency, reading))));
        return List.copyOf(changes);
    }

    /** By how much the figure of an account changed. */
    static Change ofFigure(long amount, String currency, Reading reading) {
        return new Change("figure", signed(amount, currency, reading));
    }

    private static String signed(long amount, String currency, Reading reading) {
        String sign = amount > 0 ? "+" : amount < 0 ? "−" : "";
        return sign + reading.points(Math.abs(amount), currency);
    }

    private static boolean held(Account account) {
        return HELD.contains(account);
    }
}
