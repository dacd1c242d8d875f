package org.guildhall.server.pages;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.http.Problem;
import org.guildhall.server.shown.FactWords;
import org.jspecify.annotations.Nullable;

/**
 * One item of a statement: an entry of the journal as people read it.
 *
 * @param changes by how much the member has more or less of each currency, and new tiers
 * @param refusal why it was refused; null where it was not
 * @param terms that were in force; null before the first
 */
record Item(
        long version, String id, String moment, String received, String title, String origin, List<Change> changes,
        @Nullable String refusal, List<Line> lines, Frame.@Nullable Link terms) {
    /** One thing that happened. @param journaled as the journal has it; @param about what it refers to */
    record Line(String words, String journaled, List<Frame.Link> about) {}

    /** @param statement where the member's statement is found */
    static Item of(EntryView entry, Catalogue programme, Words words, String statement) {
        Reading reading = new Reading(programme.latest(), words);
        ZoneId zone = reading.terms().calendar().zone();
        Terms inForce = programme.at(entry.at());
        List<Line> lines = entry.lines()
                .stream()
                .map(line -> new Line(reading.statement().words(line), journaled(line),
                        about(line, reading, inForce, statement)))
                .toList();
        return new Item(entry.version(), entry.id(), words.moment(entry.at(), zone),
                words.moment(entry.received(), zone), reading.statement().heading(entry), words.say("origin."
                        + entry.origin().name().toLowerCase(Locale.ROOT)),
                Change.of(entry, reading), refusal(entry, reading), lines, inForce == null ? null
                        : new Frame.Link(
                                TermsPages.path(inForce), words.say("terms.from", words.day(inForce.date()))));
    }

    /** Whether a member would miss it: whether it changed what they have or where they stand. */
    static boolean matters(EntryView entry) {
        return entry.refusal() != null || entry.lines().stream().anyMatch(line -> switch (line.what()) {
            case "lot opened", "posted", "joined", "stands", "standing granted", "status" -> true;
            default -> false;
        });
    }

    private static @Nullable String refusal(EntryView entry, Reading reading) {
        return entry.refusal() == null ? null
                : Problem.of(409, entry.refusal().code(), "").title(reading.words().language()) + " ("
                        + new FactWords(reading.terms(), reading.words().language()).of(entry.refusal()) + ")";
    }

    private static String journaled(EntryView.Line line) {
        StringBuilder text = new StringBuilder(line.what());
        line.facts().forEach((name, value) -> text.append(" · ").append(name).append(' ').append(journaled(value)));
        return text.toString();
    }

    private static Object journaled(Object value) {
        return value.equals(Long.MAX_VALUE) ? "never" : value;
    }

    private static List<Frame.Link> about(
            EntryView.Line line, Reading reading, @Nullable Terms inForce, String statement) {
        List<Frame.Link> links = new ArrayList<>();
        if (inForce != null && line.facts().get("rule") instanceof String rule) {
            inForce.rules()
                    .stream()
                    .filter(one -> one.name().equals(rule))
                    .map(EarningRule::line)
                    .forEach(number -> links.add(
                            new Frame.Link(TermsPages.path(inForce) + "#L" + number, reading.names().rule(rule))));
        }
        if (line.facts().get("lot") instanceof Long lot && lot != 0
                && line.facts().get("currency") instanceof String currency) {
            links.add(new Frame.Link(statement + "?currency=" + currency + "&lot=" + lot,
                    reading.words().say("lot", lot)));
        }
        return List.copyOf(links);
    }
}
