package org.guildhall.core.language;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands at a place in a file, before anything is made of it. */
sealed interface Node {
    Place place();

    /** In words, as the {@code found} of a problem. */
    String found();

    /**
     * One value.
     *
     * @param source how to find a character of the text in the file
     */
    record Text(Place place, String text, Source source) implements Node {
        /** Nothing was written after a key or a dash. */
        boolean empty() {
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
        @Nullable
        Node get(String key) {
            for (Entry entry : entries) {
                if (entry.key.text.equals(key)) {
                    return entry.value;
                }
            }
            return null;
        }

        /** Where a reader looks for what the block lacks. */
        Place title() {
            return owner == null ? place : owner.place;
        }

        @Override
        public String found() {
            if (entries.isEmpty()) {
                return "an empty block";
            }
            String keys = entries.stream().limit(3).map(entry -> entry.key.text).collect(Collectors.joining(", "));
            return "a block with " + keys + (entries.size() > 3 ? ", …" : "");
        }
    }

    record Entry(Text key, Node value) {}

    record Items(Place place, List<Node> items) implements Node {
        @Override
        public String found() {
            return switch (items.size()) {
                case 0 -> "an empty list";
                case 1 -> "a list of one";
                default -> "a list of " + items.size();
            };
        }
    }

    static String quoted(String text) {
        String oneLine = text.strip().replaceAll("\\s+", " ");
        return '"' + (oneLine.length() <= 40 ? oneLine : oneLine.substring(0, 37) + "…") + '"';
    }
}
