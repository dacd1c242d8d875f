package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.stock.StockCommand.AddCodes;
import org.guildhall.core.stock.StockCommand.AddPieces;
import org.guildhall.core.stock.StockCommand.Withdraw;
import org.guildhall.core.stock.StockMachine;
import org.guildhall.core.stock.StockView;
import org.guildhall.core.terms.Stock;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.shown.FactWords;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guildhall stock}: what is in stocks, and what comes and goes. */
@Command(name = "stock",
        description = "Shows what is in a programme's stocks, or puts pieces or codes into one, or takes some out.",
        mixinStandardHelpOptions = true)
public final class StockCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STOCK", arity = "0..1", description = "Its name in the terms; all unless said.")
    @Nullable String name;

    @Option(names = "--programme", paramLabel = "P", description = "Which programme; needed where there are several.")
    @Nullable String programme;

    @ArgGroup
    @Nullable Change change;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "delivered",
            description = "Why; \"delivered\" unless said.") String reason = "delivered";

    @Option(names = "--id", paramLabel = "ID",
            description = "Your own id of it, by which it is done once, however often it is asked; made up unless said. A file of"
                    + " codes goes by what is in it.")
    @Nullable String id;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    /** One of these. */
    static final class Change {
        @Option(names = "--codes", paramLabel = "FILE", required = true,
                description = "Adds codes, one a line.")
        @Nullable Path codes;

        @Option(names = "--pieces", paramLabel = "N", required = true,
                description = "Adds so many pieces.")
        @Nullable Long pieces;

        @Option(names = "--withdraw", paramLabel = "N", required = true,
                description = "Takes out so many that nobody was given.")
        @Nullable Long withdraw;
    }

    @Override
    public Integer call() throws IOException {
        Change asked = change;
        if (asked != null && name == null) {
            throw output.usage("found no stock, expected its name in the terms");
        }
        try (Guild guild = Guild.open(data.data)) {
            Terms terms = guild.programme(programme).latest();
            if (asked != null) {
                change(guild, terms, named(terms, String.valueOf(name)), asked);
            }
            List<Stock> shown = name == null ? terms.stocks() : List.of(named(terms, name));
            show(guild, terms, shown);
            return ExitCode.FINE;
        }
    }

    private static Stock named(Terms terms, String name) {
        Stock stock = terms.stock(name);
        if (stock == null) {
            throw CommandFailure.unavailable("found no stock " + name + " in " + terms.programme() + ", expected "
                    + (terms.stocks().isEmpty() ? "terms with stocks"
                            : "one of " + String.join(", ", terms.stocks().stream().map(Stock::name).toList())));
        }
        return stock;
    }

    private void change(Guild guild, Terms terms, Stock stock, Change asked) throws IOException {
        Path file = asked.codes;
        if (file != null) {
            addCodes(guild, terms, stock, file);
            return;
        }
        Long pieces = asked.pieces;
        Long withdraw = asked.withdraw;
        String its = id == null ? UUID.randomUUID().toString() : id;
        ask(guild, terms, stock, its, pieces != null ? new AddPieces(pieces, reason)
                : new Withdraw(withdraw == null ? 0 : withdraw, reason), 0);
    }

    /** In parts, of which each goes by what is in it: the same file again adds nothing. Empty lines are none. */
    private void addCodes(Guild guild, Terms terms, Stock stock, Path file) throws IOException {
        if (Files.notExists(file)) {
            throw CommandFailure.unavailable("found no file " + file + ", expected one with a code in each line");
        }
        List<String> part = new ArrayList<>();
        long before = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (String code = lines.readLine(); code != null; code = lines.readLine()) {
                if (!code.isBlank()) {
                    part.add(code.strip());
                }
                if (part.size() == StockMachine.MOST_CODES) {
                    addCodes(guild, terms, stock, part, before);
                    before += part.size();
                    part.clear();
                }
            }
        }
        if (!part.isEmpty()) {
            addCodes(guild, terms, stock, part, before);
        }
    }

    private void addCodes(Guild guild, Terms terms, Stock stock, List<String> codes, long before) {
        String its = "codes-" + before + "-" + Long.toHexString(Hashes.of(String.join("\n", codes)));
        ask(guild, terms, stock, its, new AddCodes(codes), before);
    }

    /** @param before how many codes of the file went before */
    private void ask(Guild guild, Terms terms, Stock stock, String its,
            org.guildhall.core.stock.StockCommand body, long before) {
        EntityName entity = StockMachine.name(terms.programme(), stock);
        long now = guild.clock().millis();
        Outcome outcome = guild.runtime()
                .submit(new org.guildhall.core.entity.Command(entity, its, now, 0, Origin.OPERATOR, body))
                .join()
                .outcome();
        String why = switch (outcome) {
            case Outcome.Refused refused -> new FactWords(terms, Locale.ENGLISH).of(refused.refusal());
            case Outcome.Repeated(long version, boolean accepted) when !accepted -> "found the same with the id " + its
                    + ", which was refused within the last day, expected another --id or other codes";
            default -> null;
        };
        if (why != null) {
            throw new CommandFailure(ExitCode.FAILED,
                    (before > 0 ? "after the first " + before + " codes: " : "") + why);
        }
    }

    private void show(Guild guild, Terms terms, List<Stock> stocks) {
        List<Map<String, Object>> json = new ArrayList<>();
        for (Stock stock : stocks) {
            StockView view =
                    guild.runtime().view(StockMachine.name(terms.programme(), stock), guild.engine()::stock);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("stock", stock.name());
            one.put("holds", stock.codes() ? "codes" : "pieces");
            one.put("added", view.added());
            one.put("issued", view.issued());
            one.put("withdrawn", view.withdrawn());
            one.put("spoiled", view.spoiled());
            one.put("left", view.left());
            one.put("reorder", view.reorder());
            json.add(one);
            if (!output.json) {
                output.line(String.format(Locale.ROOT,
                        "%-20s %,d left of %,d %s: %,d issued, %,d withdrawn, %,d spoiled%s",
                        stock.name(), view.left(), view.added(), stock.codes() ? "codes" : "pieces", view.issued(),
                        view.withdrawn(), view.spoiled(), view.reorder() ? "; time to order more" : ""));
            }
        }
        if (output.json) {
            output.json(Map.of("stocks", json));
        } else if (stocks.isEmpty()) {
            output.line("the terms of " + terms.programme() + " have no stocks");
        }
    }
}
