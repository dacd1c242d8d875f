package org.guildhall.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.member.Account;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.Permission;
import org.guildhall.server.figures.Due;
import org.guildhall.server.figures.Figures;
import org.guildhall.server.figures.Report;
import org.guildhall.server.figures.Year;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.MemberJson;

/** What a programme's totals were at the ends of months, and are now; what twelve months came to; what is due. */
final class FigureRoutes {
    private final Edge edge;

    FigureRoutes(Edge edge) {
        this.edge = edge;
    }

    List<Route> routes() {
        return List
                .of(new Route("GET", "/v1/programmes/{programme}/figures", Permission.READ_PROGRAMME, this::figures));
    }

    private Reply figures(Call call) {
        Catalogue programme = edge.programme(call);
        List<Figures.Month> months = edge.figures().months(Edge.number(programme));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("complete", !months.isEmpty());
        json.put("months", months.stream().map(month -> json(month, programme.latest())).toList());
        ReportJson report = new ReportJson(programme.latest());
        if (!months.isEmpty()) {
            json.put("year", report.of(Report.of(Year.of(months), programme.latest())));
        }
        Due due = edge.figures().due(Edge.number(programme));
        if (due != null) {
            json.put("due", report.of(due));
        }
        return Reply.json(200, json);
    }

    private static Map<String, Object> json(Figures.Month month, Terms terms) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("month", month.month().toString());
        json.put("at", String.valueOf(MemberJson.moment(month.moment())));
        for (String people : List.of("members", "guests", "left", "merged")) {
            json.put(people, month.total(people));
        }
        Map<String, Object> ladders = new LinkedHashMap<>();
        for (Ladder ladder : terms.ladders()) {
            Map<String, Long> tiers = new LinkedHashMap<>();
            ladder.tiers()
                    .forEach(tier -> tiers.put(tier.name(), month.total("tier." + ladder.name() + "/" + tier.name())));
            ladders.put(ladder.name(), tiers);
        }
        json.put("ladders", ladders);
        Map<String, Object> wallets = new LinkedHashMap<>();
        for (PointCurrency currency : terms.currencies()) {
            Map<String, String> accounts = new LinkedHashMap<>();
            for (Account account : Account.values()) {
                accounts.put(account.word(),
                        MemberJson.decimal(month.total(currency.name() + "." + account.word()), currency.scale()));
            }
            wallets.put(currency.name(), accounts);
        }
        json.put("wallets", wallets);
        new ReportJson(terms).totals(month.totals(), json);
        return json;
    }
}
