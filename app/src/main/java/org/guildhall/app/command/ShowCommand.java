package org.guildhall.app.command;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.PastEntry;
import org.guildhall.server.shown.Called;
import org.guildhall.server.shown.ExportedMember;
import org.guildhall.server.shown.FactWords;
import org.guildhall.server.shown.ShownMember;
import org.guildhall.server.shown.Statement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guildhall show}: who has what, and why. */
@Command(name = "show", description = "Shows a member: points, tier, what is missing, and the latest entries in words.",
        mixinStandardHelpOptions = true)
public final class ShowCommand implements Callable<Integer> {
    private static final int MOST_LOTS = 5;

    @Parameters(paramLabel = "REFERENCE",
            description = "An outside reference of the member, such as customer:17850.") String reference = "";

    @Option(names = "--programme", paramLabel = "P", description = "Which programme; needed where there are several.")
    @Nullable String programme;

    @Option(names = "--at", paramLabel = "T", converter = Moment.Converter.class,
            description = "As it stands at a time, not before the member's own latest time; at that unless said.")
    @Nullable Moment at;

    @Option(names = "--entries", paramLabel = "N", defaultValue = "10",
            description = "How many entries; 10 unless said.") int entries = 10;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        if (entries < 0) {
            throw output.usage("found --entries " + entries + ", expected 0 or more");
        }
        if (reference.isBlank()) {
            throw output.usage("found no reference, expected one with its namespace, such as customer:17850");
        }
        try (Guild guild = Guild.open(data.data)) {
            Catalogue catalogue = guild.programme(programme);
            Terms terms = catalogue.latest();
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
            if (at != null && moment < view.time()) {
                throw CommandFailure.unavailable("found --at " + Moment.words(moment, zone) + ", expected a time from "
                        + Moment.words(view.time(), zone) + " on: what " + reference
                        + " was before it is not kept, its entries tell");
            }
            List<EntryView> past;
            try (Stream<PastEntry> all = guild.runtime().entries(name)) {
                past = all.limit(entries).map(entry -> guild.engine().explain(name, entry.bytes())).toList();
            }
            if (output.json) {
                List<String> references = guild.profiles().references(number, key.getAsLong());
                output.json(new ShownMember(catalogue, Locale.ENGLISH).json(reference,
                        new ExportedMember(references, view), past));
            } else {
                print(view, past, catalogue, zone);
            }
            return ExitCode.FINE;
        }
    }

    private void print(MemberView view, List<EntryView> past, Catalogue programme, ZoneId zone) {
        Statement statement = new Statement(programme.latest(), programme.offers(), Locale.ENGLISH, Called.BY_KEY);
        output.line(reference + ", " + since(view, zone) + ", as of " + Moment.words(view.time(), zone));
        view.wallets().forEach((currency, wallet) -> {
            output.line(String.format(Locale.ROOT, "  %-14s %s available", currency,
                    Statement.amount(wallet.available(), wallet.scale())));
            wallet.figures().forEach((account, amount) -> {
                if (amount != 0) {
                    output.line(
                            String.format(Locale.ROOT, "    %-12s %s", account.word(),
                                    Statement.amount(amount, wallet.scale())));
                }
            });
            wallet.lots()
                    .stream()
                    .limit(MOST_LOTS)
                    .forEach(lot -> output.line("    " + Statement.amount(lot.amount(), wallet.scale())
                            + (lot.vestsAt() == null ? "" : " pending,") + " earned "
                            + Moment.words(lot.earnedAt(), zone) + ", expire "
                            + Moment.words(lot.expiresAt(), zone)));
            if (wallet.lots().size() > MOST_LOTS) {
                output.line("    and " + (wallet.lots().size() - MOST_LOTS) + " more");
            }
        });
        view.standings().forEach((ladder, standing) -> {
            String granted = standing.tier().equals(standing.earned()) ? ""
                    : standing.tier() + " granted" + until(standing.grantedUntil(), zone) + ", earned ";
            output.line(String.format(Locale.ROOT, "  %-14s %s%s since %s%s", ladder, granted, standing.earned(),
                    Moment.words(standing.since(), zone), until(standing.until(), zone)));
            if (standing.next() != null) {
                output.line("    " + statement.measure(ladder, standing.missing()) + " missing for " + standing.next()
                        + until(standing.missingUntil(), zone));
            }
            if (standing.toKeep() > 0) {
                output.line("    " + statement.measure(ladder, standing.toKeep()) + " missing to stay; otherwise "
                        + standing.projected() + " from " + Moment.words(standing.projectedAt(), zone));
            }
        });
        view.scores().forEach((score, value) -> output.line(String.format(Locale.ROOT, "  %-14s %d", score, value)));
        view.coupons()
                .forEach(coupon -> output.line(String.format(Locale.ROOT, "  %-14s coupon %d, %s%s%s", coupon.coupon(),
                        coupon.number(), coupon.state(), coupon.order().isEmpty() ? "" : " for order " + coupon.order(),
                        until(coupon.until(), zone))));
        for (EntryView entry : past) {
            output.line("  " + Moment.words(entry.at(), zone) + "  " + entry.what() + " " + entry.id()
                    + (entry.refusal() == null ? "" : "  refused: " + refused(entry.refusal(), programme)));
            for (EntryView.Line line : entry.lines()) {
                output.line("      " + statement.words(line));
            }
        }
    }

    private static String refused(Refusal refusal, Catalogue programme) {
        return refusal.code() + " ("
                + new FactWords(programme.latest(), programme.offers(), Locale.ENGLISH).of(refusal) + ")";
    }

    /** With a blank before it; nothing for the end of time. */
    private static String until(long moment, ZoneId zone) {
        return moment == Long.MAX_VALUE ? "" : " until " + Moment.words(moment, zone);
    }

    /** Since when the member takes part, and what became of it. */
    private static String since(MemberView view, ZoneId zone) {
        String joined = view.joinedAt() == Long.MAX_VALUE ? "not joined"
                : "joined "
                        + Moment.words(view.joinedAt(), zone);
        return switch (view.status()) {
            case "guest" -> "guest";
            case "active" -> "active, " + joined;
            default -> view.status() + " since " + Moment.words(view.statusSince(), zone) + ", " + joined;
        };
    }
}
