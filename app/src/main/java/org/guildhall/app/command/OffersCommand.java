package org.guildhall.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.guildhall.server.shown.OffersJson;
import org.guildhall.server.shown.Statement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall offers}: how offers stand, and what is left of them. */
@Command(name = "offers",
        description = "Shows a programme's offers: their state, their time, and what is left of their budgets.",
        mixinStandardHelpOptions = true)
public final class OffersCommand implements Callable<Integer> {
    @Option(names = "--programme", paramLabel = "P", description = "Which programme; needed where there are several.")
    @Nullable String programme;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        try (Guild guild = Guild.open(data.data)) {
            Catalogue catalogue = guild.programme(programme);
            OffersJson shown = new OffersJson(catalogue, guild.totals(catalogue), guild.clock().millis());
            List<Map<String, @Nullable Object>> json = new ArrayList<>();
            for (Offers.Published offer : catalogue.offers().all()) {
                BudgetView taken = guild.runtime()
                        .view(BudgetMachine.name(
                                EntityName.programmeNumber(catalogue.latest().programme()), offer.latest().number()),
                                guild.engine()::budget);
                json.add(shown.of(offer, taken));
                if (!output.json) {
                    print(shown, offer, taken);
                }
            }
            if (output.json) {
                output.json(Map.of("offers", json));
            } else if (json.isEmpty()) {
                output.line(catalogue.latest().programme() + " has no offers");
            }
            return ExitCode.FINE;
        }
    }

    private void print(OffersJson shown, Offers.Published offer, BudgetView taken) {
        Offer now = offer.at(shown.moment());
        var zone = shown.programme().latest().calendar().zone();
        output.line(String.format(Locale.ROOT, "%-20s %s, version %d, from %s until %s", now.name(),
                offer.state(shown.moment()).word(), now.version(), Statement.moment(now.from(), zone),
                Statement.moment(now.until(), zone)));
        now.budgets()
                .forEach(budget -> output.line(String.format(Locale.ROOT, "  %-40s %s left of %s%s", budget.name(),
                        shown.amount(budget, shown.left(budget, taken)), shown.amount(budget, budget.amount()),
                        budget.of() == Offer.Of.MONEY ? " " + shown.programme().latest().money() : "")));
    }
}
