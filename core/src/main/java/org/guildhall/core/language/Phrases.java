package org.guildhall.core.language;

import java.util.List;

/** Small pieces of English for messages and the guide. */
final class Phrases {
    private Phrases() {}

    /** {@code a, b and c}. */
    static String list(List<String> words, String last) {
        int size = words.size();
        return size < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, size - 1)) + " " + last + " " + words.get(size - 1);
    }

    /** A line of documentation within a sentence: without its full stop, and begun small. */
    static String sentence(String line) {
        String open = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        boolean word = open.length() > 1 && Character.isLowerCase(open.charAt(1)) || open.startsWith("A ");
        return word ? Character.toLowerCase(open.charAt(0)) + open.substring(1) : open;
    }
}
