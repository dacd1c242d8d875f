package org.guildhall.server.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberView.BenefitView;
import org.guildhall.core.member.MemberView.ClaimView;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.BenefitJson;

/** What a member has of benefits, as of now. Reading one is the check that others wait for: it looks at nothing else. */
final class BenefitRoutes {
    private final Edge edge;
    private final Members members;
    private final KeptChecks kept = KeptChecks.ofHeap(Runtime.getRuntime().maxMemory());

    BenefitRoutes(Edge edge, Members members) {
        this.edge = edge;
        this.members = members;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", Members.ONE + "/benefits", Permission.READ_OWN, this::benefits),
                new Route("GET", Members.ONE + "/benefits/{benefit}", Permission.READ_OWN, this::benefit),
                new Route("GET", Members.ONE + "/claims", Permission.READ_OWN, this::claims));
    }

    private Reply benefits(Call call) {
        Terms terms = edge.programme(call).latest();
        EntityName name = members.asked(call);
        long now = edge.clock().millis();
        List<BenefitView> all = members.read(call, name, image -> edge.engine().entitlements(image, name, now));
        BenefitJson json = new BenefitJson(terms);
        return Reply.json(200, Map.of("benefits", all.stream().map(json::of).toList())).tagged();
    }

    private Reply claims(Call call) {
        EntityName name = members.asked(call);
        long now = edge.clock().millis();
        List<ClaimView> claims = members.read(call, name, image -> edge.engine().claims(image, name, now));
        return Reply.json(200, Map.of("claims", claims.stream().map(BenefitJson::claim).toList())).tagged();
    }

    private Reply benefit(Call call) {
        Catalogue programme = edge.programme(call);
        EntityName name = members.asked(call);
        long now = edge.clock().millis();
        KeptChecks.Asked asked = new KeptChecks.Asked(name, call.path("benefit"), order(call, programme.latest()));
        Reply reply = edge.runtime()
                .view(name, image -> image == null ? null
                        : kept.answer(asked, programme, edge.engine().version(image), now, () -> edge.engine()
                                .check(image, name, asked.benefit(), now, asked.order())));
        if (reply == null) {
            throw none(call, name, asked.benefit());
        }
        return reply;
    }

    /** The names of what {@link #benefit} finds: of the terms that hold now. */
    private List<String> inForce(Call call) {
        Terms terms = edge.programme(call).at(edge.clock().millis());
        return terms == null ? List.of() : terms.benefits().stream().map(Benefit::name).toList();
    }

    /** What the order comes to that the benefit is asked for, in minor units; no end where nothing is said of one. */
    private static long order(Call call, Terms terms) {
        String text = call.parts().query("order-amount").orElse(null);
        if (text == null) {
            return Long.MAX_VALUE;
        }
        int digits = terms.moneyDigits();
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1," + Math.max(1, digits) + "})?")
                || digits == 0 && text.contains(".")) {
            throw new ProblemException(400, "malformed", "found order-amount=" + text
                    + ", expected an amount of " + terms.money() + " with at most " + digits
                    + " digits after the point");
        }
        return new BigDecimal(text).movePointRight(digits).longValueExact();
    }

    private ProblemException none(Call call, EntityName name, String benefit) {
        boolean known = edge.runtime().view(name, image -> image != null);
        return known
                ? new ProblemException(404, "unknown-benefit",
                        "found no benefit " + benefit + ", expected " + Alternatives.oneOf(inForce(call)))
                : Members.unknown(call.path("reference"));
    }
}
