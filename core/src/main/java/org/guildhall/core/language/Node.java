package org.guildhall.core.language;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands at a place in a file, before anything is made of it. */
public sealed interface Node {
    Place place();

    /** In words, as the {@code found} of a problem. */
    String found();

    /** As it would stand on one line. */
    String flow();

    /**
     * One value.
     *
     * @param source how to find a character of the text in the file
     */
    record Text(Place place, String text, Source source) implements Node {
        @Override
        public String flow() {
            return text.strip().replaceAll("\\s+", " ");
        }

        /** Nothing was written after a key or a dash. */
        public boolean empty() {
            return text.isEmpty();
        }

        @Override
        public String found() {
            return text.isBlank() ? "nothing" : quoted(text);
        }
    }

    /** Finds the place of the character at an offset of a text. */
    interface Source {
        Place at(int offset);
    }

    /**
     * Keys with their values, each key once.
     *
     * @param owner the key that the block stands under, null for the whole file and in a list
     */
    record Block(Place place, @Nullable Text owner, List<Entry> entries) implements Node {
        public @Nullable Node get(String key) {
            for (Entry entry : entries) {
                if (entry.key.text.equals(key)) {
                    return entry.value;
                }
            }
            return null;
        }

        @Override
        public String flow() {
            return entries.stream()
                    .map(entry -> entry.key.text + ": " + entry.value.flow())
                    .collect(Collectors.joining(", ", "{", "}"));
        }

        /** Where a reader looks for what the block lacks. */
        public Place title() {
            return owner == null ? place : owner.place;
        }

        @Override
        public String found() {
            if (entries.isEmpty()) {
                return "an empty block";
            }
            if (flow().length() <= 40) {
                return flow();
            }
            String keys = entries.stream().limit(3).map(entry -> entry.key.text).collect(Collectors.joining(", "));
            return "a block with " + keys + (entries.size() > 3 ? ", …" : "");
        }
    }

    record Entry(Text key, Node value) {}

    record Items(Place place, List<Node> items) implements Node {
        @Override
        public String flow() {
            return items.stream().map(Node::flow).collect(Collectors.joining(", ", "[", "]"));
        }

        @Override
        public String found() {
            return switch (items.size()) {
                case 0 -> "an empty list";
                default -> flow().length() <= 40 ? flow() : "a list of " + items.size();
            };
        }
    }

    static String quoted(String text) {
        String oneLine = text.strip().replaceAll("\\s+", " ");
        return '"' + (oneLine.length() <= 40 ? oneLine : oneLine.substring(0, 37) + "…") + '"';
    }
}
