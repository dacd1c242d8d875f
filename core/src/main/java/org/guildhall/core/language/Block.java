package org.guildhall.core.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A block with a fixed set of keys.
 *
 * @param what it is, with its article: {@code a currency}
 */
record Block(String what, List<Key<?>> keys) implements Shape<Parts> {

    static Block of(String what, Key<?>... keys) {
        return new Block(what, List.of(keys));
    }

    @Override
    public @Nullable Parts read(Node node, Reading reading) {
        if (!(node instanceof Node.Block block)) {
            reading.problems().wrong(node, words(), null);
            return null;
        }
        Parts parts = new Parts(this, block, reading);
        for (Node.Entry entry : block.entries()) {
            Key<?> key = key(entry.key().text());
            if (key == null) {
                unknown(entry.key(), reading);
            } else {
                parts.put(key, entry.value());
            }
        }
        for (Key<?> key : keys) {
            if (key.isRequired()) {
                parts.require(key);
            }
        }
        return parts;
    }

    private void unknown(Node.Text key, Reading reading) {
        String glued = keys.stream()
                .map(Key::name)
                .filter(name -> key.text().startsWith(name + ":"))
                .findFirst()
                .orElse(null);
        if (glued != null) {
            reading.problems()
                    .add(key.place(), "key " + Node.quoted(key.text()),
                            "a space after the colon of " + glued,
                            glued + ": " + key.text().substring(glued.length() + 1));
        } else {
            reading.problems()
                    .add(key.place(), "key " + Node.quoted(key.text()), "a key of " + what + ": " + names(),
                            Nearest.to(key.text(), keys.stream().map(Key::name).toList()));
        }
    }

    String names() {
        return Phrases.list(keys.stream().map(Key::name).toList(), "and");
    }

    @Nullable
    Key<?> key(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst().orElse(null);
    }

    @Override
    public String words() {
        return keys.size() <= 3
                ? "a block with " + names()
                : what + ", a block with " + keys.get(0).name() + ", " + keys.get(1).name() + ", …";
    }

    @Override
    public Map<String, Object> schema(JsonSchema.Definitions definitions) {
        return definitions.reference(this);
    }

    Map<String, Object> definition(JsonSchema.Definitions definitions) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Key<?> key : keys) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("description", key.documentation());
            schema.putAll(key.shape().schema(definitions));
            properties.put(key.name(), schema);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", keys.stream().filter(Key::isRequired).map(Key::name).toList());
        schema.put("additionalProperties", false);
        return schema;
    }

    @Override
    public Iterable<Block> blocks() {
        return List.of(this);
    }
}
