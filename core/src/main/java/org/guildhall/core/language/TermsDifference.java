package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What two files of terms say differently about one thing.
 *
 * @param section the key at the top of the file: {@code plans}
 * @param name what is named below it, empty for the section itself: {@code annual}
 * @param changes by the keys below that, in the order of the files; empty for what is wholly new or gone
 */
public record TermsDifference(String section, String name, What what, List<Change> changes) {
    private static final Set<String> NAMED =
            Set.of("activities", "currencies", "earning", "ladders", "plans", "benefits", "stocks", "series");
    private static final Set<String> LEFT_OUT = Set.of("terms", "changes", "announced");

    /** What became of the thing. */
    public enum What {
        ADDED,
        GONE,
        CHANGED
    }

    /**
     * @param key the keys that lead to it, with dots: {@code refund.full-within}
     * @param before null where it was not said
     * @param after null where it is no longer said
     */
    public record Change(String key, @Nullable String before, @Nullable String after) {}

    public TermsDifference {
        changes = List.copyOf(changes);
    }

    /** All differences of two files without mistakes, in the order of the sections; the date and the block changes aside. */
    public static List<TermsDifference> between(String before, String after) {
        Map<List<String>, Map<String, String>> old = things(before);
        Map<List<String>, Map<String, String>> now = things(after);
        Set<List<String>> all = new LinkedHashSet<>(now.keySet());
        all.addAll(old.keySet());
        List<TermsDifference> differences = new ArrayList<>();
        for (List<String> thing : all) {
            Map<String, String> was = old.get(thing);
            Map<String, String> is = now.get(thing);
            List<Change> changes = was == null || is == null ? List.of() : changes(was, is);
            if (was == null || is == null || !changes.isEmpty()) {
                differences.add(new TermsDifference(thing.getFirst(), thing.getLast(),
                        was == null ? What.ADDED : is == null ? What.GONE : What.CHANGED, changes));
            }
        }
        return differences;
    }

    private static List<Change> changes(Map<String, String> was, Map<String, String> is) {
        Set<String> keys = new LinkedHashSet<>(is.keySet());
        keys.addAll(was.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(was.get(key), is.get(key)))
                .map(key -> new Change(key, was.get(key), is.get(key)))
                .toList();
    }

    /** What stands in a file about each thing: its values by the keys that lead to them. */
    private static Map<List<String>, Map<String, String>> things(String text) {
        Map<List<String>, Map<String, String>> things = new LinkedHashMap<>();
        Node.Block file = NodeReader.read(text, new Problems("terms"));
        for (Node.Entry section : file == null ? List.<Node.Entry>of() : file.entries()) {
            String name = section.key().text();
            if (LEFT_OUT.contains(name)) {
                continue;
            }
            if (NAMED.contains(name) && section.value() instanceof Node.Block block) {
                for (Node.Entry thing : block.entries()) {
                    Map<String, String> values = new LinkedHashMap<>();
                    flatten("", thing.value(), values);
                    things.put(List.of(name, thing.key().text()), values);
                }
            } else {
                Map<String, String> values = new LinkedHashMap<>();
                flatten("", section.value(), values);
                things.put(List.of(name, ""), values);
            }
        }
        return things;
    }

    private static void flatten(String path, Node node, Map<String, String> values) {
        if (node instanceof Node.Block block) {
            for (Node.Entry entry : block.entries()) {
                flatten(path.isEmpty() ? entry.key().text() : path + "." + entry.key().text(), entry.value(), values);
            }
        } else {
            values.put(path, node.flow());
        }
    }
}
