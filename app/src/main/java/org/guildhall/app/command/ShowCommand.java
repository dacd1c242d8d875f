package org.guildhall.app.command;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.PastEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guildhall show}: who has what, and why. */
@Command(name = "show", description = "Shows a member: points, tier, what is missing, and the latest entries in words.",
        mixinStandardHelpOptions = true)
public final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REFERENCE",
            description = "An outside reference of the member, such as customer:17850.") String reference = "";

    @Option(names = "--programme", paramLabel = "P", description = "Which programme; needed where there are several.")
    @Nullable String programme;

    @Option(names = "--at", paramLabel = "T", converter = Moment.Converter.class,
            description = "As it stands at a time; the member's own latest time unless said.")
    @Nullable Moment at;

    @Option(names = "--entries", paramLabel = "N", defaultValue = "10",
            description = "How many entries; 10 unless said.") int entries = 10;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        try (Guild guild = Guild.open(data.data)) {
            Terms terms = guild.programme(programme).latest();
            int number = EntityName.programmeNumber(terms.programme());
            OptionalLong key = guild.profiles().find(number, reference);
            if (key.isEmpty()) {
                throw CommandFailure.unavailable("found nobody called " + reference + " in " + terms.programme()
                        + ", expected a reference with its namespace, such as customer:17850");
            }
            EntityName name = new EntityName(number, EntityKind.MEMBER, key.getAsLong());
            ZoneId zone = terms.calendar().zone();
            long moment = at == null ? Long.MIN_VALUE : at.in(zone);
            MemberView view = guild.runtime()
                    .view(name,
                            image -> image == null ? null : guild.engine().view(image, name, moment));
            if (view == null) {
                throw CommandFailure
                        .unavailable("found nothing that " + reference + " ever did in " + terms.programme());
            }
            List<EntryView> past;
            try (Stream<PastEntry> all = guild.runtime().entries(name)) {
                past = all.limit(entries).map(entry -> guild.engine().explain(name, entry.bytes())).toList();
            }
            if (output.json) {
                output.json(json(view, past, terms));
            } else {
                print(view, past, terms, zone);
            }
            return ExitCode.FINE;
        }
    }

    private void print(MemberView view, List<EntryView> past, Terms terms, ZoneId zone) {
        output.line(reference + ", " + view.status() + " since " + Moment.words(view.statusSince(), zone) + ", as of "
                + Moment.words(view.time(), zone));
        view.wallets().forEach((currency, wallet) -> {
            output.line(String.format(Locale.ROOT, "  %-14s %s available", currency,
                    points(wallet.available(), wallet.scale())));
            wallet.figures().forEach((account, amount) -> {
                if (amount != 0) {
                    output.line(
                            String.format(Locale.ROOT, "    %-12s %s", account.word(), points(amount, wallet.scale())));
                }
            });
            wallet.lots()
                    .stream()
                    .limit(5)
                    .forEach(lot -> output.line("    " + points(lot.amount(), wallet.scale())
                            + " earned " + Moment.words(lot.earnedAt(), zone) + ", expire "
                            + Moment.words(lot.expiresAt(), zone)));
        });
        view.standings().forEach((ladder, standing) -> {
            output.line(String.format(Locale.ROOT, "  %-14s %s since %s, until %s", ladder, standing.tier(),
                    Moment.words(standing.since(), zone), Moment.words(standing.until(), zone)));
            if (standing.next() != null) {
                output.line("    " + measure(terms, ladder, standing.missing()) + " missing for " + standing.next()
                        + ", until " + Moment.words(standing.missingUntil(), zone));
            }
            if (standing.toKeep() > 0) {
                output.line("    " + measure(terms, ladder, standing.toKeep()) + " missing to stay; otherwise "
                        + standing.projected() + " from " + Moment.words(standing.projectedAt(), zone));
            }
        });
        for (EntryView entry : past) {
            output.line("  " + Moment.words(entry.at(), zone) + "  " + entry.what() + " " + entry.id()
                    + (entry.refusal() == null ? "" : "  refused: " + entry.refusal().code()));
            for (EntryView.Line line : entry.lines()) {
                output.line("      " + line.what() + words(line.facts(), zone));
            }
        }
    }

    private static final Set<String> MOMENTS = Set.of("at", "expires", "until", "to", "since");

    private static String words(Map<String, Object> facts, ZoneId zone) {
        StringBuilder text = new StringBuilder();
        facts.forEach((name, value) -> text.append(", ")
                .append(name)
                .append(' ')
                .append(value instanceof Long moment && MOMENTS.contains(name) ? Moment.words(moment, zone) : value));
        return text.toString();
    }

    private static String points(long amount, int scale) {
        return String.format(Locale.ROOT, "%,." + scale + "f", BigDecimal.valueOf(amount, scale));
    }

    /** What a ladder measures, in its unit. */
    private static String measure(Terms terms, String ladder, long amount) {
        Ladder.Measure by = terms.ladders()
                .stream()
                .filter(one -> one.name().equals(ladder))
                .findFirst()
                .map(Ladder::by)
                .orElse(null);
        return switch (by) {
            case Ladder.Measure.Money money -> points(amount, terms.moneyDigits()) + " " + terms.money();
            case Ladder.Measure.Earned earned -> currency(terms, earned.currency(), amount);
            case Ladder.Measure.Balance balance -> currency(terms, balance.currency(), amount);
            case Ladder.Measure.Count count -> amount + " times";
            case Ladder.Measure.Sum sum -> amount + " " + terms.symbols().name(sum.field());
            case Ladder.Measure.Score score -> amount + " " + terms.symbols().name(score.score());
            case null -> Long.toString(amount);
        };
    }

    private static String currency(Terms terms, int number, long amount) {
        PointCurrency currency = terms.currency(number);
        return points(amount, currency == null ? 0 : currency.scale()) + " " + terms.symbols().name(number);
    }

    private Map<String, Object> json(MemberView view, List<EntryView> past, Terms terms) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reference", reference);
        json.put("programme", terms.programme());
        json.put("status", view.status());
        json.put("time", view.time());
        json.put("version", view.version());
        Map<String, Object> wallets = new LinkedHashMap<>();
        view.wallets().forEach((currency, wallet) -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            wallet.figures().forEach((account, amount) -> figures.put(account.word(), amount));
            wallets.put(currency, Map.of("scale", wallet.scale(), "figures", figures, "lots", wallet.lots()));
        });
        json.put("wallets", wallets);
        json.put("standings", view.standings());
        List<Map<String, Object>> entryList = new ArrayList<>();
        for (EntryView entry : past) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("version", entry.version());
            one.put("id", entry.id());
            one.put("at", entry.at());
            one.put("origin", entry.origin().name().toLowerCase(Locale.ROOT));
            one.put("what", entry.what());
            one.put("refused", entry.refusal() == null ? null : Objects.requireNonNull(entry.refusal()).code());
            one.put("lines", entry.lines());
            entryList.add(one);
        }
        json.put("entries", entryList);
        return json;
    }
}
