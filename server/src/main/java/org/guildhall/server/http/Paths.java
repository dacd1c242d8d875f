package org.guildhall.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is there by path and method. A path is found part by part, so that the number of paths makes no difference to how long that
 * takes; a part that is named goes before one in braces, which is any.
 */
final class Paths<T> {
    private final Place<T> root = new Place<>();

    /** Where a part of a path leads. */
    private static final class Place<T> {
        final Map<String, Place<T>> named = new HashMap<>();
        @Nullable Place<T> any;
        /** In the order of the alphabet. */
        final Map<String, T> byMethod = new TreeMap<>();
        String path = "";
        List<String> parts = List.of();
    }

    /**
     * What is at a path.
     *
     * @param path with names in braces
     * @param parts by those names, decoded
     */
    record Found<T>(String path, Map<String, T> byMethod, Map<String, String> parts) {}

    /** @param path with names in braces */
    void put(String method, String path, T what) {
        Place<T> place = root;
        List<String> parts = List.of(path.split("/", -1));
        for (String part : parts) {
            if (part.startsWith("{")) {
                place.any = place.any == null ? new Place<>() : place.any;
                place = place.any;
            } else {
                place = place.named.computeIfAbsent(part, first -> new Place<>());
            }
        }
        if (!place.path.isEmpty() && !place.path.equals(path) || place.byMethod.putIfAbsent(method, what) != null) {
            throw new IllegalArgumentException("expected one " + method + " " + path + ", but found two");
        }
        place.path = path;
        place.parts = parts;
    }

    /**
     * What is at a path; null for nothing.
     *
     * @param raw as it was sent
     * @throws IllegalArgumentException where a part is encoded wrongly
     */
    @Nullable
    Found<T> find(String raw) {
        String[] parts = raw.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].indexOf('%') < 0 ? parts[i] : decoded(parts[i]);
        }
        Place<T> place = find(root, parts, 0);
        if (place == null) {
            return null;
        }
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            String name = place.parts.get(i);
            if (name.startsWith("{")) {
                named.put(name.substring(1, name.length() - 1), parts[i]);
            }
        }
        return new Found<>(place.path, place.byMethod, named);
    }

    /** In a path + stands for itself. */
    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    }

    private static <T> @Nullable Place<T> find(Place<T> from, String[] parts, int next) {
        if (next == parts.length) {
            return from.byMethod.isEmpty() ? null : from;
        }
        Place<T> named = from.named.get(parts[next]);
        Place<T> found = named == null ? null : find(named, parts, next + 1);
        Place<T> any = parts[next].isEmpty() ? null : from.any;
        return found == null && any != null ? find(any, parts, next + 1) : found;
    }
}
