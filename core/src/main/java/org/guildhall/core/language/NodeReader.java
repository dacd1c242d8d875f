package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the plain part of YAML: blocks, lists and texts. What lets a file say one thing in two places or mean more than
 * it shows (anchors, aliases, tags, merge keys, several documents) is refused.
 */
public final class NodeReader {
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 16;

    private final String text;
    private final Problems problems;
    private final Iterator<Event> events;

    private NodeReader(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(LARGEST).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** The file's block, or null after a problem that hides the rest of it. */
    static Node.@Nullable Block read(String text, Problems problems) {
        Node root = read(text, "a programme's terms", "programme: my-shop", problems);
        if (root != null && isScenarios(root)) {
            problems.add(root.place(), "scenarios", "a programme's terms: scenarios are run with guildhall test", null);
            return null;
        }
        return block(root, "programme: my-shop", problems);
    }

    /** The block of a file of an offer, or null after a problem that hides the rest of it. */
    static Node.@Nullable Block offer(String text, Problems problems) {
        Node root = read(text, "an offer", "offer: mid-year-sale", problems);
        if (root instanceof Node.Block block && block.get("terms") != null && block.get("offer") == null) {
            problems.add(root.place(), "a programme's terms", "an offer, with offer: and its name", null);
            return null;
        }
        return block(root, "offer: mid-year-sale", problems);
    }

    private static Node.@Nullable Block block(@Nullable Node root, String such, Problems problems) {
        if (root == null || root instanceof Node.Block) {
            return (Node.Block) root;
        }
        problems.wrong(root, "keys with values, such as " + such, null);
        return null;
    }

    private static boolean isScenarios(Node root) {
        return switch (root) {
            case Node.Block file -> file.get("scenarios") != null;
            case Node.Items items -> !items.items().isEmpty() && items.items().getFirst() instanceof Node.Block first
                    && first.get("scenario") != null;
            case Node.Text text -> false;
        };
    }

    /**
     * What a file holds, or null after a problem that hides it.
     *
     * @param expected what should stand in an empty file, and how it begins
     */
    public static @Nullable Node read(String text, String expected, String suggestion, Problems problems) {
        if (text.length() > LARGEST) {
            problems.add(Place.START, "a file of " + text.length() + " characters", "at most " + LARGEST, null);
            return null;
        }
        try {
            Node root = new NodeReader(text, problems).document();
            if (root == null) {
                problems.add(Place.START, "an empty file", expected, suggestion);
            }
            return root;
        } catch (MarkedYamlEngineException malformed) {
            YamlFault.of(text, malformed, problems);
        } catch (ReaderException unreadable) {
            problems.add(placeOf(text, unreadable.getPosition()),
                    "the character U+%04X".formatted(unreadable.getCodePoint()), "text that can be printed", null);
        } catch (YamlEngineException other) {
            problems.add(Place.START, "a file that is not YAML", "YAML: " + other.getMessage(), null);
        } catch (TooDeepException tooDeep) {
            problems.add(tooDeep.place, "a value under more than " + DEEPEST + " others",
                    "blocks and lists at most " + DEEPEST + " deep", null);
        }
        return null;
    }

    private @Nullable Node document() {
        Node root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event) {
                case StreamStartEvent start -> {}
                case DocumentStartEvent start -> {}
                case DocumentEndEvent end -> {}
                case StreamEndEvent end -> {}
                default -> {
                    Node node = node(event, null, 0);
                    if (root != null) {
                        problems.add(node.place(), "a second document", "one document in a file", null);
                    } else if (!(node instanceof Node.Text nothing && nothing.empty())) {
                        root = node;
                    }
                }
            }
        }
        return root;
    }

    private Node node(Event event, Node.@Nullable Text owner, int depth) {
        Place place = place(event.getStartMark());
        if (depth > DEEPEST) {
            throw new TooDeepException(place);
        }
        refuseHidden(event, place);
        return switch (event) {
            case ScalarEvent scalar -> text(scalar, place);
            case SequenceStartEvent start -> items(place, depth);
            case MappingStartEvent start -> block(place, owner, depth);
            case AliasEvent alias -> new Node.Text(place, "", offset -> place);
            default -> throw new IllegalStateException("expected a value, but found " + event);
        };
    }

    private Node.Items items(Place place, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event, null, depth + 1));
        }
        return new Node.Items(place, items);
    }

    private Node.Block block(Place place, Node.@Nullable Text owner, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            Node key = node(event, null, depth + 1);
            Node.@Nullable Text name = key instanceof Node.Text text ? text : null;
            Node value = node(events.next(), name, depth + 1);
            if (name == null) {
                problems.wrong(key, "a key that is a single word", null);
            } else if (name.text().equals("<<")) {
                problems.wrong(key, "every key written where it holds: merge keys are not read", null);
            } else {
                Place first = seen.putIfAbsent(name.text(), name.place());
                if (first == null) {
                    entries.add(new Node.Entry(name, value));
                } else {
                    problems.add(name.place(), "key " + Node.quoted(name.text()) + " again",
                            "each key once: it stands on line " + first.line(), null);
                }
            }
        }
        return new Node.Block(place, owner, entries);
    }

    private void refuseHidden(Event event, Place place) {
        if (event instanceof AliasEvent alias) {
            problems.add(place, "the alias *" + alias.getAlias(),
                    "the value itself: aliases are not read", null);
            problems.silence(place);
        } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            problems.add(place, "the anchor &" + node.getAnchor().get(),
                    "the value alone: anchors are not read", null);
        }
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent start -> start.getTag();
            default -> Optional.empty();
        };
        tag.ifPresent(name -> problems.add(place, "the tag " + name.replace("tag:yaml.org,2002:", "!!"),
                "the value alone: tags are not read", null));
    }

    private Node.Text text(ScalarEvent scalar, Place place) {
        boolean escapes = scalar.isDQuoted() && scalar.getValue().length() + 2 < length(scalar);
        Node.Source source = escapes ? offset -> place : offset -> visible(scalar, offset);
        return new Node.Text(place, scalar.getValue(), source);
    }

    private static int length(ScalarEvent scalar) {
        return scalar.getEndMark().map(Mark::getIndex).orElse(0) - scalar.getStartMark().map(Mark::getIndex).orElse(0);
    }

    /**
     * Folding changes nothing but white space, so the n-th visible character of a value is the n-th visible one from
     * where it starts in the file.
     */
    private Place visible(ScalarEvent scalar, int offset) {
        String value = scalar.getValue();
        long before = value.substring(0, Math.clamp(offset, 0, value.length()))
                .chars()
                .filter(c -> !Character.isWhitespace(c))
                .count();
        int index = firstCharacter(scalar);
        while (index < text.length() && (before > 0 || Character.isWhitespace(text.charAt(index)))) {
            if (!Character.isWhitespace(text.charAt(index))) {
                before--;
            }
            index++;
        }
        return placeOf(text, text.codePointCount(0, index));
    }

    /** The index where the value begins: after an opening quote, or on the line after {@code |} or {@code >}. */
    private int firstCharacter(ScalarEvent scalar) {
        int start = text.offsetByCodePoints(0, scalar.getStartMark().map(Mark::getIndex).orElse(0));
        if (scalar.isLiteral() || scalar.isFolded()) {
            return text.indexOf('\n', start) + 1;
        }
        return scalar.isPlain() ? start : start + 1;
    }

    static Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(Place.START);
    }

    /** The place of the n-th character of a text. */
    static Place placeOf(String text, int codePoints) {
        int line = 1;
        int column = 1;
        int seen = 0;
        for (int i = 0; i < text.length() && seen < codePoints; i += Character.charCount(text.codePointAt(i)), seen++) {
            boolean newline = text.charAt(i) == '\n';
            line += newline ? 1 : 0;
            column = newline ? 1 : column + 1;
        }
        return new Place(line, column);
    }

    private static final class TooDeepException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Place place;

        TooDeepException(Place place) {
            super(null, null, false, false);
            this.place = place;
        }
    }
}
