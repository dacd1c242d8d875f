package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.app.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path folder;

    private String data = "";
    private StringWriter err = new StringWriter();

    @BeforeEach
    void name() {
        data = folder.resolve("shop").toString();
    }

    private String run(int expected, String... arguments) {
        StringWriter out = new StringWriter();
        err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertThat(line.execute(arguments)).as("%s %s", out, err).isEqualTo(expected);
        return out.toString();
    }

    private JsonNode demo() {
        return JSON.readTree(run(0, "demo", "--members", "60", "--data", data, "--json"));
    }

    @Test
    void aYearIsRunAndTheLedgerHolds() {
        JsonNode result = demo();

        assertThat(result.get("members").asInt()).isEqualTo(60);
        assertThat(result.get("guests").asInt()).isEqualTo(60);
        assertThat(result.get("orders").asInt()).isGreaterThan(500);
        assertThat(result.get("accepted").asInt()).isGreaterThan(1000);
        assertThat(result.get("refused").size()).isZero();
        assertThat(result.get("adds-up").asBoolean()).isTrue();
        for (String figure : new String[]{"issued", "available", "spent", "expired", "reversed"}) {
            assertThat(result.get("points").get(figure).asLong()).as(figure).isPositive();
        }
    }

    @Test
    void aSecondRunRepeatsEverythingAndChangesNoMember() {
        JsonNode first = demo();
        String digest = run(0, "digest", "--data", data);

        JsonNode second = demo();

        assertThat(second.get("again").asBoolean()).isTrue();
        assertThat(second.get("accepted").asInt()).isZero();
        assertThat(second.get("points")).isEqualTo(first.get("points"));
        assertThat(second.get("top")).isEqualTo(first.get("top"));
        assertThat(second.get("refused").propertyNames()).isEqualTo(first.get("refused").propertyNames());
        assertThat(second.get("repeated").asInt())
                .isEqualTo(first.get("accepted").asInt() + first.get("repeated").asInt());
        assertThat(run(0, "digest", "--data", data)).isEqualTo(digest);
        assertThat(run(0, "demo", "--members", "60", "--data", data)).contains("60 members and 60 guests");
    }

    @Test
    void theCommandsToTryNextWork() {
        String page = run(0, "demo", "--members", "60", "--data", data);
        List<String> tried = new ArrayList<>();
        page.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("./guildhall ") && line.contains("--data"))
                .map(line -> line.replaceFirst(" *#.*", ""))
                .forEach(line -> {
                    run(0, line.substring("./guildhall ".length()).split(" "));
                    tried.add(line);
                });

        assertThat(tried).hasSizeGreaterThan(2);
    }

    @Test
    void aDirectoryOfAnotherYearIsLeftAlone() {
        demo();
        String digest = run(0, "digest", "--data", data);

        run(1, "demo", "--members", "60", "--seed", "9", "--data", data);

        assertThat(err.toString()).contains("found another year in " + data);
        assertThat(run(0, "digest", "--data", data)).isEqualTo(digest);
    }
}
