package org.guildhall.core.language;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A block that was read: the values of its keys, and where they stand. */
final class Parts {
    private final Block shape;
    private final Node.Block block;
    private final Reading reading;
    private final Map<Key<?>, Object> values = new IdentityHashMap<>();

    Parts(Block shape, Node.Block block, Reading reading) {
        this.shape = shape;
        this.block = block;
        this.reading = reading;
    }

    void put(Key<?> key, Node node) {
        Object value = key.shape().read(node, reading);
        if (value != null) {
            values.put(key, value);
        }
    }

    /** The value; null where it was left out or was wrong. */
    @SuppressWarnings("unchecked") // put() keeps each key's own type
    <T> @Nullable T get(Key<T> key) {
        return (T) values.get(key);
    }

    /** The value of a key that must be there by now. */
    <T> T need(Key<T> key) {
        return Objects.requireNonNull(get(key), key.name());
    }

    <T> T or(Key<T> key, T otherwise) {
        T value = get(key);
        return value == null ? otherwise : value;
    }

    /** Whether it was said, rightly or wrongly. */
    boolean said(Key<?> key) {
        return block.get(key.name()) != null;
    }

    /** Where its value stands; the block's title where it was left out. */
    Place place(Key<?> key) {
        Node node = block.get(key.name());
        return node == null ? block.title() : node.place();
    }

    Place title() {
        return block.title();
    }

    Node.Block block() {
        return block;
    }

    /** Reports a key that must be said here and was not. */
    void require(Key<?> key) {
        require(key, key.usual());
    }

    /** Reports a key that must be said here and was not, with the usual choice. */
    void require(Key<?> key, @Nullable String usual) {
        if (!said(key)) {
            reading.problems()
                    .add(block.title(), name() + " without " + key.name(),
                            key.name() + ": " + Phrases.sentence(key.documentation()),
                            usual == null ? null : key.name() + ": " + usual);
        }
    }

    /** Reports a key that has no meaning here. */
    void refuse(Key<?> key, String because) {
        Node node = block.get(key.name());
        if (node != null) {
            for (Node.Entry entry : block.entries()) {
                if (entry.value() == node) {
                    reading.problems()
                            .add(entry.key().place(), "key " + Node.quoted(key.name()),
                                    "no " + key.name() + " here: " + because, null);
                }
            }
        }
    }

    /** The value of a key is wrong here. */
    void wrong(Key<?> key, String expected, @Nullable String suggestion) {
        Node node = block.get(key.name());
        reading.problems().add(place(key), node == null ? "nothing" : node.found(), expected, suggestion);
    }

    private String name() {
        Node.Text owner = block.owner();
        return owner == null ? shape.what() : owner.text();
    }
}
