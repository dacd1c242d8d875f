package org.guildhall.server.pages;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
 * @param moment when it took effect
 * @param changes by how much the member has more or less of each currency, and new tiers
 * @param refusal why it was refused; null where it was not
 * @param terms that were in force; null before the first
 */
record Item(
        long version, String id, String moment, String received, String title, String origin, List<Change> changes,
        @Nullable String refusal, List<Day> days, Frame.@Nullable Link terms) {
    private static final long DAY = Duration.ofDays(1).toMillis();
    /** What of a coupon a member does not miss: that budgets are asked, and that a refund is no longer taken. */
    private static final Set<String> COUPON_ASIDE = Set.of("asked", "closed");

    /** What happened on one day. @param day null where everything happened on one */
    record Day(@Nullable String day, List<Line> lines) {}

    /** One thing that happened. @param about what it refers to */
    record Line(String words, List<Frame.Link> about) {}

    /**
     * @param statement where the member's statement is found
     * @param wanted what of the entry the statement is about
     * @param vested how much lots held when they vested
     */
    static Item of(EntryView entry, Catalogue programme, Reading reading, String statement, Wanted wanted,
            Map<Long, Long> vested) {
        Words words = reading.words();
        ZoneId zone = reading.terms().calendar().zone();
        Terms inForce = programme.at(entry.at());
        return new Item(entry.version(), entry.id(), moment(entry, wanted, words, zone),
                words.moment(entry.received(), zone), reading.statement().heading(entry), words.say("origin."
                        + entry.origin().name().toLowerCase(Locale.ROOT)),
                wanted.changes(entry, reading, vested), refusal(entry, programme, reading),
                days(entry, wanted, zone, reading, line -> about(line, reading, inForce, statement)),
                inForce == null ? null
                        : new Frame.Link(
                                TermsPages.path(inForce), words.say("terms.from", words.day(inForce.date()))));
    }

    /** When it took effect: for what time brought, when it was due, which may be long before anything ran. */
    private static String moment(EntryView entry, Wanted wanted, Words words, ZoneId zone) {
        LongSummaryStatistics moments = entry.lines()
                .stream()
                .filter(wanted::concerns)
                .mapToLong(EntryView.Line::moment)
                .summaryStatistics();
        if (!entry.what().equals("advance") || moments.getCount() == 0) {
            return words.moment(entry.at(), zone);
        }
        return moments.getMax() - moments.getMin() > DAY
                ? words.say("days", words.day(moments.getMin(), zone), words.day(moments.getMax(), zone))
                : words.moment(moments.getMax(), zone);
    }

    private static List<Day> days(
            EntryView entry, Wanted wanted, ZoneId zone, Reading reading,
            Function<EntryView.Line, List<Frame.Link>> about) {
        Map<String, List<Line>> days = new LinkedHashMap<>();
        for (EntryView.Line line : entry.lines().stream().filter(wanted::tells).toList()) {
            days.computeIfAbsent(reading.words().day(line.moment(), zone), any -> new ArrayList<>())
                    .add(new Line(reading.statement().words(line), about.apply(line)));
        }
        return days.entrySet()
                .stream()
                .map(day -> new Day(days.size() == 1 ? null : day.getKey(), day.getValue()))
                .toList();
    }

    /** Whether a member would miss it: whether it changed what they have or where they stand. */
    static boolean matters(EntryView entry) {
        return entry.refusal() != null || entry.lines().stream().anyMatch(line -> switch (line.what()) {
            case "lot opened", "posted", "joined", "stands", "standing granted", "status", "plan", "payment",
                    "gift", "gift received", "seat", "seat given", "benefit used", "use cancelled", "warranty",
                    "chosen", "choice open", "benefit granted", "granted benefit ended", "benefit given",
                    "given benefit ended" ->
                    true;
            case "coupon" -> !COUPON_ASIDE.contains(String.valueOf(line.facts().get("why")));
            default -> false;
        });
    }

    /** Whether a line is the member's business; who pays for a benefit is the shop's. */
    static boolean isOfMembers(EntryView.Line line) {
        return !line.what().equals("cost borne");
    }

    private static @Nullable String refusal(EntryView entry, Catalogue programme, Reading reading) {
        return entry.refusal() == null ? null
                : Problem.of(409, entry.refusal().code(), "").title(reading.words().language()) + " ("
                        + reading.statement()
                                .named(new FactWords(reading.terms(), programme.offers(), reading.words().language())
                                        .of(entry.refusal()))
                        + ")";
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
