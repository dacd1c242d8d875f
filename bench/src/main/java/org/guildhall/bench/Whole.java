package org.guildhall.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code guildhall bench ingest} in a process of its own: lots, rules, ladder, expiry, statement, timers, every answer after a sync. */
final class Whole {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path data;
    private final long members;
    private final int seconds;

    Whole(Path folder, long members, int seconds) {
        this.data = folder.resolve("guildhall");
        this.members = members;
        this.seconds = seconds;
    }

    /** Runs it over a new directory and returns activities a second at full speed. */
    double perSecond() throws IOException {
        String launcher = System.getProperty("guildhall.launcher", "guildhall");
        String said = Commands.output(List.of(launcher, "bench", "ingest", "--data", data.toString(), "--members",
                Long.toString(members), "--seconds", Integer.toString(seconds), "--paced-seconds", "0",
                "--expiry-seconds",
                "0", "--kill-after", "0", "--json"));
        Workplace.delete(data);
        return perSecond(said);
    }

    /** From what the command prints. */
    static double perSecond(String said) {
        JsonNode rate = JSON.readTree(said).path("full-speed").path("activities-per-second");
        if (!rate.isNumber()) {
            throw new IllegalStateException("expected full-speed.activities-per-second, but found " + said);
        }
        return rate.doubleValue();
    }
}
