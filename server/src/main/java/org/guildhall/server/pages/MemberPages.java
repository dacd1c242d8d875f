package org.guildhall.server.pages;

import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/** A member: wallets, standings, and a statement that explains itself. */
final class MemberPages {
    private static final String ALL = ProgrammePages.ONE + "/members";
    static final String ONE = ALL + "/{reference}";
    private static final String STATEMENT = "/statement";

    private final People people;
    private final Door door;

    MemberPages(Edge edge, Door door) {
        people = new People(edge);
        this.door = door;
    }

    /** Where members are looked up. @param sought what was looked for in vain; null before */
    record SearchPage(Frame frame, String path, @Nullable String sought) {}

    /** What the page of a member shows. */
    record MemberPage(
            Frame frame, String path, String reference, List<String> others, String status, String known,
            List<Standing> standings, List<Wallet> wallets, StatementPart statement) {}

    /** A statement on a page of its own. @param what of what kind its items are; empty for all */
    record StatementPage(Frame frame, String heading, StatementPart statement) {}

    List<OpenRoute> routes() {
        return List.of(
                door.programmePage(ALL, Permission.READ_MEMBER, this::search),
                door.programmePage(ONE, Permission.READ_MEMBER, this::member),
                door.programmePage(ONE + STATEMENT, Permission.READ_MEMBER, this::statement));
    }

    private Reply search(Door.Turn turn, Catalogue programme) {
        Terms terms = programme.latest();
        String sought = turn.visit().parts().query("reference").map(String::strip).orElse(null);
        if (sought != null && people.find(programme, sought) != null) {
            return Reply.seeOther(People.path(terms, sought));
        }
        return Html.page("search",
                new SearchPage(inProgramme(turn, terms).at(ProgrammePages.path(terms) + "/members",
                        turn.frame().words().say("members")), ProgrammePages.path(terms) + "/members", sought));
    }

    private Reply member(Door.Turn turn, Catalogue programme) {
        Terms terms = people.terms(programme);
        Words words = turn.frame().words();
        Names names = new Names(terms, words);
        String reference = turn.path("reference");
        EntityName name = people.known(programme, reference);
        MemberView view = people.view(name, reference);
        String path = People.path(terms, reference);
        List<String> others = new ArrayList<>(people.edge().profiles().references(name.programme(), name.key()));
        others.remove(reference);
        return Html.page("member", new MemberPage(
                inProgramme(turn, terms).at(path, reference), path, reference, others, view.status(),
                known(view, words, terms), standings(terms, view, names), wallets(terms, view, names),
                StatementPart.of(people, name, programme, words, path + STATEMENT,
                        StatementPart.Wanted.ALL, Long.MAX_VALUE)));
    }

    private Reply statement(Door.Turn turn, Catalogue programme) {
        Terms terms = people.terms(programme);
        Words words = turn.frame().words();
        String reference = turn.path("reference");
        String path = People.path(terms, reference);
        StatementPart.Wanted wanted = StatementPart.Wanted.of(turn.visit(), words);
        StatementPart part = StatementPart.of(people, people.known(programme, reference), programme, words,
                path + STATEMENT, wanted, StatementPart.before(turn.visit()));
        if (turn.visit().parts().header("HX-Request").isPresent()) {
            return Html.page("items", part);
        }
        String heading = wanted.what() == null || wanted.currency() == null ? words.say("statement")
                : words.say("statement.of", new Names(terms, words).currency(wanted.currency()), wanted.what());
        return Html.page("statement", new StatementPage(
                inProgramme(turn, terms).at(path, reference).at(path + STATEMENT, heading), heading, part));
    }

    private static Frame inProgramme(Door.Turn turn, Terms terms) {
        return turn.frame().at(ProgrammePages.path(terms), turn.frame().words().of(terms.names()));
    }

    static String known(MemberView view, Words words, Terms terms) {
        return view.joinedAt() == Long.MAX_VALUE ? words.say("not.joined")
                : words.say("joined.on", words.day(view.joinedAt(), terms.calendar().zone()));
    }

    /** On each ladder. */
    static List<Standing> standings(Terms terms, MemberView view, Names names) {
        return terms.ladders()
                .stream()
                .filter(ladder -> view.standings().containsKey(ladder.name()))
                .map(ladder -> Standing.of(ladder, view.standing(ladder.name()), names))
                .toList();
    }

    /** Of each currency, those first that can be spent. */
    static List<Wallet> wallets(Terms terms, MemberView view, Names names) {
        return terms.currencies()
                .stream()
                .sorted((one, other) -> Boolean.compare(one.countsOnly(), other.countsOnly()))
                .map((PointCurrency currency) -> Wallet.of(currency, view.wallet(currency.name()), names))
                .toList();
    }
}
