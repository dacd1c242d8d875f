package org.guildhall.testkit.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.request.Keys;
import org.guildhall.core.request.Moments;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Terms;

/** What happened to a member, entry by entry, in the units of the programme. */
final class Explanation {
    private static final int MOST_ENTRIES = 12;
    private static final Set<String> IN_MONEY = Set.of("recorded", "activity reduced", "unmatched", "plan", "payment");

    private final Terms terms;

    Explanation(Terms terms) {
        this.terms = terms;
    }

    /** The latest entries, oldest first. */
    List<String> of(String member, List<EntryView> entries) {
        List<String> lines = new ArrayList<>();
        lines.add(entries.isEmpty() ? "nothing happened to " + member : "what happened to " + member + ":");
        int from = Math.max(0, entries.size() - MOST_ENTRIES);
        if (from > 0) {
            lines.add("  (" + from + " earlier entries)");
        }
        for (EntryView entry : entries.subList(from, entries.size())) {
            String at = Moments.text(entry.at(), terms.calendar());
            String received = Moments.text(entry.received(), terms.calendar());
            lines.add("  " + at + (at.equals(received) ? "" : ", received " + received) + "  " + entry.what() + " "
                    + entry.id() + ": " + outcome(entry.refusal()));
            for (EntryView.Line line : entry.lines()) {
                String moment = Moments.text(line.moment(), terms.calendar());
                lines.add("    " + (moment.equals(received) ? "" : moment + "  ") + line.what() + facts(line));
            }
        }
        return lines;
    }

    private String outcome(@org.jspecify.annotations.Nullable Refusal refusal) {
        if (refusal == null) {
            return "accepted";
        }
        List<String> words = new ArrayList<>();
        refusal.facts().forEach((name, fact) -> words.add(name + " " + Facts.text(fact, terms)));
        return "refused " + refusal.code() + inBrackets(words);
    }

    private String facts(EntryView.Line line) {
        Map<String, Object> facts = new LinkedHashMap<>(line.facts());
        if (facts.get("measure") instanceof Long measure && facts.get("ladder") instanceof String name) {
            terms.ladders()
                    .stream()
                    .filter(ladder -> ladder.name().equals(name))
                    .findFirst()
                    .ifPresent(
                            ladder -> facts.put("measure", Keys.amount(measure, digits(ladder))));
        }
        return words(facts, IN_MONEY.contains(line.what()));
    }

    private int digits(Ladder ladder) {
        return Expecting.digits(ladder, terms);
    }

    private String words(Map<String, Object> facts, boolean inMoney) {
        List<String> words = new ArrayList<>();
        facts.keySet().forEach(name -> words.add(name + " " + Facts.text(name, facts, terms, inMoney)));
        return inBrackets(words);
    }

    private static String inBrackets(List<String> words) {
        return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
    }
}
