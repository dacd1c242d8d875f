package org.guildhall.app.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.language.Nearest;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problem;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What stands at a place of a mapping file; it knows the place and reports what is wrong with it. */
final class MapNode {
    private static final int LARGEST = 1 << 20;

    private final String file;
    private final Node node;
    private final List<Problem> problems;

    private MapNode(String file, Node node, List<Problem> problems) {
        this.file = file;
        this.node = node;
        this.problems = problems;
    }

    /** The file's block; null after a problem that hides the rest. */
    static @Nullable MapNode read(String file, String text, List<Problem> problems) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setCodePointLimit(LARGEST)
                    .setMaxAliasesForCollections(1)
                    .setLabel(file)
                    .build();
            Node root = new Compose(settings).composeString(text).orElse(null);
            if (root != null) {
                return new MapNode(file, root, problems);
            }
            problems.add(new Problem(file, new Place(1, 1), "an empty file", "a mapping", null));
        } catch (MarkedYamlEngineException malformed) {
            Mark mark = malformed.getProblemMark().orElse(null);
            problems.add(
                    new Problem(file, place(mark), "text that is not YAML (" + malformed.getProblem() + ")",
                            "keys with values", null));
        } catch (YamlEngineException other) {
            problems.add(
                    new Problem(file, new Place(1, 1), "a file that is not YAML", "YAML: " + other.getMessage(), null));
        }
        return null;
    }

    /** The values by key, in the order of the file; every key must be one of {@code known}. Null when it is no block. */
    @Nullable
    Map<String, MapNode> block(String what, Collection<String> known) {
        Map<String, MapNode> values = named(what);
        if (values == null) {
            return null;
        }
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            MapNode key = at(tuple.getKeyNode());
            String name = key.scalar();
            if (name != null && !known.contains(name)) {
                key.add("key \"" + name + "\"", "a key of " + what + ": " + String.join(", ", known),
                        Nearest.to(name, known));
            }
        }
        return values;
    }

    /** The values by keys that the author chose. */
    @Nullable
    Map<String, MapNode> named(String what) {
        if (!(node instanceof MappingNode mapping)) {
            wrong(what + ", a block of keys with values", null);
            return null;
        }
        Map<String, MapNode> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            MapNode key = at(tuple.getKeyNode());
            String name = key.scalar();
            if (name == null) {
                key.wrong("a key that is one word", null);
            } else if (values.put(name, at(tuple.getValueNode())) != null) {
                key.add("key \"" + name + "\" again", "each key once", null);
            }
        }
        return values;
    }

    boolean isBlock() {
        return node instanceof MappingNode;
    }

    /** The text of one value; null, reported, for anything else. */
    @Nullable
    String text(String expected) {
        String text = scalar();
        if (text == null || text.isBlank()) {
            wrong(expected, null);
            return null;
        }
        return text;
    }

    /** One value or a list of such. */
    List<MapNode> items() {
        if (node instanceof SequenceNode sequence) {
            List<MapNode> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(at(item)));
            return items;
        }
        return List.of(this);
    }

    /** The value itself is wrong. */
    void wrong(String expected, @Nullable String suggestion) {
        add(found(), expected, suggestion);
    }

    /** Something that this block must say is missing. */
    void missing(String key, String what, @Nullable String usual) {
        add("no key " + key, key + ": " + what, usual);
    }

    void add(String found, String expected, @Nullable String suggestion) {
        Mark mark = node.getStartMark().orElse(null);
        problems.add(
                new Problem(file, place(mark), found, expected, suggestion));
    }

    private static Place place(@Nullable Mark mark) {
        return mark == null ? new Place(1, 1) : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private @Nullable String scalar() {
        return node instanceof ScalarNode value ? value.getValue() : null;
    }

    private String found() {
        String text = scalar();
        if (text != null) {
            return text.isBlank() ? "nothing" : '"' + text + '"';
        }
        return node instanceof MappingNode ? "a block" : "a list";
    }

    private MapNode at(Node other) {
        return new MapNode(file, other, problems);
    }
}
