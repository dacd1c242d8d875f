package org.guildhall.server.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages say everything in both languages. */
class WordsTest {
    private static final List<Path> SOURCES = List.of(Path.of("src", "main", "java"), Path.of("src", "main", "jte"));
    private static final Pattern SAID = Pattern.compile("\\bsay\\(\\s*\"([a-z.-]+)\"\\s*[,)]");

    private final Properties english = words("words.properties");
    private final Properties chinese = words("words_zh.properties");

    @Test
    void bothLanguagesSayTheSame() {
        Set<String> without = new TreeSet<>(english.stringPropertyNames());
        without.removeIf(key -> key.endsWith(".one"));
        assertThat(chinese.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(without);
    }

    @Test
    void bothLanguagesHaveTheSameParts() {
        for (String key : chinese.stringPropertyNames()) {
            assertThat(parts(chinese.getProperty(key))).as(key).isEqualTo(parts(english.getProperty(key)));
        }
    }

    @Test
    void whatPagesSayIsThere() {
        Set<String> said = new TreeSet<>();
        for (String source : sources()) {
            SAID.matcher(source).results().map(match -> match.group(1)).forEach(said::add);
        }
        assertThat(said).hasSizeGreaterThan(80);
        assertThat(english.stringPropertyNames()).containsAll(said);
    }

    private static Set<String> parts(String text) {
        Set<String> parts = new TreeSet<>();
        Pattern.compile("\\{[0-9]}").matcher(text).results().map(MatchResult::group).forEach(parts::add);
        return parts;
    }

    private static List<String> sources() {
        return SOURCES.stream().flatMap(WordsTest::files).toList();
    }

    private static Stream<String> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(WordsTest::read).toList().stream();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Properties words(String file) {
        Properties properties = new Properties();
        try (InputStreamReader in =
                new InputStreamReader(Objects.requireNonNull(Words.class.getResourceAsStream(file)), UTF_8)) {
            properties.load(in);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return properties;
    }
}
