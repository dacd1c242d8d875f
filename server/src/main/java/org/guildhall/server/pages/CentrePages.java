package org.guildhall.server.pages;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.MemberToken;

import org.guildhall.server.access.Permission;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.CallerCheck;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Visit;

/** The member centre: what one member sees of themselves, on a phone. */
final class CentrePages {
    static final String CENTRE = "/me";
    private static final String STATEMENT = CENTRE + "/statement";
    /** Of a token that the console makes to have a look. */
    private static final int DAYS_TO_LOOK = 1;

    private final Edge edge;
    private final Door door;
    private final CallerCheck check;
    private final People people;

    CentrePages(Edge edge, Door door, CallerCheck check) {
        this.edge = edge;
        this.door = door;
        this.check = check;
        people = new People(edge);
    }

    /** What the member centre shows. */
    record Centre(
            Frame frame, String programme, String promise, String known, List<Standing> standings,
            List<Subscribed> plans, List<String> gifts, List<Benefited> benefits, CouponWallet coupons,
            List<Wallet> wallets,
            StatementPart statement,
            HowItWorks how) {}

    /** One member who came with a token. */
    private record Guest(EntityName name, Catalogue programme, Frame frame, Visit visit) {}

    List<OpenRoute> routes() {
        return List.of(
                door.form(MemberPages.ONE + "/centre", Permission.TOKENS, this::look),
                page(CENTRE, this::centre),
                page(STATEMENT, (guest, words) -> Html.page("centreItems", statement(guest, words))),
                // Last, as it takes whatever follows.
                new OpenRoute("GET", CENTRE + "/{token}", this::open));
    }

    /** Opens the member centre as the member would see it. */
    private Reply look(Door.Turn turn, Catalogue programme) {
        EntityName member = people.known(programme, turn.path("reference"));
        return Reply.seeOther(CENTRE + "/"
                + edge.issueToken(turn.key(), programme.latest().programme(), member, DAYS_TO_LOOK).text());
    }

    /** Puts the token of a link where neither the address nor the history has it. */
    private Reply open(Visit visit) {
        String text = visit.path("token");
        MemberToken token = token(text, visit);
        return Html.guarded(Reply.seeOther(CENTRE))
                .with("Referrer-Policy", "no-referrer")
                .with("Set-Cookie", Cookies.of(Cookies.MEMBER, text, Cookies.Reach.LAX,
                        Duration.ofMillis(token.expires() - edge.clock().millis()), visit.parts().isSecure()));
    }

    private OpenRoute page(String path, BiFunction<Guest, Words, Reply> page) {
        return new OpenRoute("GET", path, visit -> {
            MemberToken token = Cookies.find(visit, Cookies.MEMBER)
                    .map(text -> token(text, visit))
                    .orElseThrow(CentrePages::unknown);
            Catalogue programme = edge.engine().catalogue(token.programme());
            if (programme == null) {
                throw unknown();
            }
            Frame frame = Frame.of(visit);
            return page.apply(new Guest(token.member(), programme, frame, visit), frame.words());
        });
    }

    private MemberToken token(String text, Visit visit) {
        if (check.find(text, visit.parts().from()) instanceof MemberToken token) {
            return token;
        }
        throw unknown();
    }

    private static ProblemException unknown() {
        return new ProblemException(401, "member-link-ended",
                "found no token of a member that is good now, expected the link that the shop gave you");
    }

    private Reply centre(Guest guest, Words words) {
        Terms terms = people.terms(guest.programme());
        Reading reading = new Reading(terms, guest.programme().offers(), words, people.calledToMembers(words));
        MemberView view = people.view(guest.name(), guest.name().toString());
        return Html.page("centre", new Centre(guest.frame().at(CENTRE, reading.programme()), reading.programme(),
                words.of(terms.promise()), MemberPages.known(view, words, terms),
                MemberPages.standings(terms, view, reading),
                Subscribed.notEnded(guest.name(), view, reading, people),
                Given.lines(view, reading, people::calledToMembers),
                Benefited.all(view, reading, true),
                CouponWallet.of(guest.name(), view, guest.programme(), reading, people),
                MemberPages.wallets(terms, view, reading).stream().filter(Wallet::spendable).toList(),
                statement(guest, words), HowItWorks.of(reading)));
    }

    private StatementPart statement(Guest guest, Words words) {
        return StatementPart.of(people, guest.name(), guest.programme(),
                new Reading(guest.programme().latest(), guest.programme().offers(), words,
                        people.calledToMembers(words)),
                STATEMENT,
                Wanted.MATTERS,
                StatementPart.before(guest.visit()));
    }
}
