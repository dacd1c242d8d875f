package org.guildhall.app.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.core.terms.Offers;
import org.guildhall.server.publishing.Publishing.Turning;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guildhall offer}: pauses, resumes and stops one. */
@Command(name = "offer",
        description = "Pauses an offer, resumes it, or stops it for good: no coupon of it is given from then on; those that members"
                + " have stay.",
        mixinStandardHelpOptions = true)
public final class OfferCommand implements Callable<Integer> {
    /** What is done. */
    enum Action {
        PAUSE(Offers.Life.PAUSED),
        RESUME(Offers.Life.RESUMED),
        STOP(Offers.Life.STOPPED);

        private final Offers.Life life;

        Action(Offers.Life life) {
            this.life = life;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "pause|resume|stop", description = "What to do.") Action action =
            Action.PAUSE;

    @Parameters(index = "1", paramLabel = "NAME", description = "The offer by its name.") String name = "";

    @Option(names = "--programme", paramLabel = "P", description = "Which programme; needed where there are several.")
    @Nullable String programme;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for people.") String reason =
            "";

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            throw output.usage("found no reason, expected --reason with a text");
        }
        try (Guild guild = Guild.open(data.data)) {
            String of = guild.programme(programme).latest().programme();
            Turning.Turned turned = guild.turn(of, name, action.life, reason);
            String state = turned.offer().state(guild.clock().millis()).word();
            if (output.json) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("programme", of);
                json.put("offer", name);
                json.put("outcome", turned.fresh() ? "accepted" : "repeated");
                json.put("state", state);
                output.json(json);
            } else {
                output.line(of + ": offer " + name + (turned.fresh() ? " " : " was ")
                        + action.life.name().toLowerCase(Locale.ROOT) + (turned.fresh() ? "" : " before") + "; it is "
                        + state);
            }
            return ExitCode.FINE;
        }
    }
}
