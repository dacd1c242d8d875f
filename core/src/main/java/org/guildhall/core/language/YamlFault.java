package org.guildhall.core.language;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What the YAML parser stumbles over, in the words of someone who writes a file. */
final class YamlFault {
    /** A part of the parser's message, whether to point at the start of it, what stands there, and what helps. */
    private record Saying(String part, boolean atStart, @Nullable String found, String expected) {}

    private static final List<Saying> SAYINGS = List.of(
            new Saying("(TAB)", false, "a tab", "spaces: YAML is not indented with tabs"),
            new Saying("cannot start any token", false, null, "text in quotes where it begins with such a character"),
            new Saying("mapping values are not allowed", false, "a second \": \" in one value",
                    "one key with one value on a line, and text that contains \": \" in quotes"),
            new Saying("could not find expected ':'", true, null, "a key with a colon and a space, such as scale: 0"),
            new Saying("expected ',' or '}'", false, null, "a comma or the } that closes the block of line %d"),
            new Saying("expected ',' or ']'", false, null, "a comma or the ] that closes the list of line %d"),
            new Saying("expected <block end>", false, null, "the same indentation as the keys above"),
            new Saying("unexpected end of stream", true, null, "a text with a closing quote"),
            new Saying("sequence entries are not allowed", false, "a list after a key on the same line",
                    "the list on the next line, or in [ ]"));

    private YamlFault() {}

    static void of(String text, MarkedYamlEngineException fault, Problems problems) {
        String message = Objects.requireNonNullElse(fault.getProblem(), "");
        Place place = NodeReader.place(fault.getProblemMark());
        Place start = fault.getContextMark().isPresent() ? NodeReader.place(fault.getContextMark()) : place;
        for (Saying saying : SAYINGS) {
            if (message.contains(saying.part)) {
                Place there = saying.atStart ? start : place;
                problems.add(there, saying.found == null ? at(text, there) : saying.found,
                        saying.expected.formatted(start.line()), null);
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
