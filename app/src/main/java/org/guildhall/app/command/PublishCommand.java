package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.core.language.Problem;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.publishing.OfferDrafts;
import org.guildhall.server.publishing.Publishing.Result.Published;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code guildhall publish}: puts terms and offers in force. */
@Command(name = "publish",
        description = "Puts terms in force from their day on, and versions of offers at once; what is published already stays as it"
                + " is.",
        mixinStandardHelpOptions = true)
public final class PublishCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE|DIR", description = "A file of terms, or a programme's folder.") Path path =
            Path.of("");

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws IOException {
        try (Guild guild = Guild.openOrMake(data.data, path)) {
            ProgrammeFiles files = ProgrammeFiles.read(path);
            OfferFiles offers = OfferFiles.under(path);
            requireSound(guild, files, offers);
            Published published = guild.publish(files);
            List<Terms> fresh = published.fresh();
            String programme = files.latest().programme();
            List<Offer> freshOffers = guild.publish(programme, offers)
                    .stream()
                    .filter(OfferDrafts.Read::fresh)
                    .map(OfferDrafts.Read::offer)
                    .toList();
            if (output.json) {
                output.json(Map.of("published", fresh.stream()
                        .map(terms -> Map.of("programme", terms.programme(), "terms", terms.date().toString()))
                        .toList(), "told", published.told(), "offers",
                        freshOffers.stream()
                                .map(offer -> Map.of("programme", programme, "offer", offer.name(), "version",
                                        offer.version()))
                                .toList()));
                return ExitCode.FINE;
            }
            if (fresh.isEmpty() && freshOffers.isEmpty()) {
                output.line("nothing to publish: " + held(files.latest(), guild.clock().millis()));
            }
            fresh.forEach(terms -> output.line(terms.programme() + ": terms of " + terms.date() + " published"));
            freshOffers.forEach(offer -> output.line(
                    programme + ": version " + offer.version() + " of offer " + offer.name() + " published"));
            if (published.told() > 0) {
                output.line("told again of their renewal: " + published.told());
            }
            return ExitCode.FINE;
        }
    }

    /** So that no terms are in force whose offers then can't be. */
    private static void requireSound(Guild guild, ProgrammeFiles files, OfferFiles offers) {
        List<Problem> problems = files.problems().isEmpty()
                ? offers.without(guild.offers(files.latest().programme()))
                        .problems(files.terms(), guild.clock().millis())
                : files.problems();
        if (!problems.isEmpty()) {
            throw CommandFailure.failed(problems);
        }
    }

    private static String held(Terms last, long now) {
        return last.from() <= now
                ? "all of it is in force"
                : "all of it is published, the terms of " + last.date() + " to hold from that day on";
    }
}
