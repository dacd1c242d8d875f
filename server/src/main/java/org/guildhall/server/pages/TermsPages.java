package org.guildhall.server.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.Permission;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;

/** Terms as they were written, and what changed from the ones before. */
final class TermsPages {
    private final Edge edge;
    private final Door door;

    TermsPages(Edge edge, Door door) {
        this.edge = edge;
        this.door = door;
    }

    /** Dated terms. @param force past, present, future or withdrawn */
    record Dated(String href, String day, String force, String lines) {}

    /** What the page of terms shows. @param changes empty for the first terms */
    record TermsPage(Frame frame, Dated dated, List<Dated> all, List<Line> lines, List<Difference.Line> changes) {}

    /** One line of the text, in parts that differ in colour. */
    record Line(int number, String key, String value, String comment) {
        static Line of(int number, String text) {
            int hash = text.startsWith("#") ? 0 : text.indexOf(" #");
            String code = hash < 0 ? text : text.substring(0, hash);
            int colon = code.matches(" *[A-Za-z0-9_?-]+:( .*)?") ? code.indexOf(':') + 1 : 0;
            return new Line(number, code.substring(0, colon), code.substring(colon),
                    hash < 0 ? "" : text.substring(hash));
        }
    }

    static List<Line> lines(String text) {
        List<String> all = text.lines().toList();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            lines.add(Line.of(i + 1, all.get(i)));
        }
        return List.copyOf(lines);
    }

    List<OpenRoute> routes() {
        return List.of(door.programmePage(ProgrammePages.ONE + "/terms/{date}", Permission.READ_PROGRAMME,
                this::terms));
    }

    /** The terms that hold now; before the first ones hold, those. */
    static Terms inForce(Catalogue programme, long now) {
        Terms terms = programme.at(now);
        return terms == null ? programme.first() : terms;
    }

    static String path(Terms terms) {
        return ProgrammePages.path(terms) + "/terms/" + terms.date();
    }

    /** All terms of a programme, the newest first, and behind them those withdrawn for whose day there are no others. */
    static List<Dated> dated(Catalogue programme, Words words, long now) {
        List<Dated> all = new ArrayList<>();
        Terms inForce = programme.at(now);
        for (Catalogue.Dated dated : programme.all()) {
            Terms terms = dated.terms();
            all.addFirst(dated(terms, terms == inForce ? "present" : dated.from() > now ? "future" : "past", words));
        }
        withdrawn(programme).forEach(terms -> all.add(dated(terms, "withdrawn", words)));
        return List.copyOf(all);
    }

    private static Dated dated(Terms terms, String force, Words words) {
        return new Dated(path(terms), words.day(terms.date()), force,
                words.count("lines", terms.text().lines().count()));
    }

    /** The latest withdrawn of each day without other terms, the latest first. */
    private static List<Terms> withdrawn(Catalogue programme) {
        Map<LocalDate, Terms> byDay = new LinkedHashMap<>();
        programme.withdrawn().reversed().forEach(one -> byDay.putIfAbsent(one.terms().date(), one.terms()));
        programme.all().forEach(one -> byDay.remove(one.terms().date()));
        return List.copyOf(byDay.values());
    }

    private Reply terms(Door.Turn turn, Catalogue programme) {
        String date = turn.path("date");
        List<Terms> all = programme.all().stream().map(Catalogue.Dated::terms).toList();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).date().toString().equals(date)) {
                return page(turn, programme, all.get(i), i == 0 ? "" : all.get(i - 1).text());
            }
        }
        return withdrawn(programme).stream()
                .filter(terms -> terms.date().toString().equals(date))
                .findFirst()
                .map(terms -> page(turn, programme, terms, before(all, terms)))
                .orElseThrow(() -> new ProblemException(404, "unknown-terms", "found no terms of " + date
                        + ", expected one of "
                        + all.stream().map(terms -> terms.date().toString()).collect(Collectors.joining(", "))));
    }

    /** The text of the terms before a day; empty for none. */
    private static String before(List<Terms> all, Terms withdrawn) {
        return all.reversed()
                .stream()
                .filter(terms -> terms.date().isBefore(withdrawn.date()))
                .map(Terms::text)
                .findFirst()
                .orElse("");
    }

    private Reply page(Door.Turn turn, Catalogue programme, Terms terms, String before) {
        Words words = turn.frame().words();
        List<Dated> all = dated(programme, words, edge.clock().millis());
        Dated dated = all.stream().filter(one -> one.href().equals(path(terms))).findFirst().orElseThrow();
        List<String> text = terms.text().lines().toList();
        List<Line> lines = lines(terms.text());
        Frame frame = turn.frame()
                .at(ProgrammePages.path(terms), words.of(terms.names()))
                .at(path(terms), words.say("terms.from", dated.day()));
        return Html.page("terms", new TermsPage(frame, dated, all, lines,
                before.isEmpty() ? List.of() : Difference.between(before.lines().toList(), text)));
    }
}
