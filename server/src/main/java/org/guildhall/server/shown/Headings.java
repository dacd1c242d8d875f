package org.guildhall.server.shown;

import java.util.List;
import org.guildhall.core.member.EntryView;

/** What entries are called: by what was asked or, where nobody asked, by what the passing of time brought. */
record Headings(Names names, Phrases phrases) {
    private static final String RECORD = "record ";
    private static final String ADVANCE = "advance";
    /** What time brings, the most notable first. */
    private static final List<String> NOTABLE = List.of("stands", "expired", "awarded", "vested", "renewed");

    String of(EntryView entry) {
        if (entry.what().startsWith(RECORD)) {
            return phrases.of("heading.record", any -> names.kind(entry.what().substring(RECORD.length())));
        }
        String heading = "heading." + entry.what().replace(' ', '-');
        return phrases.of(entry.what().equals(ADVANCE) ? heading + brought(entry) : heading);
    }

    private static String brought(EntryView entry) {
        List<String> all = entry.lines().stream().map(Headings::brought).toList();
        return NOTABLE.stream().filter(all::contains).findFirst().map(notable -> "." + notable).orElse("");
    }

    private static String brought(EntryView.Line line) {
        return switch (line.what()) {
            case "stands" -> "renewed".equals(line.facts().get("why")) ? "renewed" : "stands";
            case "posted" -> String.valueOf(line.facts().get("to"));
            default -> line.what();
        };
    }
}
