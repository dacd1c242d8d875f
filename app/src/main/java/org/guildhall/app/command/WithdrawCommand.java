package org.guildhall.app.command;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.publishing.Publishing.Withdrawal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guildhall withdraw}: takes terms back that don't hold yet. */
@Command(name = "withdraw",
        description = "Withdraws the latest terms of a programme, as long as their day is to come; who was told of a renewal by"
                + " them is told again.",
        mixinStandardHelpOptions = true)
public final class WithdrawCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATE", converter = Day.class, description = "The day of the terms, such as 2026-01-01.")
    @Nullable LocalDate date;

    @Option(names = "--programme", paramLabel = "P", description = "Which programme; needed where there are several.")
    @Nullable String programme;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        LocalDate day = date;
        if (day == null) {
            throw output.usage("found no date, expected the day of the terms, such as 2026-01-01");
        }
        try (Guild guild = Guild.open(data.data)) {
            Withdrawal.Withdrawn withdrawn = guild.withdraw(guild.programme(programme), day);
            Terms terms = withdrawn.terms();
            if (output.json) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("programme", terms.programme());
                json.put("terms", terms.date().toString());
                json.put("outcome", withdrawn.fresh() ? "accepted" : "repeated");
                json.put("told", withdrawn.told());
                output.json(json);
            } else {
                output.line(terms.programme() + ": terms of " + terms.date()
                        + (withdrawn.fresh() ? " withdrawn" : " were withdrawn before"));
                if (withdrawn.told() > 0) {
                    output.line("told again of their renewal: " + withdrawn.told());
                }
            }
            return ExitCode.FINE;
        }
    }
}
