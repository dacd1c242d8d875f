package org.guildhall.server.pages;

import java.util.Comparator;
import java.util.List;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.Permission;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.jspecify.annotations.Nullable;

/** The first page: all programmes, and how the engine stands. */
final class OverviewPages {
    private final Edge edge;
    private final Door door;

    OverviewPages(Edge edge, Door door) {
        this.edge = edge;
        this.door = door;
    }

    /** What the first page shows. */
    record Overview(Frame frame, List<Card> programmes, @Nullable EngineView engine) {}

    /** One programme, in short. */
    record Card(String href, String name, String audience, String promise, String members, String guests,
            List<Tiers> ladders, List<Ledger> ledgers, @Nullable PlansNow plans) {}

    List<OpenRoute> routes() {
        return List.of(
                door.page("/", Permission.READ_PROGRAMME, this::overview),
                door.page("/engine", Permission.MONITOR, this::enginePart));
    }

    private Reply overview(Door.Turn turn) {
        Words words = turn.frame().words();
        List<Card> cards = edge.engine()
                .catalogues()
                .stream()
                .filter(programme -> turn.key().reaches(programme.latest().programme()))
                .sorted(Comparator.comparing(programme -> programme.latest().programme()))
                .map(programme -> card(programme, words))
                .toList();
        return Html.page("overview", new Overview(turn.frame(), cards, engine(turn)));
    }

    private Reply enginePart(Door.Turn turn) {
        EngineView engine = engine(turn);
        if (engine == null) {
            throw new ProblemException(403, "forbidden",
                    "found a key for " + turn.key().programme() + ", expected one for all programmes");
        }
        return Html.page("engine", engine);
    }

    /** As it is no programme's own, only who watches all of them sees it. */
    private @Nullable EngineView engine(Door.Turn turn) {
        return turn.key().role().may(Permission.MONITOR) && turn.key().programme() == null
                ? EngineView.of(edge.runtime().status(), turn.frame().words())
                : null;
    }

    private Card card(Catalogue programme, Words words) {
        Terms terms = TermsPages.inForce(programme, edge.clock().millis());
        Reading reading = new Reading(terms, words);
        Totals totals = Totals.of(edge, programme);
        return new Card(ProgrammePages.path(terms), reading.programme(), words.of(terms.audience()),
                words.of(terms.promise()), words.number(totals.members()), words.number(totals.of("guests")),
                terms.ladders().stream().map(ladder -> Tiers.of(ladder, reading, totals)).toList(),
                ProgrammePages.spendable(terms)
                        .map(currency -> Ledger.of(currency.name(), reading,
                                account -> totals.of(currency.name(), account)))
                        .toList(),
                terms.plans().isEmpty() ? null : PlansNow.of(reading, totals));
    }
}
