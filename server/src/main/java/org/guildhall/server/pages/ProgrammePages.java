package org.guildhall.server.pages;

import java.util.List;
import java.util.stream.Stream;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.Permission;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.Reply;
import org.jspecify.annotations.Nullable;

/** A programme: who is in it, what became of its points, its terms. */
final class ProgrammePages {
    static final String ONE = "/programmes/{programme}";

    private final Edge edge;
    private final Door door;

    ProgrammePages(Edge edge, Door door) {
        this.edge = edge;
        this.door = door;
    }

    /** What the page of a programme shows. */
    record ProgrammePage(
            Frame frame, String path, String name, String audience, String promise, String zone, String money,
            List<Figure> figures, List<Tiers> ladders, List<Ledger> ledgers, List<TermsPages.Dated> terms,
            Months months, @Nullable PlansNow plans, List<BenefitsNow> benefits,
            List<StocksNow> stocks, @Nullable OffersNow offers) {}

    /** One figure at the top. @param href what it is made of */
    record Figure(String label, String value, String href, String note) {}

    List<OpenRoute> routes() {
        return List.of(
                door.programmePage(ONE, Permission.READ_PROGRAMME, this::page),
                door.programmePage(ONE + "/months", Permission.READ_PROGRAMME, (turn, programme) -> Html.page("months",
                        months(programme, turn.frame().words()))));
    }

    static String path(Terms terms) {
        return "/programmes/" + terms.programme();
    }

    /** The currencies that members spend; the others only qualify. */
    static Stream<PointCurrency> spendable(Terms terms) {
        return terms.currencies().stream().filter(currency -> !currency.countsOnly());
    }

    private Months months(Catalogue programme, Words words) {
        return Months.of(edge.figures().months(Edge.number(programme)), edge.figures().due(Edge.number(programme)),
                TermsPages.inForce(programme, edge.clock().millis()), programme.offers(), words);
    }

    private Reply page(Door.Turn turn, Catalogue programme) {
        Terms terms = TermsPages.inForce(programme, edge.clock().millis());
        Words words = turn.frame().words();
        Reading reading = new Reading(terms, words);
        Totals totals = Totals.of(edge, programme);
        List<Ledger> ledgers = terms.currencies()
                .stream()
                .map(currency -> Ledger.of(currency.name(), reading, account -> totals.of(currency.name(), account)))
                .toList();
        return Html.page("programme", new ProgrammePage(
                turn.frame().at(path(terms), reading.programme()), path(terms), reading.programme(),
                words.of(terms.audience()), words.of(terms.promise()), terms.calendar().zone().getId(), terms.money(),
                Headline.of(terms, reading, totals),
                terms.ladders().stream().map(ladder -> Tiers.of(ladder, reading, totals)).toList(), ledgers,
                TermsPages.dated(programme, words, edge.clock().millis()), months(programme, words),
                terms.plans().isEmpty() ? null : PlansNow.of(reading, totals), BenefitsNow.all(reading, totals),
                StocksNow.all(reading, totals),
                programme.offers().all().isEmpty() ? null : OfferPages.all(edge, programme, words)));
    }
}
