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

    /** By the symbols of what changes. */
    Map<Integer, ContractChange> read() {
        Map<Integer, ContractChange> changes = new LinkedHashMap<>();
        Parts parts = draft.file.get(Language.CHANGES);
        Node.Block before = previous == null ? null : NodeReader.read(previous.text(), new Problems("before"));
        if (before == null) {
            if (parts != null) {
                draft.file.refuse(Language.CHANGES, "these are the first terms of the programme");
            }
            return changes;
        }
        section(parts, "plan", "plans", Language.CHANGED_PLANS, before, changes);
        return Collections.unmodifiableMap(changes);
    }

    private void section(
            @Nullable Parts parts, String space, String section, Key<List<Named.Entry<Parts>>> key, Node.Block before,
            Map<Integer, ContractChange> changes) {
        Set<String> changed = changed(before.get(section), draft.file.block().get(section), false);
        Set<String> added = changed(before.get(section), draft.file.block().get(section), true);
        List<Named.Entry<Parts>> said = parts == null ? List.of() : parts.or(key, List.of());
        for (Named.Entry<Parts> entry : said) {
            if (!changed.contains(entry.name()) && !added.contains(entry.name())) {
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

    /** What says something else than before, its names aside; or what was not there before. */
    private static Set<String> changed(@Nullable Node before, @Nullable Node now, boolean added) {
        Set<String> changed = new LinkedHashSet<>();
        if (now instanceof Node.Block section) {
            Node.Block old = before instanceof Node.Block block ? block : null;
            for (Node.Entry entry : section.entries()) {
                Node was = old == null ? null : old.get(entry.key().text());
                if (was == null ? added : !added && !content(was).equals(content(entry.value()))) {
                    changed.add(entry.key().text());
                }
            }
        }
        return changed;
    }

    private static Map<String, String> content(Node node) {
        Map<String, String> content = new LinkedHashMap<>();
        if (node instanceof Node.Block block) {
            block.entries()
                    .stream()
                    .filter(entry -> !entry.key().text().equals("names"))
                    .forEach(entry -> content.put(entry.key().text(), entry.value().flow()));
        }
        return content;
    }
}
