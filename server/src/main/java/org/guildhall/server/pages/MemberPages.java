package org.guildhall.server.pages;

import java.util.List;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.Permission;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.Reply;
import org.guildhall.server.shown.Masks;

/** A member: wallets, standings, and a statement that explains itself. */
final class MemberPages {
    static final String ONE = SearchPages.ALL + "/{reference}";
    private static final String STATEMENT = "/statement";

    private final People people;
    private final Door door;

    MemberPages(Edge edge, Door door) {
        people = new People(edge);
        this.door = door;
    }

    /** What the page of a member shows. */
    record MemberPage(
            Frame frame, String path, String reference, List<String> others, String status, String statusLabel,
            String known,
            List<Standing> standings, List<Subscribed> plans, List<String> gifts, List<Benefited> benefits,
            CouponWallet coupons, List<Wallet> wallets,
            StatementPart statement) {}

    /** A statement on a page of its own. @param what of what kind its items are; empty for all */
    record StatementPage(Frame frame, String heading, StatementPart statement) {}

    List<OpenRoute> routes() {
        return List.of(
                door.programmePage(ONE, Permission.READ_MEMBER, this::member),
                door.programmePage(ONE + STATEMENT, Permission.READ_MEMBER, this::statement));
    }

    private Reply member(Door.Turn turn, Catalogue programme) {
        Terms terms = people.terms(programme);
        Words words = turn.frame().words();
        Reading reading = new Reading(terms, programme.offers(), words, people.called());
        String reference = turn.path("reference");
        EntityName name = people.known(programme, reference);
        MemberView view = people.view(name, reference);
        String path = People.path(terms, reference);
        return Html.page("member", new MemberPage(
                inProgramme(turn, terms).at(path, reference), path, reference, others(name, reference),
                view.status(), reading.statement().status(view.status()), known(view, words, terms),
                standings(terms, view, reading), Subscribed.all(name, view, reading, people),
                Given.lines(view, reading, people::called),
                Benefited.all(view, reading, false), CouponWallet.of(name, view, programme, reading, people),
                wallets(terms, view, reading),
                StatementPart.of(people, name, programme,
                        new Reading(programme.latest(), programme.offers(), words, people.called()), path + STATEMENT,
                        Wanted.ALL, Long.MAX_VALUE)));
    }

    /** The references that the reader did not say. */
    private List<String> others(EntityName name, String reference) {
        return people.edge()
                .profiles()
                .references(name.programme(), name.key())
                .stream()
                .filter(other -> !other.equals(reference))
                .map(Masks::reference)
                .toList();
    }

    private Reply statement(Door.Turn turn, Catalogue programme) {
        Terms terms = people.terms(programme);
        Words words = turn.frame().words();
        String reference = turn.path("reference");
        String path = People.path(terms, reference);
        Wanted wanted = Wanted.of(turn.visit());
        StatementPart part = StatementPart.of(people, people.known(programme, reference), programme,
                new Reading(programme.latest(), programme.offers(), words, people.called()), path + STATEMENT, wanted,
                StatementPart.before(turn.visit()));
        if (turn.visit().parts().header("HX-Request").isPresent()) {
            return Html.page("items", part);
        }
        String heading = wanted.heading(new Reading(terms, words));
        return Html.page("statement", new StatementPage(
                inProgramme(turn, terms).at(path, reference).at(path + STATEMENT, heading), heading, part));
    }

    static Frame inProgramme(Door.Turn turn, Terms terms) {
        return turn.frame().at(ProgrammePages.path(terms), turn.frame().words().of(terms.names()));
    }

    static String known(MemberView view, Words words, Terms terms) {
        return view.joinedAt() == Long.MAX_VALUE ? words.say("not.joined")
                : words.say("joined.on", words.day(view.joinedAt(), terms.calendar().zone()));
    }

    /** On each ladder. */
    static List<Standing> standings(Terms terms, MemberView view, Reading reading) {
        return terms.ladders()
                .stream()
                .filter(ladder -> view.standings().containsKey(ladder.name()))
                .map(ladder -> Standing.of(ladder, view.standing(ladder.name()), reading))
                .toList();
    }

    /** Of each currency, those first that can be spent. */
    static List<Wallet> wallets(Terms terms, MemberView view, Reading reading) {
        return terms.currencies()
                .stream()
                .sorted((one, other) -> Boolean.compare(one.countsOnly(), other.countsOnly()))
                .map((PointCurrency currency) -> Wallet.of(currency, view.wallet(currency.name()), reading))
                .toList();
    }
}
