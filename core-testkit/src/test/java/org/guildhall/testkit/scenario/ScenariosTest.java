package org.guildhall.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every scenario of the examples and of the language's policies. */
class ScenariosTest {
    private static final List<Path> WHERE =
            List.of(Path.of("..", "examples"), Path.of("..", "programmes"),
                    Path.of("src", "test", "resources", "programmes"));

    private final ScenarioRunner runner = new ScenarioRunner();

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        Stream.Builder<DynamicTest> tests = Stream.builder();
        for (Path where : WHERE) {
            try (Stream<Path> all = Files.walk(where)) {
                all.filter(file -> file.toString().matches(".*/scenarios/[^/]+\\.yaml"))
                        .sorted()
                        .forEach(file -> tests
                                .add(DynamicTest.dynamicTest(where.relativize(file).toString(), () -> passes(file))));
            }
        }
        return tests.build();
    }

    private void passes(Path file) throws IOException {
        ScenarioReport report = runner.run(file);
        assertThat(report.failed()).describedAs("%s", report.text()).isZero();
        assertThat(report.passed()).isPositive();
    }
}
