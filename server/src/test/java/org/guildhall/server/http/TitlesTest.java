package org.guildhall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.core.entity.Refusals;
import org.guildhall.core.member.MemberRefusal;
import org.guildhall.core.stock.StockRefusal;
import org.junit.jupiter.api.Test;

/** Every problem has a title in both languages. */
class TitlesTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern CODE = Pattern.compile(
            "(?:new ProblemException|Problem\\.of|new Problem)\\(\\s*[0-9]{3},\\s*\"([a-z-]+)\"");

    private final Map<String, String> english = titles("titles.properties");
    private final Map<String, String> chinese = titles("titles_zh.properties");

    @Test
    void bothLanguagesTitleTheSame() {
        assertThat(chinese).containsOnlyKeys(english.keySet());
    }

    @Test
    void noTitleIsEmptyOrInTheOtherLanguage() {
        assertThat(english.values()).allMatch(title -> title.matches("[ -~]+"));
        assertThat(chinese.values()).allMatch(title -> title.codePoints().anyMatch(Character::isIdeographic));
    }

    @Test
    void everyRefusalHasATitle() {
        List<String> codes = Stream.of(MemberRefusal.class, StockRefusal.class)
                .flatMap(all -> Stream.of(all.getPermittedSubclasses()))
                .map(Refusals::code)
                .toList();
        assertThat(codes).hasSizeGreaterThan(20);
        assertThat(english).containsKeys(codes.toArray(String[]::new));
    }

    @Test
    void everyProblemOfTheServerHasATitle() {
        List<String> codes = new ArrayList<>();
        for (String source : sources()) {
            Matcher matcher = CODE.matcher(source);
            while (matcher.find()) {
                codes.add(matcher.group(1));
            }
        }
        assertThat(codes).contains("malformed", "stopped", "forbidden", "no-such-path", "own-key");
        assertThat(english).containsKeys(codes.toArray(String[]::new)).containsKeys("malformed", "too-large", "fault");
    }

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> sources = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
            return sources;
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    private static Map<String, String> titles(String name) {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Problem.class.getResourceAsStream(name))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
        Map<String, String> titles = new TreeMap<>();
        properties.stringPropertyNames().forEach(code -> titles.put(code, properties.getProperty(code)));
        return titles;
    }
}
