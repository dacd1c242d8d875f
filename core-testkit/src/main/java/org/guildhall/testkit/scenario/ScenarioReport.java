package org.guildhall.testkit.scenario;

import java.util.List;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problem;

/** What running files of scenarios came to. */
public record ScenarioReport(List<FileResult> files) {
    public ScenarioReport {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param problems what is wrong in it or in its programme; where there are any, none of its scenarios was run
     */
    public record FileResult(String file, List<Problem> problems, List<ScenarioResult> scenarios) {
        public FileResult {
            problems = List.copyOf(problems);
            scenarios = List.copyOf(scenarios);
        }
    }

    /** One scenario; it passed where nothing failed. */
    public record ScenarioResult(String name, Place place, List<Failure> failures) {
        public ScenarioResult {
            failures = List.copyOf(failures);
        }

        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /**
     * One difference.
     *
     * @param what was looked at, in words
     * @param explanation what had happened to the member by then, a line each
     */
    public record Failure(Place place, String what, String expected, String found, List<String> explanation) {
        public Failure {
            explanation = List.copyOf(explanation);
        }
    }

    /** Scenarios that passed. */
    public int passed() {
        return (int) files.stream().flatMap(file -> file.scenarios.stream()).filter(ScenarioResult::passed).count();
    }

    /** Scenarios that failed, and files that can't be read. */
    public int failed() {
        return (int) files.stream()
                .mapToLong(file -> file.problems.isEmpty()
                        ? file.scenarios.stream().filter(scenario -> !scenario.passed()).count()
                        : 1)
                .sum();
    }

    /** Each difference with its explanation, each mistake, and {@code N passed, N failed} at the end. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (FileResult file : files) {
            file.problems.forEach(problem -> text.append(problem).append('\n'));
            for (ScenarioResult scenario : file.scenarios) {
                if (!scenario.passed()) {
                    text.append(file.file)
                            .append(':')
                            .append(scenario.place.line())
                            .append(": ")
                            .append(scenario.name)
                            .append('\n')
                            .append(differences(file, scenario));
                }
            }
        }
        return text.append(passed()).append(" passed, ").append(failed()).append(" failed\n").toString();
    }

    /** What differs in one scenario; what explains several differences stands once, below the last of them. */
    static String differences(FileResult file, ScenarioResult scenario) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < scenario.failures.size(); i++) {
            Failure failure = scenario.failures.get(i);
            text.append("  ")
                    .append(file.file)
                    .append(':')
                    .append(failure.place.line())
                    .append(':')
                    .append(failure.place.column())
                    .append(": ")
                    .append(failure.what)
                    .append(": expected ")
                    .append(failure.expected)
                    .append(", found ")
                    .append(failure.found)
                    .append('\n');
            boolean last = i + 1 == scenario.failures.size()
                    || !scenario.failures.get(i + 1).explanation.equals(failure.explanation);
            if (last) {
                failure.explanation.forEach(line -> text.append("    ").append(line).append('\n'));
            }
        }
        return text.toString();
    }
}
