package org.guildhall.server.api;

import java.util.List;
import java.util.Map;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.CouponsJson;

/** Which coupons a member has, as of now. */
final class CouponRoutes {
    private final Edge edge;
    private final Members members;

    CouponRoutes(Edge edge, Members members) {
        this.edge = edge;
        this.members = members;
    }

    List<Route> routes() {
        return List.of(new Route("GET", Members.ONE + "/coupons", Permission.READ_OWN, this::coupons));
    }

    private Reply coupons(Call call) {
        Catalogue programme = edge.programme(call);
        return Reply.json(200, Map.of("coupons",
                new CouponsJson(programme, call.language()).of(members.view(call, members.asked(call))))).tagged();
    }
}
