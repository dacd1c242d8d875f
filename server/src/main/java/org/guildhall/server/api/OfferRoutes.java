package org.guildhall.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.Problems;
import org.guildhall.core.request.Keys;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.CouponCodes;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.runtime.UndecidedException;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.JsonNodes;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.publishing.OfferDraft;
import org.guildhall.server.publishing.OfferDrafts;
import org.guildhall.server.publishing.Publishing.Offering;
import org.guildhall.server.publishing.Publishing.Turning;
import org.guildhall.server.publishing.PublishingRefusal;
import org.guildhall.server.shown.MemberJson;
import org.guildhall.server.shown.OffersJson;
import org.jspecify.annotations.Nullable;

/** Offers of coupons: how they stand, their versions, and how they are paused, resumed and stopped. */
final class OfferRoutes {
    private static final String ALL = "/v1/programmes/{programme}/offers";
    private static final String ONE = ALL + "/{offer}";
    private static final String NAME = "body";
    private static final ZoneCalendar UTC = new ZoneCalendar(ZoneOffset.UTC);

    private final Edge edge;
    private final Commands commands;

    OfferRoutes(Edge edge, Commands commands) {
        this.edge = edge;
        this.commands = commands;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", ALL, Permission.READ_PROGRAMME, this::offers),
                new Route("GET", ONE, Permission.READ_PROGRAMME, this::offer),
                new Route("POST", ALL, Permission.PUBLISH, this::publish),
                new Route("POST", ONE + "/pauses", Permission.OPERATE, call -> turn(call, Offers.Life.PAUSED)),
                new Route("POST", ONE + "/resumptions", Permission.OPERATE, call -> turn(call, Offers.Life.RESUMED)),
                new Route("POST", ONE + "/stops", Permission.OPERATE, call -> turn(call, Offers.Life.STOPPED)),
                new Route("POST", ONE + "/" + Ask.CODES.resource(), Ask.CODES.permission(), this::codes));
    }

    private Reply offers(Call call) {
        Catalogue programme = edge.programme(call);
        OffersJson json = json(programme);
        return Reply.json(200, Map.of("offers", programme.offers()
                .all()
                .stream()
                .map(offer -> json.of(offer, taken(programme, offer)))
                .toList())).tagged();
    }

    private static Offers.Published named(Catalogue programme, Call call) {
        Offers.Published offer = programme.offers().find(call.path("offer"));
        if (offer == null) {
            throw refused(new PublishingRefusal.UnknownOffer(call.path("offer"),
                    programme.offers().all().stream().map(one -> one.latest().name()).toList()));
        }
        return offer;
    }

    private Reply offer(Call call) {
        Catalogue programme = edge.programme(call);
        Offers.Published offer = named(programme, call);
        return Reply.json(200, json(programme).of(offer, taken(programme, offer))).tagged();
    }

    /** Makes codes, or writes those again that the same id made. */
    private Reply codes(Call call) {
        Catalogue programme = edge.programme(call);
        String its = programme.latest().programme();
        Offer offer = named(programme, call).latest();
        RequestBody body = RequestBody.read(call, Ask.CODES, programme, edge.codes(), other -> {
            throw new IllegalStateException("expected no member, but found " + other);
        });
        EntityName name = BudgetMachine.name(Edge.number(programme), offer.number());
        Command command =
                new Command(name, body.id(), body.at(), 0, Ask.CODES.origin(), body.command(), Command.ANY);
        Outcome outcome = commands.ended(command);
        BudgetView.Batch batch = edge.runtime().view(name, budget -> edge.engine().made(budget, body.id()));
        if (outcome instanceof Outcome.Refused || batch == null) {
            return commands.reply(call, command, outcome, body, location(its, offer.name()), "of " + offer.name());
        }
        edge.recordChange(call, Ask.CODES.action(), its, Map.of("offer", offer.name(), "coupon",
                programme.latest().symbols().name(batch.coupon()), "count", Long.toString(batch.count()), "first",
                Long.toString(batch.first()), "id", body.id(), "outcome",
                outcome instanceof Outcome.Repeated ? "repeated" : "accepted"));
        CouponCodes codes = edge.codes().of(its, batch.coupon());
        return Reply.streamed("text/plain; charset=utf-8", out -> {
            try (Writer lines = new BufferedWriter(new OutputStreamWriter(out, UTF_8))) {
                for (long serial = batch.first(); serial < batch.first() + batch.count(); serial++) {
                    lines.append(codes.text(serial)).append('\n');
                }
            }
        });
    }

    private OffersJson json(Catalogue programme) {
        int number = Edge.number(programme);
        Map<String, Long> totals = new HashMap<>();
        edge.runtime()
                .tallies(number)
                .forEach((series, amount) -> totals.put(edge.engine().seriesName(number, series), amount));
        return new OffersJson(programme, totals, edge.clock().millis());
    }

    private BudgetView taken(Catalogue programme, Offers.Published offer) {
        return edge.runtime()
                .view(BudgetMachine.name(Edge.number(programme), offer.latest().number()), edge.engine()::budget);
    }

    private Reply publish(Call call) {
        String programme = edge.programme(call).latest().programme();
        OfferDraft draft = new OfferDraft(NAME, text(call));
        return switch (asked(() -> edge.publishing().publishOffers(programme, List.of(draft)), "published")) {
            case Offering.Mistaken(List<Problem> problems) -> throw mistaken(problems);
            case Offering.Refused(PublishingRefusal why) -> throw refused(why);
            case Offering.Published(List<OfferDrafts.Read> offers) -> published(call, programme, offers.getFirst());
        };
    }

    private Reply published(Call call, String programme, OfferDrafts.Read read) {
        Offer offer = read.offer();
        String outcome = read.fresh() ? "accepted" : "repeated";
        edge.recordChange(call, "offer-published", programme, Map.of("offer", offer.name(), "version",
                String.valueOf(offer.version()), "outcome", outcome));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome);
        json.put("programme", programme);
        json.put("offer", offer.name());
        json.put("version", offer.version());
        json.put("from", MemberJson.moment(offer.from()));
        json.put("until", MemberJson.moment(offer.until()));
        return Reply.json(read.fresh() ? 201 : 200, json).with("Location", location(programme, offer.name()));
    }

    private Reply turn(Call call, Offers.Life life) {
        String programme = edge.programme(call).latest().programme();
        String reason = reason(call);
        String word = life.name().toLowerCase(Locale.ROOT);
        return switch (asked(() -> edge.publishing().turn(programme, call.path("offer"), life, reason), word)) {
            case Turning.Refused(PublishingRefusal why) -> throw refused(why);
            case Turning.Turned(Offers.Published offer, boolean fresh) -> {
                String outcome = fresh ? "accepted" : "repeated";
                String name = offer.latest().name();
                edge.recordChange(call, "offer-" + word, programme,
                        Map.of("offer", name, "reason", reason, "outcome", outcome));
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("outcome", outcome);
                json.put("programme", programme);
                json.put("offer", name);
                json.put("state", offer.state(edge.clock().millis()).word());
                yield Reply.json(fresh ? 201 : 200, json).with("Location", location(programme, name));
            }
        };
    }

    private static String location(String programme, String offer) {
        return "/v1/programmes/" + Members.part(programme) + "/offers/" + offer;
    }

    private static String text(Call call) {
        Problems problems = new Problems(NAME);
        String text = RequestBody.text(call.parts().body(), problems);
        if (text == null) {
            throw mistaken(problems.all());
        }
        return text;
    }

    private static String reason(Call call) {
        Problems problems = new Problems(NAME);
        Node root = JsonNodes.read(call.parts().body(), problems);
        Keys keys = root == null ? null : Keys.of(root, "a request", UTC, problems);
        String reason = keys == null ? null : keys.needText("reason", "why, for people", "asked for it");
        if (keys != null) {
            keys.done();
        }
        if (reason == null || !problems.none()) {
            throw new ProblemException(RequestBody.malformed(problems));
        }
        return reason;
    }

    private static <T> T asked(Supplier<T> what, String word) {
        try {
            return what.get();
        } catch (UndecidedException stopped) {
            throw new ProblemException(503, "outcome-unknown", stopped.getMessage() + "; the offer may be " + word
                    + " or not, expected it to be " + word + " again");
        }
    }

    private static ProblemException mistaken(List<Problem> problems) {
        return new ProblemException(RequestBody.problem(422, "offer-refused", problems));
    }

    private static ProblemException refused(PublishingRefusal why) {
        return new ProblemException(why instanceof PublishingRefusal.UnknownOffer ? 404 : 409, why.code(), why.words());
    }
}
