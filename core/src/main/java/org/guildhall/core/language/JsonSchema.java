package org.guildhall.core.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of the language, made from the table of its keys, for editors that complete and check. */
public final class JsonSchema {
    private JsonSchema() {}

    /** The schema of terms as a text that ends with a newline. */
    public static String ofTerms() {
        return of("The terms of a Guildhall programme", Language.TERMS);
    }

    /** The schema of offers, as that of terms. */
    public static String ofOffer() {
        return of("An offer of a Guildhall programme", OfferLanguage.OFFER_BLOCK);
    }

    private static String of(String title, Block file) {
        Definitions definitions = new Definitions();
        Map<String, Object> root = map(
                "$schema", "https://json-schema.org/draft/2020-12/schema",
                "title", title);
        root.putAll(file.definition(definitions));
        root.put("$defs", definitions.all);
        return Json.text(root) + "\n";
    }

    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** The blocks met so far, each described once. */
    static final class Definitions {
        private final Map<String, Object> all = new LinkedHashMap<>();

        Map<String, Object> reference(Block block) {
            String name = block.what().replaceFirst("^(an?|the) ", "").replace(' ', '-');
            if (!all.containsKey(name)) {
                all.put(name, Map.of());
                all.put(name, block.definition(this));
            }
            return map("$ref", "#/$defs/" + name);
        }
    }

    /** Writes maps, lists, texts, numbers and booleans. */
    private static final class Json {
        static String text(Object value) {
            StringBuilder out = new StringBuilder();
            write(value, "", out);
            return out.toString();
        }

        private static void write(Object value, String indent, StringBuilder out) {
            switch (value) {
                case Map<?, ?> map when !map.isEmpty() -> {
                    String comma = "{\n";
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        out.append(comma).append(indent).append("  ");
                        quote(entry.getKey().toString(), out);
                        write(entry.getValue(), indent + "  ", out.append(": "));
                        comma = ",\n";
                    }
                    out.append('\n').append(indent).append('}');
                }
                case Map<?, ?> empty -> out.append("{}");
                case List<?> list -> {
                    String comma = "[";
                    for (Object item : list) {
                        write(item, indent, out.append(comma));
                        comma = ", ";
                    }
                    out.append(list.isEmpty() ? "[]" : "]");
                }
                case String text -> quote(text, out);
                default -> out.append(value);
            }
        }

        private static void quote(String text, StringBuilder out) {
            out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        }
    }
}
