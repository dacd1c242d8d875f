package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(EXAMPLES)) {
            return all.filter(path -> path.toString().matches(".*/terms/[^/]+[.]yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyExampleIsRead(Path file) throws IOException {
        TermsReader.Result result = TermsReader.read(file.toString(), Files.readString(file), null);

        assertThat(result).isInstanceOf(TermsReader.Result.Read.class);
        Terms terms = ((TermsReader.Result.Read) result).terms();
        assertThat(terms.date() + ".yaml").isEqualTo(file.getFileName().toString());
        assertThat(terms.text()).isEqualTo(Files.readString(file));
    }
}
