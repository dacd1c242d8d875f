package org.guildhall.server;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.guildhall.server.ApiFile.Place;
import org.guildhall.server.TestServer.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Holds what the server sends against {@code openapi.yaml}; what is otherwise fails with its path, status and place. Any thread. */
final class Described {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> HEADERS_OF_HTTP =
            Set.of("date", "connection", "content-length", "transfer-encoding", "content-type", "cache-control");
    private static final String LINES = "application/x-ndjson";
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                    registry -> registry
                            .schemas(Map.of(ApiFile.ADDRESS, ApiFile.TEXT))
                            .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build()));
    private static final Map<String, Schema> BY_POINTER = new ConcurrentHashMap<>();

    private Described() {}

    /** @param target with its query */
    static void check(String method, String target, Reply reply) {
        String path = target.replaceFirst("\\?.*", "");
        String what = method + " " + path + " " + reply.status();
        Place responses = ApiFile.responses(method, path);
        Place response = responses.at(String.valueOf(reply.status()));
        if (response == null) {
            throw new AssertionError(what + ": found this status, expected one of "
                    + new TreeSet<>(responses.node().propertyNames()) + ", as openapi.yaml has it for "
                    + responses.pointer() + "\n" + reply);
        }
        List<String> wrong = new ArrayList<>(headers(response, reply));
        wrong.addAll(body(response, reply));
        if (!wrong.isEmpty()) {
            throw new AssertionError(what + ": " + String.join("\n  ", wrong) + "\n  as openapi.yaml has it in "
                    + response.pointer() + "\n" + reply);
        }
    }

    /** One line of a streamed body of status 200. */
    static void checkLine(String method, String path, String line) {
        Place content = ApiFile.responses(method, path).required("200").required("content").required(LINES);
        List<String> wrong = json(content.required("schema"), line);
        if (!wrong.isEmpty()) {
            throw new AssertionError(method + " " + path + " 200: " + String.join("\n  ", wrong) + "\n" + line);
        }
    }

    private static List<String> headers(Place response, Reply reply) {
        List<String> wrong = new ArrayList<>();
        Set<String> named = new TreeSet<>();
        Map<String, Place> described = response.parts("headers");
        described.putAll(ApiFile.place("#/x-otherwise/headers-with-a-rate").parts("headers"));
        described.forEach((name, header) -> {
            named.add(name.toLowerCase(Locale.ROOT));
            List<String> values = reply.headers().allValues(name);
            if (values.isEmpty() && header.node().path("required").asBoolean(false)) {
                wrong.add("found no header " + name + ", expected one");
            }
            values.forEach(value -> valid(header.required("schema"), StringNode.valueOf(value))
                    .forEach(error -> wrong.add("header " + name + error)));
        });
        reply.headers().map().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)).forEach(name -> {
            if (!named.contains(name) && !HEADERS_OF_HTTP.contains(name)) {
                wrong.add("found header " + name + ", expected only " + named);
            }
        });
        return wrong;
    }

    private static List<String> body(Place response, Reply reply) {
        String type = reply.header("Content-Type").replaceFirst(";.*", "");
        Place content = response.at("content");
        if (content == null) {
            return type.isEmpty() && reply.text().isEmpty()
                    ? List.of()
                    : List.of("found a body of type " + type + ", expected none");
        }
        Place media = content.at(type);
        if (media == null) {
            return List.of("found a body of type " + type + ", expected " + content.node().propertyNames());
        }
        Place schema = media.required("schema");
        if (type.equals(LINES)) {
            return reply.text().lines().flatMap(line -> json(schema, line).stream()).toList();
        }
        return type.endsWith("json") ? json(schema, reply.text()) : valid(schema, StringNode.valueOf(reply.text()));
    }

    private static List<String> json(Place schema, String text) {
        try {
            return valid(schema, JSON.readTree(text));
        } catch (JacksonException malformed) {
            return List.of("found what is no JSON: " + malformed.getMessage());
        }
    }

    /** What is wrong with a value, each with its place in it. */
    static List<String> valid(Place schema, JsonNode value) {
        return BY_POINTER
                .computeIfAbsent(schema.pointer(),
                        pointer -> SCHEMAS.getSchema(SchemaLocation.of(ApiFile.ADDRESS + pointer)))
                .validate(value)
                .stream()
                .map(Described::told)
                .toList();
    }

    private static String told(Error error) {
        return error.getInstanceLocation() + ": " + error.getMessage();
    }

    /** The schemas of OpenAPI 3.1 itself, with that of its schemas. */
    static List<String> wrongWith(String document) {
        return SchemaRegistry
                .withDefaultDialect(SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaIdResolvers(
                        ids -> ids.mapPrefix("https://spec.openapis.org", "classpath:spec.openapis.org")))
                .getSchema(SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema-base/2022-10-07"))
                .validate(document, InputFormat.JSON)
                .stream()
                .map(Described::told)
                .toList();
    }
}
