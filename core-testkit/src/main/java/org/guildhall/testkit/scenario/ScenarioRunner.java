package org.guildhall.testkit.scenario;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.Problems;
import org.guildhall.testkit.scenario.Programme.NamedText;
import org.guildhall.testkit.scenario.ScenarioReport.FileResult;
import org.guildhall.testkit.scenario.ScenarioReport.ScenarioResult;
import org.jspecify.annotations.Nullable;

/** Runs files of scenarios against the programme they stand in. Not safe for several threads at once. */
public final class ScenarioRunner {
    private final Map<Path, Programme.Read> programmes = new HashMap<>();

    /**
     * Runs a file of scenarios, or every {@code scenarios/*.yaml} in a folder and below.
     *
     * @throws NoSuchFileException where there is no such file, or no scenarios in the folder
     */
    public ScenarioReport run(Path path) throws IOException {
        List<Path> files = files(path);
        if (files.isEmpty()) {
            throw new NoSuchFileException(path.resolve("scenarios").toString(), null, "no *.yaml");
        }
        return read(files, true);
    }

    /** Reads what {@link #run(Path)} would run, if anything, and runs none of it: what comes of it are the files' mistakes. */
    public ScenarioReport check(Path path) throws IOException {
        return read(files(path), false);
    }

    private ScenarioReport read(List<Path> files, boolean running) throws IOException {
        List<FileResult> results = new ArrayList<>();
        for (Path file : files) {
            results.add(read(file, running));
        }
        return new ScenarioReport(results);
    }

    /** Runs scenarios given as a text, in a programme given as the texts of its terms, the oldest first. */
    public static ScenarioReport run(String fileName, String scenarios, List<String> terms) {
        List<NamedText> files = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            files.add(new NamedText("terms " + (i + 1), terms.get(i)));
        }
        Problems problems = new Problems(fileName);
        ScenarioReader.File file = ScenarioReader.open(scenarios, problems);
        return new ScenarioReport(List.of(file == null
                ? new FileResult(fileName, problems.all(), List.of())
                : read(fileName, file, Programme.read(files, List.of()), problems, true)));
    }

    private static List<Path> files(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> "scenarios".equals(name(file.toAbsolutePath().getParent())))
                    .sorted()
                    .toList();
        }
    }

    private static @Nullable String name(@Nullable Path path) {
        Path name = path == null ? null : path.getFileName();
        return name == null ? null : name.toString();
    }

    private FileResult read(Path path, boolean running) throws IOException {
        Problems problems = new Problems(path.toString());
        ScenarioReader.File file;
        try {
            file = ScenarioReader.open(Files.readString(path), problems);
        } catch (CharacterCodingException noText) {
            problems.add(new Place(1, 1), "bytes that are no UTF-8", "a text in UTF-8", null);
            file = null;
        }
        return file == null
                ? new FileResult(path.toString(), problems.all(), List.of())
                : read(path.toString(), file, programme(path, file), problems, running);
    }

    private static FileResult read(
            String name, ScenarioReader.File file, Programme.Read read, Problems problems, boolean running) {
        if (!(read instanceof Programme.Read.Ready(Programme programme))) {
            List<Problem> all = new ArrayList<>(problems.all());
            all.addAll(((Programme.Read.Mistaken) read).problems());
            return new FileResult(name, all, List.of());
        }
        List<Scenario> scenarios = ScenarioReader.read(file, programme, problems);
        List<ScenarioResult> results = running && problems.none()
                ? scenarios.stream().map(scenario -> Run.of(programme, scenario)).toList()
                : List.of();
        return new FileResult(name, problems.all(), results);
    }

    /** The programme of a file: the folder that its head names, or the one above {@code scenarios}. */
    private Programme.Read programme(Path path, ScenarioReader.File file) throws IOException {
        Path here = path.toAbsolutePath().normalize().getParent();
        if (here == null) {
            throw new NoSuchFileException(path.toString());
        }
        Path above = here.getParent();
        Path folder = file.programme() != null ? here.resolve(file.programme().text()).normalize()
                : "scenarios".equals(name(here)) && above != null ? above
                        : here;
        Programme.Read known = programmes.get(folder);
        if (known == null) {
            known = read(folder, path, file);
            programmes.put(folder, known);
        }
        return known;
    }

    private static Programme.Read read(Path folder, Path scenarios, ScenarioReader.File file) throws IOException {
        Path terms = folder.resolve("terms");
        if (!Files.isDirectory(terms)) {
            Place place = file.programme() == null ? new Place(1, 1) : file.programme().place();
            return new Programme.Read.Mistaken(List.of(new Problem(scenarios.toString(), place,
                    "no terms in " + folder.getFileName(), "a programme's folder with terms/*.yaml",
                    file.programme() == null ? "programme: ../my-shop" : null)));
        }
        List<NamedText> texts = texts(terms, scenarios);
        Path offers = folder.resolve("offers");
        return texts.isEmpty()
                ? new Programme.Read.Mistaken(List.of(new Problem(scenarios.toString(), new Place(1, 1),
                        "no terms in " + folder.getFileName(), "terms named by their day, such as 2025-01-01.yaml",
                        null)))
                : Programme.read(texts, Files.isDirectory(offers) ? texts(offers, scenarios) : List.of());
    }

    private static List<NamedText> texts(Path folder, Path scenarios) throws IOException {
        List<NamedText> texts = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path one : all.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
                texts.add(new NamedText(shown(scenarios, one), Files.readString(one)));
            }
        }
        return texts;
    }

    /** A file of terms as its reader would write its path: from where the scenarios' path starts. */
    private static String shown(Path scenarios, Path terms) {
        return scenarios.isAbsolute() ? terms.toString()
                : Path.of("").toAbsolutePath().relativize(terms).toString();
    }
}
