package org.guildhall.app.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where values come from: columns, constants, texts made of columns. */
record SourceReader(Columns columns) {

    /** A field's value; null for nothing, or after a problem. */
    Mapping.@Nullable Target target(@Nullable MapNode node) {
        Source source = node == null ? null : source(node);
        return source == null || node == null ? null : new Mapping.Target(source, node);
    }

    /** Values by the names of fields. */
    Map<String, Mapping.Target> targets(@Nullable MapNode node) {
        Map<String, Mapping.Target> targets = new LinkedHashMap<>();
        MapNode.Keys named = node == null ? null : node.named("fields");
        if (named != null) {
            named.values().forEach((name, value) -> {
                Mapping.Target target = target(value);
                if (target != null) {
                    targets.put(name, target);
                }
            });
        }
        return targets;
    }

    @Nullable
    Source source(MapNode node) {
        if (node.isBlock()) {
            return described(node);
        }
        String text = node.text("a column, -column, a text with {columns}, or {always: a value}");
        if (text == null) {
            return null;
        }
        if (text.contains("{")) {
            Template template = template(node, text);
            if (template.usesOccurrence()) {
                node.wrong("{occurrence} in an id only", null);
            }
            return new Source.Made(template);
        }
        boolean negated = text.startsWith("-");
        Column column = columns.named(node, negated ? text.substring(1) : text);
        if (negated && column != null && !(column.format() instanceof Column.Format.Decimal)) {
            node.wrong("a column that is written as a number behind the minus", null);
        }
        return column == null ? null : new Source.From(column, negated, Map.of());
    }

    private @Nullable Source described(MapNode node) {
        MapNode.Keys keys = node.block("a value", List.of("always", "column", "words"));
        if (keys == null) {
            return null;
        }
        MapNode always = keys.get("always");
        if (always != null) {
            String text = always.text("a value");
            return text == null ? null : new Source.Always(text);
        }
        MapNode of = keys.need("column", "the column that it comes from", "{always: online}");
        List<Column> column = of == null ? List.of() : columns.named(of);
        Map<String, String> words = new LinkedHashMap<>();
        MapNode dictionary = keys.get("words");
        MapNode.Keys named = dictionary == null ? null : dictionary.named("words");
        if (named != null) {
            named.values()
                    .forEach(
                            (word, meant) -> words.put(word, String.valueOf(meant.text("a word of the programme"))));
        }
        return column.isEmpty() ? null : new Source.From(column.getFirst(), false, words);
    }

    /** An id: a text with columns in braces. */
    Template id(MapNode node, String expected) {
        return template(node, node.text(expected));
    }

    private Template template(MapNode node, @Nullable String text) {
        List<Template.Part> parts = new ArrayList<>();
        int at = 0;
        while (text != null && at < text.length()) {
            int open = text.indexOf('{', at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (open >= 0 && close < 0) {
                node.wrong("a closing } behind each {", null);
                break;
            }
            if (open != at) {
                parts.add(new Template.Part.Literal(text.substring(at, open < 0 ? text.length() : open)));
            }
            if (open < 0) {
                break;
            }
            Template.Part part = part(node, text.substring(open + 1, close));
            if (part != null) {
                parts.add(part);
            }
            at = close + 1;
        }
        return new Template(parts);
    }

    private Template.@Nullable Part part(MapNode node, String name) {
        if (name.equals("occurrence")) {
            return new Template.Part.Occurrence();
        }
        Column column = columns.named(node, name);
        return column == null ? null : new Template.Part.Of(column);
    }
}
