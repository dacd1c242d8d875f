package org.guildhall.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.guildhall.server.api.Api;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code openapi.yaml}, and where in it something is described. */
final class ApiFile {
    static final String ADDRESS = "https://guildhall.test/openapi";
    private static final JsonNode ROOT = YAMLMapper.builder().build().readTree(bytes());
    static final String TEXT = JsonMapper.builder().build().writeValueAsString(ROOT);
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private static final List<Operation> OPERATIONS = read();

    private ApiFile() {}

    /** A part of the document. @param pointer {@code #/paths/…}, which no reference leads away from */
    record Place(String pointer, JsonNode node) {
        @Nullable
        Place at(String name) {
            JsonNode next = node.path(name);
            if (next.isMissingNode()) {
                return null;
            }
            return next.size() == 1 && next.has("$ref")
                    ? place(next.path("$ref").asString())
                    : new Place(step(name), next);
        }

        Place required(String name) {
            Place place = at(name);
            if (place == null) {
                throw new AssertionError("found no " + name + " in " + pointer + " of openapi.yaml, expected one");
            }
            return place;
        }

        /** What is below a name, by its own names; nothing where there is none. */
        Map<String, Place> parts(String name) {
            Map<String, Place> parts = new LinkedHashMap<>();
            Place whole = at(name);
            if (whole != null) {
                whole.node().propertyNames().forEach(part -> parts.put(part, whole.required(part)));
            }
            return parts;
        }

        /** With all below it. */
        List<Place> all() {
            List<Place> all = new ArrayList<>(List.of(this));
            node.properties().forEach(part -> all.addAll(new Place(step(part.getKey()), part.getValue()).all()));
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                all.addAll(new Place(step(String.valueOf(i)), node.path(i)).all());
            }
            return all;
        }

        private String step(String name) {
            return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
        }
    }

    /** @param pointer {@code #/…} */
    static Place place(String pointer) {
        return new Place(pointer, ROOT.at(pointer.substring(1)));
    }

    /** One thing that can be asked. */
    record Operation(String method, String path, Place place) {
        String name() {
            return method + " " + path;
        }
    }

    static List<Operation> operations() {
        return OPERATIONS;
    }

    private static List<Operation> read() {
        Place paths = place("#/paths");
        List<Operation> operations = new ArrayList<>();
        for (String path : paths.node().propertyNames()) {
            Place item = paths.required(path);
            item.node()
                    .propertyNames()
                    .stream()
                    .filter(METHODS::contains)
                    .forEach(method -> operations
                            .add(new Operation(method.toUpperCase(Locale.ROOT), path, item.required(method))));
        }
        return operations;
    }

    /** What may come back, also where the path or its method is not there. */
    static Place responses(String method, String path) {
        List<Operation> here = operations().stream().filter(one -> matches(one.path(), path)).toList();
        if (here.isEmpty()) {
            return place("#/x-otherwise/any-other-path");
        }
        return here.stream()
                .filter(one -> one.method().equals(method))
                .min(Comparator.comparing(one -> one.path().chars().filter(letter -> letter == '{').count()))
                .map(one -> one.place().required("responses"))
                .orElseGet(() -> place("#/x-otherwise/any-other-method"));
    }

    /** @param template with names in braces */
    static boolean matches(String template, String path) {
        return PATTERNS
                .computeIfAbsent(template, one -> Pattern
                        .compile(one.replaceAll("[.]", "[.]").replaceAll("\\{[a-z-]+}", "[^/]+")))
                .matcher(path)
                .matches();
    }

    private static byte[] bytes() {
        try (InputStream in = Objects.requireNonNull(Api.class.getResourceAsStream("openapi.yaml"))) {
            return in.readAllBytes();
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }
}
