package org.guildhall.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.stock.StockMachine;
import org.guildhall.core.stock.StockView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Stock;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.jspecify.annotations.Nullable;

/** The stocks that benefits take pieces of: what there is, and what comes and goes. No code is ever shown. */
final class StockRoutes {
    private static final String ALL = "/v1/programmes/{programme}/stocks";
    private static final String ONE = ALL + "/{stock}";

    private final Edge edge;
    private final Commands commands;

    StockRoutes(Edge edge, Commands commands) {
        this.edge = edge;
        this.commands = commands;
    }

    List<Route> routes() {
        return Stream.concat(
                Stream.of(new Route("GET", ALL, Permission.READ_PROGRAMME, this::stocks),
                        new Route("GET", ONE, Permission.READ_PROGRAMME, this::stock)),
                Ask.OF_STOCKS.stream()
                        .map(ask -> new Route("POST", ONE + "/" + ask.resource(), ask.permission(),
                                call -> ask(call, ask))))
                .toList();
    }

    private Reply stocks(Call call) {
        Catalogue programme = edge.programme(call);
        return Reply.json(200, Map.of("stocks", programme.latest()
                .stocks()
                .stream()
                .map(stock -> json(stock, view(programme, stock)))
                .toList()));
    }

    private Reply stock(Call call) {
        Catalogue programme = edge.programme(call);
        Stock stock = named(programme, call);
        return Reply.json(200, json(stock, view(programme, stock))).tagged();
    }

    private StockView view(Catalogue programme, Stock stock) {
        return edge.runtime().view(StockMachine.name(Edge.number(programme), stock.number()), edge.engine()::stock);
    }

    private static Stock named(Catalogue programme, Call call) {
        String name = call.path("stock");
        Stock stock = programme.latest().stock(name);
        if (stock == null) {
            throw new ProblemException(404, "unknown-stock",
                    "found no stock " + name + ", expected "
                            + Alternatives.oneOf(programme.latest().stocks().stream().map(Stock::name).toList()));
        }
        return stock;
    }

    private static Map<String, @Nullable Object> json(Stock stock, StockView view) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("stock", stock.name());
        json.put("holds", stock.codes() ? "codes" : "pieces");
        json.put("added", view.added());
        json.put("issued", view.issued());
        json.put("withdrawn", view.withdrawn());
        json.put("spoiled", view.spoiled());
        json.put("left", view.left());
        json.put("reorder-at", stock.reorderAt() == Stock.NEVER ? null : stock.reorderAt());
        json.put("reorder", view.reorder());
        json.put("version", view.version());
        return json;
    }

    private Reply ask(Call call, Ask ask) {
        Catalogue programme = edge.programme(call);
        Stock stock = named(programme, call);
        RequestBody body = RequestBody.read(call, ask, programme, edge.codes(), other -> {
            throw new IllegalStateException("expected no member, but found " + other);
        });
        EntityName name = StockMachine.name(Edge.number(programme), stock.number());
        Command command = new Command(name, body.id(), body.at(), 0, ask.origin(), body.command(),
                Commands.expected(call, "stock " + stock.name()));
        Outcome outcome = commands.ended(command);
        boolean again = outcome instanceof Outcome.Repeated repeated && repeated.accepted();
        if (outcome instanceof Outcome.Accepted || again) { // the first time may not have been recorded
            edge.recordChange(call, ask.action(), programme.latest().programme(),
                    Map.of("stock", stock.name(), "id", body.id(), "outcome", again ? "repeated" : "accepted"));
        }
        return commands.reply(call, command, outcome, body,
                "/v1/programmes/" + Members.part(programme.latest().programme()) + "/stocks/" + stock.name(),
                "of stock " + stock.name());
    }
}
