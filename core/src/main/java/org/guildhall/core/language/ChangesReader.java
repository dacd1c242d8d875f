package org.guildhall.core.language;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.core.terms.ContractChange;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** Reads {@code changes}: for whom plans and benefits change that members have by terms of before. */
final class ChangesReader {
    private static final String USUAL = "from-next-renewal";

    private final Draft draft;
    private final @Nullable Terms previous;

    ChangesReader(Draft draft, @Nullable Terms previous) {
        this.draft = draft;
        this.previous = previous;
    }

    /**
     * By the symbols of what changes. Where nothing of before is at hand, what the block says is read and not compared: that is
     * done before terms are published.
     *
     * @param text of the file
     */
    Map<Integer, ContractChange> read(String text) {
        Map<Integer, ContractChange> changes = new LinkedHashMap<>();
        Parts parts = draft.file.get(Language.CHANGES);
        Set<String> unlike = new LinkedHashSet<>();
        Set<String> added = new LinkedHashSet<>();
        if (previous != null) {
            Node.Block before = NodeReader.read(previous.text(), new Problems("before"));
            for (TermsDifference difference : TermsDifference.between(previous.text(), text)) {
                boolean contract = difference.section().equals("plans")
                        || difference.section().equals("benefits")
                                && (isOfPlans(draft.file.block(), difference.name())
                                        || before != null && isOfPlans(before, difference.name()));
                if (contract && difference.what() == TermsDifference.What.ADDED) {
                    added.add(difference.section() + " " + difference.name());
                } else if (contract && saysMoreThanNames(difference)) {
                    unlike.add(difference.section() + " " + difference.name());
                }
            }
        }
        section(parts, "plan", "plans", Language.CHANGED_PLANS, unlike, added, changes);
        section(parts, "benefit", "benefits", Language.CHANGED_BENEFITS, unlike, added, changes);
        return Collections.unmodifiableMap(changes);
    }

    private static boolean saysMoreThanNames(TermsDifference difference) {
        return difference.what() == TermsDifference.What.CHANGED
                && difference.changes().stream().anyMatch(change -> !change.key().startsWith("names."));
    }

    /** Whether plans give it in a file; what tiers give, or people, is had as the terms in force have it. */
    private static boolean isOfPlans(Node.Block file, String benefit) {
        return file.get("benefits") instanceof Node.Block all
                && all.get(benefit) instanceof Node.Block one
                && one.get("plans") != null;
    }

    private void section(
            @Nullable Parts parts, String space, String section, Key<List<Named.Entry<Parts>>> key, Set<String> unlike,
            Set<String> added, Map<Integer, ContractChange> changes) {
        List<Named.Entry<Parts>> said = parts == null ? List.of() : parts.or(key, List.of());
        List<String> changed = unlike.stream()
                .filter(thing -> thing.startsWith(section + " "))
                .map(thing -> thing.substring(section.length() + 1))
                .toList();
        for (Named.Entry<Parts> entry : said) {
            boolean knows = previous == null
                    ? draft.reading.declared(space).contains(entry.name())
                    : changed.contains(entry.name()) || added.contains(section + " " + entry.name());
            if (!knows) {
                draft.problems.add(entry.place(), entry.name(),
                        changed.isEmpty()
                                ? "nothing here: no " + space + " changes"
                                : "a " + space + " that changes: " + String.join(", ", changed),
                        Nearest.to(entry.name(), changed));
            } else if (entry.value() != null) {
                changes.put(draft.reading.number(space, entry.name()), change(entry.value()));
            }
        }
        for (String name : changed) {
            if (said.stream().noneMatch(entry -> entry.name().equals(name))) {
                draft.problems.add(draft.file.place(Language.DATE_OF_TERMS), space + " " + name
                        + " unlike before, and nothing about those who have it",
                        "changes: " + section + ": " + name + ": for whom it changes",
                        "changes: {" + section + ": {" + name + ": {applies: " + USUAL + "}}}");
            }
        }
    }

    private ContractChange change(Parts parts) {
        LocalDate latest = parts.get(Language.AT_LATEST);
        ContractChange.Applies applies = parts.or(Language.APPLIES, ContractChange.Applies.NOW);
        if (applies == ContractChange.Applies.NOW && parts.get(Language.APPLIES) != null) {
            parts.refuse(Language.AT_LATEST, "it reaches all at once");
        }
        LocalDate date = draft.file.get(Language.DATE_OF_TERMS);
        if (latest != null && date != null && !latest.isAfter(date)) {
            parts.wrong(Language.AT_LATEST, "a day after " + date + ", the day of these terms", null);
        }
        return new ContractChange(applies, latest == null
                ? Long.MAX_VALUE
                : new ZoneCalendar(draft.zone()).startOf(latest));
    }
}
