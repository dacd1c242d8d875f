package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.app.mapping.Mapping;
import org.guildhall.app.mapping.MappingException;
import org.guildhall.core.language.Problem;
import org.guildhall.testkit.scenario.ScenarioReport;
import org.guildhall.testkit.scenario.ScenarioRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code guildhall check}: all mistakes in terms, offers, mappings and scenarios. */
@Command(name = "check",
        description = "Finds all mistakes in files of terms, mappings, or a programme's folder with its offers and scenarios.",
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE|DIR",
            description = "Terms, mappings (map.yaml), programmes' folders.") List<Path> paths = List.of();

    @Mixin Output output = new Output();

    private int files;

    @Override
    public Integer call() throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (Path path : paths) {
            problems.addAll(check(path));
        }
        if (output.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("files", files);
            json.put("problems", problems.stream().map(CheckCommand::json).toList());
            output.json(json);
        } else {
            problems.forEach(problem -> output.line(problem.toString()));
            output.line(files + (files == 1 ? " file, " : " files, ")
                    + (problems.isEmpty() ? "no mistakes"
                            : problems.size() + (problems.size() == 1 ? " mistake" : " mistakes")));
        }
        return problems.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private List<Problem> check(Path path) throws IOException {
        if (Files.isRegularFile(path) && path.getFileName().toString().contains("map")) {
            return mapping(path);
        }
        ProgrammeFiles programme = ProgrammeFiles.read(path);
        OfferFiles offers = OfferFiles.under(path);
        files += programme.files().size() + offers.count();
        List<Problem> problems = new ArrayList<>(programme.problems());
        if (problems.isEmpty()) {
            problems.addAll(offers.problemsAtAnyTime(programme.terms(), System.currentTimeMillis()));
        }
        boolean sound = problems.isEmpty();
        Path map = path.resolve("map.yaml");
        if (Files.isRegularFile(map)) {
            problems.addAll(mapping(map));
        }
        Path scenarios = path.resolve("scenarios");
        if (sound && Files.isDirectory(scenarios)) {
            List<ScenarioReport.FileResult> read = new ScenarioRunner().check(scenarios).files();
            files += read.size();
            read.stream().flatMap(file -> file.problems().stream()).distinct().forEach(problems::add);
        }
        return problems;
    }

    private List<Problem> mapping(Path file) throws IOException {
        files++;
        try {
            Mapping.read(file);
            return List.of();
        } catch (MappingException wrong) {
            return wrong.problems();
        }
    }

    private static Map<String, Object> json(Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", problem.file());
        json.put("line", problem.place().line());
        json.put("column", problem.place().column());
        json.put("found", problem.found());
        json.put("expected", problem.expected());
        if (problem.suggestion() != null) {
            json.put("suggestion", problem.suggestion());
        }
        return json;
    }
}
