package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.app.demo.DemoNote;
import org.guildhall.app.demo.Merchant;
import org.guildhall.app.demo.Summary;
import org.guildhall.app.demo.YearResult;
import org.guildhall.app.demo.YearRun;
import org.guildhall.app.importing.ProgressLine;
import org.guildhall.app.serving.FigureFile;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.server.shown.MemberJson;
import org.guildhall.testkit.generator.Calibration;
import org.guildhall.testkit.generator.Shop;
import org.jspecify.annotations.Nullable;

/**
 * One merchant's year in a data directory.
 *
 * @param account null where it was there already
 */
record DemoYear(Merchant merchant, Terms terms, Calibration calibration, long orders,
        YearRun.@Nullable Account account, YearResult result) {
    private static final int WHOLE = 10_000;

    /** Publishes the terms, runs the year unless the note says that it is there, and looks at everybody. */
    static DemoYear run(Guild guild, Merchant merchant, DemoNote note, Path directory, boolean shown)
            throws IOException, InterruptedException {
        Calibration calibration = calibration(merchant, note);
        Terms terms = publish(guild, merchant, calibration);
        Shop shop = Shop.of(calibration);
        Long whole = note.orders().get(merchant.name());
        if (whole != null) {
            return new DemoYear(merchant, terms, calibration, whole, null, look(guild, terms, shop));
        }
        YearRun.Account account = run(guild, terms, shop, directory, shown);
        return new DemoYear(merchant, terms, calibration, account.figures().orders(), account,
                look(guild, terms, shop));
    }

    private static YearResult look(Guild guild, Terms terms, Shop shop) {
        return YearResult.read(terms, shop.end() - 1, guild.runtime(), guild.engine(), guild.profiles());
    }

    private static Calibration calibration(Merchant merchant, DemoNote note) {
        Calibration calibration = merchant.calibration().until(note.until());
        Integer members = note.members();
        Calibration sized = members == null ? calibration : calibration.withMembers(members);
        Long seed = note.seed();
        return seed == null ? sized : sized.withSeed(seed);
    }

    /** Publishes the terms and offers from files, as anybody would. */
    private static Terms publish(Guild guild, Merchant merchant, Calibration calibration) throws IOException {
        Path folder = Files.createTempDirectory("guildhall-terms-");
        try {
            merchant.writeTerms(folder);
            guild.publish(folder);
            merchant.writeOffers(Files.createDirectory(folder.resolve("offers")), calibration.last());
            guild.publish(merchant.name(), OfferFiles.under(folder));
        } finally {
            Durable.deleteFolder(folder);
        }
        return guild.programme(merchant.name()).latest();
    }

    private static YearRun.Account run(Guild guild, Terms terms, Shop shop, Path directory, boolean shown)
            throws InterruptedException {
        new FigureFile(directory).delete();
        ProgressLine progress = new ProgressLine(System.err, shown && ProgressLine.onTerminal(),
                "requests of " + terms.programme());
        try {
            List<Offer> offers = guild.programme(terms.programme())
                    .offers()
                    .all()
                    .stream()
                    .map(Offers.Published::latest)
                    .toList();
            return new YearRun(shop, offers.isEmpty() ? shop.stream() : shop.stream(offers, terms), terms,
                    guild.runtime(), guild.profiles(),
                    (done, part) -> progress.show(() -> done, Math.round(part * WHOLE), WHOLE)).run();
        } catch (YearRun.StoppedException stopped) {
            throw CommandFailure.unavailable("the demo stopped: " + stopped.getMessage()
                    + "; run it again with --data " + directory + " to go on");
        } finally {
            progress.end();
        }
    }

    boolean addsUp() {
        return result.addsUp();
    }

    /** A reference of who is highest on the ladder. */
    String highest() {
        return result.top().getFirst();
    }

    List<String> lines() {
        return Summary.of(terms, orders, account, result, System.getenv());
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("programme", merchant.name());
        json.put("from", calibration.first().toString());
        json.put("until", calibration.last().toString());
        json.put("seed", calibration.seed());
        json.put("orders", orders);
        json.put("again", account == null || account.again());
        if (account != null) {
            json.put("requests", account.requests());
            json.put("accepted", account.accepted());
            json.put("repeated", account.repeated());
            json.put("refused", account.refused());
            json.put("seconds", account.seconds());
            json.put("months", account.figures().months());
        }
        json.put("at", result.moment());
        json.put("members", result.members());
        json.put("guests", result.guests());
        json.put("tiers", result.tiers());
        PointCurrency currency = result.currency();
        Map<String, Object> points = new LinkedHashMap<>();
        if (currency != null) {
            result.points()
                    .forEach((figure, amount) -> points.put(figure.word(),
                            MemberJson.decimal(amount, currency.scale())));
        }
        json.put("points", points);
        json.put("plans", result.plans());
        json.put("adds-up", result.addsUp());
        json.put("top", result.top());
        return json;
    }
}
