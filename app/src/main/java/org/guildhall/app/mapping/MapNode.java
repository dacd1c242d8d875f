package org.guildhall.app.mapping;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.language.Nearest;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.NodeReader;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.Problems;
import org.jspecify.annotations.Nullable;

/** What stands at a place of a mapping file, with where to report what is wrong with it, now or when it meets terms and a file. */
record MapNode(String file, Node node, List<Problem> problems) {

    /** The keys of a block with their values, in the order of the file. */
    record Keys(MapNode block, Map<String, MapNode> values) {
        @Nullable
        MapNode get(String key) {
            return values.get(key);
        }

        /** The value of a key; null, reported, where it is missing. */
        @Nullable
        MapNode need(String key, String what, @Nullable String usual) {
            MapNode value = values.get(key);
            if (value == null) {
                block.missing(key, what, usual);
            }
            return value;
        }
    }

    /** What the file holds; null after a problem that hides it. */
    static @Nullable MapNode read(String file, String text, List<Problem> problems) {
        Problems found = new Problems(file);
        Node root = NodeReader.read(text, "a mapping", "columns: {Date: day}", found);
        problems.addAll(found.all());
        return root == null ? null : new MapNode(file, root, problems);
    }

    /** A block whose keys must be of {@code known}; null, reported, when it is no block. */
    @Nullable
    Keys block(String what, Collection<String> known) {
        if (node instanceof Node.Block block) {
            for (Node.Entry entry : block.entries()) {
                String name = entry.key().text();
                if (!known.contains(name)) {
                    at(entry.key()).add("key \"" + name + "\"", "a key of " + what + ": " + String.join(", ", known),
                            Nearest.to(name, known));
                }
            }
        }
        return named(what);
    }

    /** A block whose keys the author chose; null, reported, when it is no block. */
    @Nullable
    Keys named(String what) {
        if (!(node instanceof Node.Block block)) {
            wrong(what + ", a block of keys with values", null);
            return null;
        }
        Map<String, MapNode> values = new LinkedHashMap<>();
        block.entries().forEach(entry -> values.put(entry.key().text(), at(entry.value())));
        return new Keys(this, values);
    }

    boolean isBlock() {
        return node instanceof Node.Block;
    }

    /** The text of one value; null, reported, for anything else. */
    @Nullable
    String text(String expected) {
        if (node instanceof Node.Text text && !text.text().isBlank()) {
            return text.text();
        }
        wrong(expected, null);
        return null;
    }

    /** One of some words, the first of them after a problem. */
    String oneOf(List<String> words) {
        String text = text(String.join(" or ", words));
        if (text != null && !words.contains(text)) {
            wrong(String.join(" or ", words), Nearest.to(text, words));
        }
        return text == null || !words.contains(text) ? words.getFirst() : text;
    }

    /** A figure and its unit, {@code 50000 rows}; {@code otherwise} after a problem. */
    int count(String unit, int least, int most, int otherwise) {
        String expected = least + " to " + most + " " + unit + ", such as " + Math.min(most, 50_000) + " " + unit;
        String text = text(expected);
        if (text == null) {
            return otherwise;
        }
        String figures = text.endsWith(" " + unit) ? text.substring(0, text.length() - unit.length() - 1).strip() : "";
        int number = whole(figures, least, most);
        if (number < 0) {
            wrong(expected, null);
        }
        return number < 0 ? otherwise : number;
    }

    /** A whole number of figures alone, -1 for anything else. */
    static int whole(String figures, int least, int most) {
        try {
            long number = Decimals.read(figures, 0, '.');
            return number >= least && number <= most ? (int) number : -1;
        } catch (BadValueException wrong) {
            return -1;
        }
    }

    /** One value or a list of such. */
    List<MapNode> items() {
        return node instanceof Node.Items several ? several.items().stream().map(this::at).toList() : List.of(this);
    }

    /** The value itself is wrong. */
    void wrong(String expected, @Nullable String suggestion) {
        add(node.found(), expected, suggestion);
    }

    /** Something that this block must say is missing. */
    void missing(String key, String what, @Nullable String usual) {
        add("no key " + key, key + ": " + what, usual);
    }

    void add(String found, String expected, @Nullable String suggestion) {
        Place place = node.place();
        problems.add(new Problem(file, place, found, expected, suggestion));
    }

    private MapNode at(Node other) {
        return new MapNode(file, other, problems);
    }
}
