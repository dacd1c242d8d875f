package org.guildhall.core.language;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A block with nothing in it: its key says all. */
record Nothing() implements Shape<Boolean> {
    @Override
    public @Nullable Boolean read(Node node, Reading reading) {
        if (node instanceof Node.Block block && block.entries().isEmpty()) {
            return true;
        }
        reading.problems().wrong(node, words(), "{}");
        return null;
    }

    @Override
    public String words() {
        return "{}: there is nothing more to say";
    }

    @Override
    public Map<String, Object> schema(JsonSchema.Definitions definitions) {
        return JsonSchema.map("type", "object", "maxProperties", 0);
    }
}
