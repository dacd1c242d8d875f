package org.guildhall.server.shown;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guildhall.core.language.Cut;
import org.guildhall.core.language.TermsDifference;
import org.guildhall.core.terms.ContractChange;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** What new terms change, for whom, in words. */
public final class DifferenceWords {
    private final Terms after;
    private final Names names;
    private final Names namesBefore;
    private final Phrases phrases;

    /**
     * @param before the terms that they follow
     * @param after the terms that are to come
     */
    public DifferenceWords(Terms before, Terms after, Locale language) {
        this.after = after;
        names = new Names(after, language);
        namesBefore = new Names(before, language);
        this.phrases = Phrases.in("differences", language);
    }

    /** A line on what changes, lines on how, and one on whom it reaches. */
    public List<String> lines(TermsDifference difference) {
        List<String> lines = new ArrayList<>();
        String name = difference.name().isEmpty() ? "" : " " + named(difference.section(), difference.name());
        lines.add(phrases.of(difference.what().name().toLowerCase(Locale.ROOT),
                Map.of("section", section(difference), "name", name)::get));
        for (TermsDifference.Change change : difference.changes()) {
            lines.add("  " + (change.key().isEmpty() ? "" : change.key() + ": ") + said(change.before()) + " → "
                    + said(change.after()));
        }
        lines.add("  " + whom(difference));
        return lines;
    }

    /** What is taken away from members on the day of the terms, and when that was announced; null for nothing. */
    public @Nullable String cuts(List<Cut> cuts) {
        if (cuts.isEmpty()) {
            return null;
        }
        String all = cuts.stream()
                .map(cut -> phrases.of("section." + cut.section()) + " " + named(cut.section(), cut.name()) + " ("
                        + word(cut) + ")")
                .collect(Collectors.joining(", "));
        LocalDate announced = after.announced();
        return phrases.of(announced == null ? "cuts" : "cuts.announced", name -> switch (name) {
            case "all" -> all;
            case "from" -> after.date().toString();
            default -> String.valueOf(announced);
        });
    }

    /** What it is called from now on; what is gone, as it was called. */
    private String named(String section, String name) {
        String now = named(names, section, name);
        return now.equals(name) ? named(namesBefore, section, name) : now;
    }

    private static String named(Names names, String section, String name) {
        return switch (section) {
            case "activities" -> names.kind(name);
            case "currencies" -> names.currency(name);
            case "earning" -> names.rule(name);
            case "ladders" -> names.ladder(name);
            case "plans" -> names.plan(name);
            case "benefits" -> names.benefit(name);
            case "stocks" -> names.stock(name);
            case "series" -> names.series(name);
            default -> name;
        };
    }

    private String word(Cut cut) {
        String key = "cut." + cut.what();
        return phrases.has(key) ? phrases.of(key) : cut.what();
    }

    private String section(TermsDifference difference) {
        return phrases.has("section." + difference.section())
                ? phrases.of("section." + difference.section())
                : difference.section();
    }

    private String said(@Nullable String value) {
        return value == null ? phrases.of("nothing") : value;
    }

    private String whom(TermsDifference difference) {
        String from = after.date().toString();
        Integer symbol = switch (difference.section()) {
            case "plans" -> after.symbols().find("plan", difference.name());
            case "benefits" -> after.symbols().find("benefit", difference.name());
            default -> null;
        };
        ContractChange change = symbol == null ? null : after.changes().get(symbol);
        if (change != null) {
            return phrases.of("applies." + change.applies().word(), facts(from, change));
        }
        boolean inForce = difference.what() == TermsDifference.What.ADDED && symbol != null;
        String key = inForce ? "whom.added" : "whom." + difference.section();
        return phrases.of(phrases.has(key) ? key : "whom.other", facts(from, null));
    }

    private Function<String, @Nullable String> facts(String from, @Nullable ContractChange change) {
        LocalDate latest = change == null || change.latest() == Long.MAX_VALUE
                ? null
                : after.calendar().date(change.latest());
        return name -> switch (name) {
            case "from" -> from;
            case "latest" -> latest == null ? null : latest.toString();
            default -> null;
        };
    }
}
