package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file under {@code mistakes} with its whole output beside it. */
class MistakesTest {
    private static final Path MISTAKES = Path.of("src", "test", "resources", "mistakes");
    private static final Path SOUND = MISTAKES.resolve("00-no-mistake.yaml");

    static Stream<Path> mistakes() throws IOException {
        return yaml(MISTAKES).filter(file -> !file.equals(SOUND));
    }

    /** Terms that follow the sound ones. */
    static Stream<Path> changes() throws IOException {
        return yaml(MISTAKES.resolve("changed"));
    }

    private static Stream<Path> yaml(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isReported(Path file) throws IOException {
        Golden.assertSame(beside(file), output(file, null));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isReportedAgainstTheTermsBefore(Path file) throws IOException {
        Golden.assertSame(beside(file), output(file, sound()));
    }

    @Test
    void whatTheyAreMadeOfHasNone() throws IOException {
        assertThat(output(SOUND, null)).isEmpty();
    }

    private static Terms sound() throws IOException {
        TermsReader.Result result = TermsReader.read("sound.yaml", Files.readString(SOUND), null);
        return ((TermsReader.Result.Read) result).terms();
    }

    private static String output(Path file, @Nullable Terms previous) throws IOException {
        List<Problem> problems = switch (TermsReader.read("terms.yaml", Files.readString(file), previous)) {
            case TermsReader.Result.Read read -> List.of();
            case TermsReader.Result.Mistaken mistaken -> mistaken.problems();
        };
        return problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
    }

    private static Path beside(Path file) {
        return Path.of(file.toString().replaceFirst("yaml$", "txt"));
    }
}
