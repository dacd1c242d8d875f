package org.guildhall.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.terms.Texts;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.MemberJson;
import org.jspecify.annotations.Nullable;

/** The programmes that were published, and their terms as they were written. */
final class Programmes {
    private static final String ALL = "/v1/programmes";
    private static final String ONE = ALL + "/{programme}";

    private final Edge edge;

    Programmes(Edge edge) {
        this.edge = edge;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", ALL, Permission.READ_PROGRAMME, this::all),
                new Route("GET", ONE, Permission.READ_PROGRAMME, this::one),
                new Route("GET", ONE + "/terms/{date}", Permission.READ_PROGRAMME, this::terms));
    }

    private Reply all(Call call) {
        return Reply.json(200, Map.of("programmes", edge.engine()
                .catalogues()
                .stream()
                .filter(programme -> call.key().reaches(programme.latest().programme()))
                .map(Programmes::json)
                .toList())).kept();
    }

    private Reply one(Call call) {
        return Reply.json(200, json(edge.programme(call))).kept();
    }

    private static Map<String, Object> json(Catalogue programme) {
        Terms latest = programme.latest();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("programme", latest.programme());
        json.put("names", texts(latest.names()));
        json.put("money", latest.money());
        json.put("zone", latest.calendar().zone().getId());
        json.put("currencies", latest.currencies().stream().map(Programmes::currency).toList());
        json.put("ladders", latest.ladders().stream().map(ladder -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("ladder", ladder.name());
            one.put("tiers", ladder.tiers().stream().map(tier -> tier.name()).toList());
            return one;
        }).toList());
        json.put("plans", latest.plans().stream().map(plan -> plan.name()).toList());
        json.put("benefits", latest.benefits().stream().map(benefit -> benefit.name()).toList());
        json.put("activities", latest.kinds().stream().map(kind -> kind.name()).toList());
        json.put("terms", programme.all().stream().map(Programmes::dated).toList());
        json.put("withdrawn", programme.withdrawn().stream().map(Programmes::dated).toList());
        return json;
    }

    private static Map<String, @Nullable Object> dated(Catalogue.Dated dated) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("date", dated.terms().date().toString());
        json.put("from", MemberJson.moment(dated.from()));
        json.put("announced", dated.terms().announced() == null ? null : dated.terms().announced().toString());
        return json;
    }

    private static Map<String, Object> currency(PointCurrency currency) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("currency", currency.name());
        json.put("scale", currency.scale());
        return json;
    }

    private static Map<String, Object> texts(Texts texts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("zh", texts.zh());
        json.put("en", texts.en());
        return json;
    }

    private Reply terms(Call call) {
        String date = call.path("date");
        List<Catalogue.Dated> all = edge.programme(call).all();
        return all.stream()
                .filter(dated -> dated.terms().date().toString().equals(date))
                .findFirst()
                .map(dated -> Reply.text(200, "application/yaml", dated.terms().text()).kept())
                .orElseThrow(() -> new ProblemException(404, "unknown-terms", "found no terms of " + date
                        + ", expected one of "
                        + all.stream()
                                .map(dated -> dated.terms().date().toString())
                                .collect(Collectors.joining(", "))));
    }
}
