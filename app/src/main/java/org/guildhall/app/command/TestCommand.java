package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.testkit.scenario.JUnitXml;
import org.guildhall.testkit.scenario.ScenarioReport;
import org.guildhall.testkit.scenario.ScenarioRunner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guildhall test}: runs scenarios against the terms that they stand beside. */
@Command(name = "test", description = "Runs a programme's scenarios and shows what differs, and why.",
        mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH",
            description = "A file of scenarios, or a folder with scenarios/*.yaml in or below it.") Path path =
                    Path.of("");

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the result as JUnit XML.")
    @Nullable Path junit;

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws IOException {
        ScenarioReport report = report();
        if (junit != null) {
            JUnitXml.write(report, junit);
        }
        if (output.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("passed", report.passed());
            json.put("failed", report.failed());
            json.put("files", report.files());
            output.json(json);
        } else {
            output.line(report.text().stripTrailing());
        }
        return report.failed() == 0 ? ExitCode.FINE : ExitCode.FAILED;
    }

    private ScenarioReport report() throws IOException {
        try {
            return new ScenarioRunner().run(path);
        } catch (NoSuchFileException none) {
            throw CommandFailure.unavailable("found nothing at " + none.getFile()
                    + ", expected a file of scenarios, or a folder with scenarios/*.yaml in or below it");
        }
    }
}
