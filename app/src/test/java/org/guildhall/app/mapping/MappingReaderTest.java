package org.guildhall.app.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import org.guildhall.core.language.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MappingReaderTest {

    private static final String MAP = """
            file: {charset: UTF-8, delimiter: comma}
            zone: Europe/London
            columns:
              No: text
              Qty: number
              When: time yyyy-MM-dd HH:mm:ss
              Who: {header: Customer ID, as: whole}
            member: {reference: Who, namespace: customer}
            at: When
            skip: {when: Qty is 0, reason: nothing was sold}
            group: {by: No, window: 100 rows}
            activities:
              order:
                when: [No is not empty, Qty above 0]
                id: order/{No}
                lines: {quantity: Qty}
            """;

    @Test
    void readsAMappingWithoutMistakes() {
        assertThatCode(() -> Mapping.read("m.yaml", MAP)).doesNotThrowAnyException();
    }

    /** What is written instead of what, and how the only problem begins. */
    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of("zone: Europe/London", "zone: Europe/Londn",
                        "m.yaml:2:7: found \"Europe/Londn\", expected a zone, such as Europe/London, did you mean Europe/London"),
                Arguments.of("zone: Europe/London\n", "",
                        "m.yaml:1:1: found no key zone, expected zone: the zone of the times in the file, did you mean zone: Europe/London"),
                Arguments.of("zone:", "zoen:", "m.yaml:2:1: found key \"zoen\", expected a key of a mapping:"),
                Arguments.of("comma", "coma",
                        "m.yaml:1:35: found \"coma\", expected comma, semicolon, tab, pipe, blanks, or one"
                                + " character, did you mean comma"),
                Arguments.of("UTF-8", "UTF8000", "m.yaml:1:17: found \"UTF8000\", expected a character set"),
                Arguments.of("Qty: number", "Qty: numer", "m.yaml:5:8: found \"numer\", expected text, whole, number,"),
                Arguments.of("yyyy-MM-dd HH:mm:ss", "HH:mm",
                        "m.yaml:6:9: found \"time HH:mm\", expected a pattern with year"),
                Arguments.of("reference: Who", "reference: Woh",
                        "m.yaml:8:21: found the column \"Woh\", expected one of the columns named above: No, Qty, When, Who, did"
                                + " you mean Who"),
                Arguments.of("at: When", "at: Qty",
                        "m.yaml:9:5: found \"Qty\", expected a column that is written as a time"),
                Arguments.of("Qty is 0", "Qty equals 0",
                        "m.yaml:10:14: found \"Qty equals 0\", expected behind the column one of:"),
                Arguments.of("Qty above 0", "No above 0",
                        "m.yaml:14:29: found \"No above 0\", expected a column that is written as a number before \"above\""),
                Arguments.of("100 rows", "100",
                        "m.yaml:11:25: found \"100\", expected 1 to 10000000 rows, such as 50000 rows"),
                Arguments.of("order/{No}", "order/{Nr}",
                        "m.yaml:15:9: found the column \"Nr\", expected one of the columns"),
                Arguments.of("order/{No}", "order/{No",
                        "m.yaml:15:9: found \"order/{No\", expected a closing } behind each {"),
                Arguments.of("order/{No}", "order/{occurrence}", "m.yaml:1:1: found no key occurrence, expected"),
                Arguments.of("quantity: Qty", "quantity: -No",
                        "m.yaml:16:23: found \"-No\", expected a column that is written as a number behind the minus"),
                Arguments.of("    id: order/{No}\n", "",
                        "m.yaml:14:5: found no key id, expected id: what names the activity"),
                Arguments.of("  No: text", "  No: text\n  No: text",
                        "m.yaml:5:3: found key \"No\" again, expected each key once"),
                Arguments.of("reference: Who, ", "",
                        "m.yaml:8:9: found no key reference, expected reference: the column"),
                Arguments.of("namespace: customer", "namespace: customer, nobody: 0",
                        "m.yaml:8:47: found key \"nobody\", expected a key of member: reference, namespace, none"),
                Arguments.of("at: When", "at: &when When",
                        "m.yaml:9:5: found the anchor &when, expected the value alone"),
                Arguments.of("  Qty:", "\tQty:", "m.yaml:5:1: found a tab, expected spaces"),
                Arguments.of("by: No", "by: [No", "m.yaml:11:"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void findsAMistakeWhereItStands(String right, String wrong, String problem) {
        MappingException found = Objects.requireNonNull(
                catchThrowableOfType(MappingException.class, () -> Mapping.read("m.yaml", MAP.replaceFirst(
                        java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong)))));

        assertThat(found.problems()).extracting(Object::toString).anyMatch(text -> text.startsWith(problem));
    }

    private static final String OPENING = """
            columns:
              No: text
              When: iso-time
              Points: number
            member: {reference: No, namespace: customer}
            at: When
            opening:
              id: opening/{No}
              joined: When
              fields: {name: No}
              lot: {currency: {always: points}, amount: Points}
              standing: {ladder: {always: main}, tier: No}
            """;

    /** What stands in place of an entry, and what is found in it. */
    static List<Arguments> severalMistakes() {
        return List.of(
                Arguments.of(MAP,
                        "when: [No is not empty, Qty above 0]\n    id: order/{No}\n    lines: {quantity: Qty}",
                        "when: [No equals 1]\n    fields: {a: B}\n    lines: {quantity: C}",
                        List.of("no key id", "\"No equals 1\"", "the column \"B\"", "the column \"C\"")),
                Arguments.of(MAP, "{when: Qty is 0, reason: nothing was sold}", "{when: Qty equals 0}",
                        List.of("no key reason", "\"Qty equals 0\"")),
                Arguments.of(MAP, "{by: No, window: 100 rows}", "{by: Nr}",
                        List.of("no key window", "the column \"Nr\"")),
                Arguments.of(MAP, "{by: No, window: 100 rows}", "{window: 100}", List.of("no key by", "\"100\"")),
                Arguments.of(MAP, "Qty is 0", "Qyt equals 0", List.of("the column \"Qyt\"", "\"Qyt equals 0\"")),
                Arguments.of(MAP, "Qty is 0", "Qyt above much", List.of("the column \"Qyt\"", "\"Qyt above much\"")),
                Arguments.of(MAP, "Qty is 0", "No above much", List.of("\"No above much\"", "\"No above much\"")),
                Arguments.of(MAP, "Qty: number", "Qty: number\n  a b: numer",
                        List.of("the column \"a b\"", "\"numer\"")),
                Arguments.of(OPENING, "  id: opening/{No}\n  joined: When\n  fields: {name: No}",
                        "  joined: Wen\n  fields: {name: Nr}",
                        List.of("no key id", "the column \"Wen\"", "the column \"Nr\"")),
                Arguments.of(OPENING, "  id: opening/{No}\n", "  idd: opening/{No}\n",
                        List.of("key \"idd\"", "no key id")));
    }

    @ParameterizedTest
    @MethodSource("severalMistakes")
    void findsAllMistakesOfOneEntry(String map, String right, String wrong, List<String> found) {
        assertThat(map).contains(right);
        MappingException all = Objects.requireNonNull(catchThrowableOfType(MappingException.class,
                () -> Mapping.read("m.yaml", map.replace(right, wrong))));

        assertThat(all.problems()).extracting(Problem::found).containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void readsAnOpeningWithoutMistakes() {
        assertThatCode(() -> Mapping.read("m.yaml", OPENING)).doesNotThrowAnyException();
    }

    @Test
    void findsAllMistakesAtOnce() {
        MappingException found = Objects.requireNonNull(catchThrowableOfType(MappingException.class,
                () -> Mapping.read("m.yaml", MAP.replace("at: When", "at: Wen").replace("number", "numbr"))));

        assertThat(found.problems()).extracting(problem -> problem.place().line()).contains(5, 9);
    }
}
