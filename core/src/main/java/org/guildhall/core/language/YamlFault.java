package org.guildhall.core.language;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What the YAML parser stumbles over, in the words of someone who writes a file. */
final class YamlFault {
    /** A part of the parser's message, what that means, and what helps. */
    private record Saying(String part, @Nullable String found, String expected, @Nullable String suggestion) {}

    private static final List<Saying> SAYINGS = List.of(
            new Saying("(TAB)", "a tab", "spaces: YAML is not indented with tabs", null),
            new Saying("'@'", null, "text in quotes where it begins with @", null),
            new Saying("'`'", null, "text in quotes where it begins with `", null),
            new Saying("'%'", null, "text in quotes where it begins with %", null),
            new Saying("mapping values are not allowed", "a second \": \" in one value",
                    "one key with one value on a line, and text that contains \": \" in quotes", null),
            new Saying("could not find expected ':'", null, "a key with a colon and a space, such as scale: 0", null),
            new Saying("expected ',' or '}'", null, "a comma or the closing } of a block", null),
            new Saying("expected ',' or ']'", null, "a comma or the closing ] of a list", null),
            new Saying("expected <block end>", null, "the same indentation as the keys above", null),
            new Saying("unexpected end of stream", "the end of the file", "the closing quote of a text", null),
            new Saying("sequence entries are not allowed", "a list after a key on the same line",
                    "the list on the next line, or in [ ]", null));

    private YamlFault() {}

    static void of(String text, MarkedYamlEngineException fault, Problems problems) {
        String message = Objects.requireNonNullElse(fault.getProblem(), "");
        Place place = NodeReader.place(fault.getProblemMark());
        for (Saying saying : SAYINGS) {
            if (message.contains(saying.part)) {
                String found = saying.found == null ? at(text, place) : saying.found;
                problems.add(place, found, saying.expected, saying.suggestion);
                return;
            }
        }
        problems.add(place, at(text, place), "YAML: " + message, null);
    }

    private static String at(String text, Place place) {
        List<String> lines = text.lines().toList();
        if (place.line() > lines.size()) {
            return "the end of the file";
        }
        String line = lines.get(place.line() - 1);
        int from = line.offsetByCodePoints(0, Math.min(place.column() - 1, line.codePointCount(0, line.length())));
        String rest = line.substring(from);
        return rest.isBlank() ? "the end of the line" : Node.quoted(rest);
    }
}
