package org.guildhall.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.OutlookView;
import org.guildhall.core.member.OwnTerms;
import org.guildhall.core.member.PaymentsView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.MemberToken;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.Masks;
import org.guildhall.server.shown.OutlookJson;
import org.guildhall.server.shown.OwnTermsJson;
import org.guildhall.server.shown.PlansJson;
import org.guildhall.server.shown.ShownMember;
import org.jspecify.annotations.Nullable;

/** Which plans a member has, and what was paid for them, as of now. */
final class PlanRoutes {
    private final Edge edge;
    private final Members members;

    PlanRoutes(Edge edge, Members members) {
        this.edge = edge;
        this.members = members;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", Members.ONE + "/subscriptions", Permission.READ_OWN, this::subscriptions),
                new Route("GET", Members.ONE + "/subscriptions/{plan}/outlook", Permission.READ_OWN, this::outlook),
                new Route("GET", Members.ONE + "/gifts", Permission.READ_OWN, this::gifts),
                new Route("GET", Members.ONE + "/seats", Permission.READ_OWN, this::seats),
                new Route("GET", Members.ONE + "/payments", Permission.READ_OWN, this::payments),
                new Route("GET", Members.ONE + "/terms", Permission.READ_OWN, this::terms));
    }

    private Reply subscriptions(Call call) {
        Catalogue programme = edge.programme(call);
        EntityName name = members.asked(call);
        return Reply.json(200, Map.of("subscriptions", new ShownMember(programme, call.language())
                .subscriptions(members.view(call, name)))).tagged();
    }

    /** The seats of the member's own plans that others have, or were offered. */
    private Reply seats(Call call) {
        Terms terms = edge.programme(call).latest();
        EntityName name = members.asked(call);
        PlansJson plans = new PlansJson(terms);
        return Reply.json(200, Map.of("seats", members.view(call, name)
                .seats()
                .stream()
                .map(seat -> plans.seat(seat, called(call, seat.holder())))
                .toList())).tagged();
    }

    /** Null for one who is known by no reference any more. */
    private @Nullable String called(Call call, EntityName member) {
        List<String> references = edge.profiles().references(member.programme(), member.key());
        return call.caller() instanceof MemberToken ? Masks.nameToMembers(references) : Masks.name(references);
    }

    /** What the member is told of a plan before they renew, change or leave it. */
    private Reply outlook(Call call) {
        Catalogue programme = edge.programme(call);
        EntityName name = members.asked(call);
        String plan = call.path("plan");
        long now = edge.clock().millis();
        Optional<OutlookView> view = members.read(call, name,
                image -> Optional.ofNullable(edge.engine().outlook(image, name, plan, now)));
        return Reply
                .json(200, new OutlookJson(programme.latest(), programme.offers(), call.language())
                        .of(view.orElseThrow(() -> new ProblemException(
                                404, "unknown-plan",
                                "found no plan " + plan + " that the member has, expected one that has not ended"))))
                .tagged();
    }

    /** What the member has by other terms than those in force, and until when. */
    private Reply terms(Call call) {
        Catalogue programme = edge.programme(call);
        EntityName name = members.asked(call);
        long now = edge.clock().millis();
        List<OwnTerms> own = members.read(call, name, image -> edge.engine().ownTerms(image, name, now));
        Terms inForce = programme.at(now);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("terms", inForce == null ? List.of() : new OwnTermsJson(inForce, call.language()).of(own));
        json.put("withdrawn", programme.withdrawn()
                .stream()
                .filter(dated -> dated.from() > now && OwnTermsJson.wasAnnounced(dated.terms(), now))
                .filter(dated -> programme.all().stream().noneMatch(one -> isSame(one, dated)))
                .map(dated -> new OwnTermsJson(dated.terms(), call.language()).withdrawn())
                .distinct()
                .toList());
        return Reply.json(200, json).tagged();
    }

    /** Terms that were withdrawn come all the same where they were published again. */
    private static boolean isSame(Catalogue.Dated one, Catalogue.Dated withdrawn) {
        return one.terms().text().equals(withdrawn.terms().text());
    }

    /** What the member gave to others, and what came of it. */
    private Reply gifts(Call call) {
        PlansJson json = new PlansJson(edge.programme(call).latest());
        return Reply.json(200, Map.of("gifts", members.view(call, members.asked(call))
                .gifts()
                .stream()
                .map(gift -> json.gift(gift, called(call, gift.receiver())))
                .toList())).tagged();
    }

    private Reply payments(Call call) {
        Terms terms = edge.programme(call).latest();
        EntityName name = members.asked(call);
        long now = edge.clock().millis();
        PaymentsView view = members.read(call, name, image -> edge.engine().payments(image, name, now));
        return Reply.json(200, new PlansJson(terms).payments(view)).tagged();
    }
}
