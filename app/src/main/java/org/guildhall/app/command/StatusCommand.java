package org.guildhall.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.RuntimeStatus;
import org.guildhall.server.shown.MemberJson;
import org.guildhall.server.shown.Statement;
import org.guildhall.server.shown.TotalUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code guildhall status}: what a data directory holds. */
@Command(name = "status", description = "Shows the programmes of a data directory with their totals.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        try (Guild guild = Guild.open(data.data)) {
            List<Map<String, Object>> programmes = new ArrayList<>();
            for (Catalogue programme : guild.programmes()) {
                Terms latest = programme.latest();
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("programme", latest.programme());
                json.put("terms", days(programme.all()));
                json.put("withdrawn", days(programme.withdrawn()));
                Map<String, Long> totals = guild.totals(programme);
                json.put("totals", json(latest, totals));
                programmes.add(json);
                if (!output.json) {
                    print(json, programme, totals);
                }
            }
            RuntimeStatus status = guild.runtime().status();
            List<String> warnings = warnings(status);
            if (output.json) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("programmes", programmes);
                json.put("partitions", status.partitions().size());
                json.put("warnings", warnings);
                output.json(json);
            } else {
                output.line(programmes.isEmpty() ? "no programmes yet" : "partitions  " + status.partitions().size());
                warnings.forEach(output::line);
            }
            return ExitCode.FINE;
        }
    }

    /** What doesn't go on as it should, in words. */
    static List<String> warnings(RuntimeStatus status) {
        List<String> warnings = new ArrayList<>();
        if (status.timersStopped() != null) {
            warnings.add("timers stand still: " + status.timersStopped());
        }
        for (int i = 0; i < status.partitions().size(); i++) {
            RuntimeStatus.Partition one = status.partitions().get(i);
            if (one.stopped() != null) {
                warnings.add("partition " + i + " has stopped: " + one.stopped());
            }
            if (one.timersFailed() > 0) {
                warnings.add(String.format(Locale.ROOT, "what is due can't be done for %,d members of partition %d: %s",
                        one.timersFailed(), i, String.join("; ", one.timerFaults()
                                .stream()
                                .map(fault -> fault.entity() + " (" + fault.what() + ")")
                                .toList())));
            }
        }
        return warnings;
    }

    private static List<String> days(List<Catalogue.Dated> all) {
        return all.stream().map(dated -> dated.terms().date().toString()).toList();
    }

    private void print(Map<String, Object> programme, Catalogue terms, Map<String, Long> totals) {
        output.line(programme.get("programme") + ", terms of "
                + String.join(", ", days(terms.all()))
                + (terms.withdrawn().isEmpty() ? "" : "; withdrawn " + String.join(", ", days(terms.withdrawn()))));
        totals.forEach((name, amount) -> output.line(String.format(Locale.ROOT, "  %-34s %15s", name,
                Statement.amount(amount, TotalUnit.digits(terms.latest(), name).orElse(0)))));
    }

    /** Points and money as decimals in text; what is counted one by one as numbers. */
    private static Map<String, Object> json(Terms terms, Map<String, Long> totals) {
        Map<String, Object> json = new LinkedHashMap<>();
        totals.forEach((name, amount) -> {
            OptionalInt digits = TotalUnit.digits(terms, name);
            json.put(name, digits.isEmpty() ? amount : MemberJson.decimal(amount, digits.getAsInt()));
        });
        return json;
    }
}
