package org.guildhall.server.pages;

import java.util.List;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.Permission;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.publishing.PublishingRefusal;
import org.guildhall.server.shown.Called;

/** Offers of coupons: how they stand, what became of their coupons, and what is left. */
final class OfferPages {
    private static final String ALL = ProgrammePages.ONE + "/offers";
    private static final String ONE = ALL + "/{offer}";

    private final Edge edge;
    private final Door door;

    OfferPages(Edge edge, Door door) {
        this.edge = edge;
        this.door = door;
    }

    /** What the page of an offer shows. @param version of its file @param lines of that */
    record OfferPage(Frame frame, String name, String about, OfferNow now, List<TermsPages.Line> lines) {}

    List<OpenRoute> routes() {
        return List.of(
                door.programmePage(ALL, Permission.READ_PROGRAMME, (turn, programme) -> Html.page("programmeOffers",
                        all(edge, programme, turn.frame().words()))),
                door.programmePage(ONE, Permission.READ_PROGRAMME, this::page),
                door.programmePage(ONE + "/now", Permission.READ_PROGRAMME,
                        (turn, programme) -> Html.page("offerNow", now(turn, programme, found(turn, programme)))));
    }

    static OffersNow all(Edge edge, Catalogue programme, Words words) {
        return OffersNow.of(programme, edge.clock().millis(), reading(edge, programme, words),
                Totals.of(edge, programme));
    }

    private static Reading reading(Edge edge, Catalogue programme, Words words) {
        return new Reading(TermsPages.inForce(programme, edge.clock().millis()), programme.offers(), words,
                Called.BY_KEY);
    }

    private static Offers.Published found(Door.Turn turn, Catalogue programme) {
        String name = turn.path("offer");
        Offers.Published offer = programme.offers().find(name);
        if (offer == null) {
            PublishingRefusal unknown = new PublishingRefusal.UnknownOffer(name,
                    programme.offers().all().stream().map(one -> one.latest().name()).toList());
            throw new ProblemException(404, unknown.code(), unknown.words());
        }
        return offer;
    }

    private OfferNow now(Door.Turn turn, Catalogue programme, Offers.Published offer) {
        BudgetView taken = edge.runtime()
                .view(BudgetMachine.name(Edge.number(programme), offer.latest().number()), edge.engine()::budget);
        return OfferNow.of(programme, offer, taken, edge.clock().millis(),
                reading(edge, programme, turn.frame().words()), Totals.of(edge, programme));
    }

    private Reply page(Door.Turn turn, Catalogue programme) {
        Offers.Published published = found(turn, programme);
        Offer offer = published.at(edge.clock().millis());
        Terms terms = TermsPages.inForce(programme, edge.clock().millis());
        Words words = turn.frame().words();
        String name = words.of(offer.names());
        List<TermsPages.Line> lines = TermsPages.lines(offer.text());
        return Html.page("offer", new OfferPage(
                MemberPages.inProgramme(turn, terms).at(OffersNow.path(programme) + "/" + offer.name(), name), name,
                words.say("offer.version", offer.name(), words.number(offer.version())),
                now(turn, programme, published), lines));
    }
}
