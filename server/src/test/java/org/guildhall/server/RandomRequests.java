package org.guildhall.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.server.ApiFile.Operation;
import org.guildhall.server.ApiFile.Place;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests of one operation that are nearly right: made of the parts, parameters and example that {@code openapi.yaml} has of it,
 * so that there is none without. Any thread.
 */
final class RandomRequests {
    private static final int LINES = 20;
    /** Members at a time, whom the next replace one by one. */
    private static final int MEMBERS = 8;
    /** Ids of activities that a member has, so that some come again, and some are named by others. */
    private static final int IDS = 3;
    private static final Pattern PART = Pattern.compile("\\{([a-z]+)}");
    private static final Map<String, List<String>> QUERIES = Map.of(
            "id", List.of("activities-1", "spends-2", "opening"),
            "at", List.of("2025-06-15T04:00:00Z"),
            "reason", List.of("asked for it"),
            "limit", List.of("1", "10", "200"),
            "before", List.of("2", "100"),
            "after", List.of("latest", "-0.-0", "1.1", "zzzzzzzzzzzz.zzzzzzzzzzzz", "Y3VzdG9tZXI6MQ"),
            "programme", List.of("willow-lane"),
            "reference", List.of("customer:", "c", "made:1"));
    private static final Map<String, List<String>> HEADERS = Map.of(
            "If-Match", List.of("\"1\"", "\"3\"", "*", "\"999999999999999999\"", "W/\"1\""),
            "If-None-Match", List.of("*", "\"1\"", "W/\"x\", \"", ","),
            "Idempotency-Key", List.of("key-1", "key-2", " "),
            "Last-Event-ID", List.of("latest", "0.0", "-1.-1", "x"),
            "Accept", List.of("text/event-stream", "text/html", "*/*", ";", "application/openmetrics-text"),
            "Accept-Language", List.of("zh", "en;q=2", ";;q=x", "-", "x-y-z-1"),
            "Content-Type",
            List.of("application/json", "text/plain; charset=utf-16", "/", "application/x-www-form-urlencoded"));
    /** Activities that the document doesn't show. */
    private static final List<String> ACTIVITIES = List.of("\"fulfilment\": {\"of\": \"activities-1\"}",
            "\"subscribe\": {\"plan\": \"monthly\"}", "\"payment-settled\": {\"payment\": 1, \"amount\": \"15.00\"}",
            "\"use\": {\"benefit\": \"return-freight\", \"amount\": 1}", "\"cancel-use\": {\"of\": \"benefit-uses-0\"}",
            "\"return\": {\"of\": \"activities-2\", \"lines\": [{\"product\": \"tea\", \"quantity\": 1}]}");

    /** That is paused and resumed, and one that is stopped: coupons are of others, which go on. */
    static final String RESTING = "resting";
    static final String ENDING = "ending";
    private static final String SEAT = "seat";
    private static final List<String> CLAIMED = List.of("tea", "films", "cloud");
    /** Which of them, some more often. */
    private static final List<Integer> OFTEN = List.of(0, 0, 1, 2, 2, 2);
    private static final List<String> PLANS = List.of("annual", "monthly", "basic");

    /** Ids of keys that were made and may be revoked. */
    final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private final String terms;
    private final String offer;

    /** @param path with its query */
    record Request(String method, String path, List<String> headers, byte[] body) {
        @Override
        public String toString() {
            return method + " " + path + " " + headers + "\n" + new String(body, UTF_8);
        }
    }

    /** @param offer that is published again and again */
    RandomRequests(String terms, String offer) {
        this.terms = terms;
        this.offer = offer;
    }

    static Operation operation(String method, String path) {
        return ApiFile.operations()
                .stream()
                .filter(one -> one.name().equals(method + " " + path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("found no " + method + " " + path + " in openapi.yaml"));
    }

    /** @param round from 0: later ones are of other members */
    Request like(Operation operation, int round, Random random) {
        StringBuilder path = new StringBuilder();
        Matcher part = PART.matcher(operation.path());
        while (part.find()) {
            String right = part.group(1).equals("plan") ? plan(path)
                    : part(operation, part.group(1), round, random);
            part.appendReplacement(path,
                    Matcher.quoteReplacement(random.nextInt(12) == 0 ? part(encoded(odd(right, random)))
                            : encoded(right.getBytes(UTF_8))));
        }
        part.appendTail(path);
        path.append(query(operation, random));
        return new Request(operation.method(), path.toString(), headers(operation, random),
                body(operation, plan(path), round, random));
    }

    /** Always the same of a member, so that one is bought before it is cancelled. @param path with the member */
    private static String plan(CharSequence path) {
        String member = path.toString().replaceFirst(".*/members/", "").replaceFirst("[/?].*", "");
        if (member.startsWith(SEAT)) {
            return "basic";
        }
        return PLANS.get(Math.floorMod(member.hashCode(), PLANS.size()));
    }

    static boolean isErasure(Operation operation) {
        return operation.method().equals("DELETE") && operation.path().endsWith("/members/{reference}");
    }

    /** Of the member whose last round this is, so that somebody has a plan, and whoever is paused goes on. */
    private static boolean isOfTheLast(Operation operation) {
        return operation.path().endsWith("/pauses") || operation.path().endsWith("/resumptions");
    }

    /** Who claims in a round and does nothing else, so that what is told is of what was claimed. */
    static String claiming(int round) {
        return "claiming:" + round;
    }

    /** Who uses a benefit in a round and does nothing else, so that it is cancelled. */
    static String using(int round) {
        return "using:" + round;
    }

    /** Who has a plan with seats, who is offered one, who takes one back, and who is asked by that one and has no plan. */
    static String seat(String who, int round) {
        return SEAT + "-" + who + ":" + round;
    }

    /** Whom a request about coupons is of in a round, so that there may be what it is about. */
    static String holder(Operation operation, int round) {
        return resource(operation) + ":" + round;
    }

    private static String resource(Operation operation) {
        return operation.path().substring(operation.path().lastIndexOf('/') + 1);
    }

    private static @Nullable String ofSeats(Operation operation, int round) {
        String path = operation.path();
        return !operation.method().equals("POST") ? null
                : path.endsWith("/seats") ? seat("owner", round)
                        : path.endsWith("/acceptances") || path.endsWith("/releases") ? seat("holder", round)
                                : path.endsWith("/removals") ? seat("remover", round) : null;
    }

    private String part(Operation operation, String name, int round, Random random) {
        return switch (name) {
            case "programme" -> "willow-lane";
            case "reference" -> operation.name().matches("POST .*/coupons/.*") ? holder(operation, round)
                    : ofSeats(operation, round) instanceof String one ? one
                            : ofItsOwn(operation, round) instanceof String one ? one : member(round, random);
            case "benefit" -> "return-freight";
            case "stock" -> operation.path().endsWith("/codes") ? "film-codes" : "tea-pots";
            case "offer" -> operation.path().endsWith("/stops") ? ENDING : RESTING;
            case "other" -> "card:" + round;
            case "date" -> RandomBodies.one(List.of("2025-01-01", "2025-10-01"), random);
            case "key" -> Objects.requireNonNullElse(keys.poll(), "none");
            default -> throw new AssertionError(
                    "found {" + name + "} in " + operation.path() + ", expected a part that is known here");
        };
    }

    private static @Nullable String ofItsOwn(Operation operation, int round) {
        if (operation.path().endsWith("/uses/cancellations")) {
            return using(round);
        }
        if (isErasure(operation)) {
            return "gone:" + round;
        }
        if (operation.name().matches("POST .*/claims.*")) {
            return claiming(round);
        }
        if (isOfTheLast(operation)) {
            return "customer:" + round;
        }
        return operation.path().endsWith("/openings") ? "customer:" + (round + MEMBERS) : null;
    }

    private static String member(int round, Random random) {
        return "customer:" + (round + random.nextInt(MEMBERS));
    }

    private static String query(Operation operation, Random random) {
        StringBuilder query = new StringBuilder();
        List<String> names = new ArrayList<>(parameters(operation, "query"));
        if (random.nextInt(20) == 0) {
            names.add(names.isEmpty() ? "x" : names.getFirst());
        }
        for (String name : names) {
            if (random.nextInt(8) > 0) {
                String right = RandomBodies.one(QUERIES.getOrDefault(name, List.of("1")), random);
                byte[] value = random.nextInt(6) == 0 ? odd(right, random) : right.getBytes(UTF_8);
                query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(encoded(value));
            }
        }
        return query.toString();
    }

    private static List<String> headers(Operation operation, Random random) {
        if (random.nextInt(6) > 0) {
            return List.of();
        }
        List<String> names = new ArrayList<>(parameters(operation, "header"));
        names.addAll(List.of("Accept", "Accept-Language", "Content-Type"));
        String name = RandomBodies.one(names, random);
        String value = random.nextInt(3) > 0 ? RandomBodies.one(HEADERS.getOrDefault(name, List.of("1")), random)
                : RandomBodies.odd(random).replaceAll("[^ -~]", "?");
        return List.of(name, value.length() > 1000 ? value.substring(0, 1000) : value);
    }

    /** Names of those that are in the query, or in headers. */
    private static List<String> parameters(Operation operation, String in) {
        List<String> names = new ArrayList<>();
        for (JsonNode parameter : operation.place().node().path("parameters")) {
            JsonNode node = parameter.has("$ref") ? ApiFile.place(parameter.path("$ref").asString()).node() : parameter;
            if (node.path("in").asString().equals(in)) {
                names.add(node.path("name").asString());
            }
        }
        return names;
    }

    private byte[] body(Operation operation, String plan, int round, Random random) {
        Place body = operation.place().at("requestBody");
        if (body == null) {
            return random.nextInt(10) == 0 ? RandomBodies.noise(random) : new byte[0];
        }
        Place content = body.required("content");
        String type = content.node().propertyNames().iterator().next();
        return switch (type) {
            case "application/yaml" ->
                    RandomBodies.like(operation.path().endsWith("/offers") ? offer : terms(round, random), random);
            case "application/json" ->
                    RandomBodies.like(json(operation, content.required(type), plan, round, random), random);
            case "application/x-ndjson" -> lines(operation, content.required(type), round, random);
            default -> throw new AssertionError(
                    "found a body of " + type + " in " + operation.name() + ", expected a type that is known here");
        };
    }

    private String terms(int round, Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> terms;
            case 3 -> terms.replace("programme: willow-lane", "programme: shop-" + round % 10);
            default -> terms.replace("terms: 2025-01-01", "terms: 2025-10-01");
        };
    }

    private static byte[] lines(Operation operation, Place media, int round, Random random) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < LINES; i++) {
            lines.writeBytes(RandomBodies.like(json(operation, media, "", round, random), random));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** The example, of somebody and something that may be there. */
    private static String json(Operation operation, Place media, String plan, int round, Random random) {
        String resource = resource(operation);
        ObjectNode json = ((ObjectNode) media.required("example").node()).deepCopy();
        boolean ofPlans = operation.path().contains("/subscriptions") || operation.path().contains("/payments");
        boolean ofBenefits = operation.path().contains("/benefits") || operation.path().contains("/uses");
        put(json, "id",
                (operation.path().contains("/gifts") ? "gift-" : ofPlans ? "plan-" : ofBenefits ? "benefit-" : "")
                        + resource + "-"
                        + (json.has("order") ? random.nextInt(IDS) : 0));
        put(json, "of", ofBenefits ? "benefit-uses-0"
                : resource.equals("cancellations") ? "spends-0" : "activities-" + random.nextInt(IDS));
        put(json, "at", operation.path().endsWith("/uses/cancellations") ? TestServer.NOW : "2025-06-15T03:00:00Z");
        if (operation.path().contains("/coupons/")) {
            put(json, "at", TestServer.NOW); // a coupon can be used from when it was given
            return json.toString();
        }
        if (operation.path().endsWith("/offers/{offer}/codes")) {
            put(json, "coupon", RESTING + "-tote");
        }
        if (operation.path().contains("/claims")) {
            claim(json, resource, round, random);
        } else if (operation.path().contains("/stocks")) {
            put(json, "id", "stock-" + resource + "-" + round);
            if (json.has("codes")) {
                json.putArray("codes").add("F-" + round + "-1").add("F-" + round + "-2");
            }
        }
        put(json, "member", member(round, random));
        if (operation.path().endsWith("/gifts/cancellations")) {
            json.put("payment", 1 + random.nextInt(3));
        }
        put(json, "plan", plan);
        put(json, "to", resource.equals("seats") ? seat("holder", round) : ofPlans ? "monthly" : member(round, random));
        put(json, "from", member(round, random));
        put(json, "reference", "made:" + round);
        if (resource.equals("spends")) {
            json.put("points", 1);
        }
        if (json.has("order") && random.nextInt(3) == 0) {
            var _ = json.remove("order");
            return json.toString().replaceFirst("}$", "," + RandomBodies.one(ACTIVITIES, random) + "}");
        }
        return json.toString().replace("card:4711", "card:made-" + round);
    }

    /**
     * Of tea that is exchanged, of a code, or mostly of an account: each by an id of its own. What is asked for an account fails
     * in one round and becomes active in the next, as neither can come after the other.
     */
    private static void claim(ObjectNode json, String resource, int round, Random random) {
        int which = OFTEN.get(random.nextInt(OFTEN.size()));
        put(json, "id", resource.equals("claims") ? "claims-" + which : "claim-" + resource + "-" + which);
        boolean ofAccount = resource.equals(round % 2 == 0 ? "activations" : "failures");
        put(json, "of", "claims-" + (ofAccount ? 2 : 0));
        put(json, "benefit", CLAIMED.get(which));
        if (resource.equals("claims") && which == 2) {
            json.put("account", "opaque-7");
        }
    }

    private static void put(ObjectNode json, String name, String value) {
        if (json.has(name)) {
            json.put(name, value);
        }
    }

    private static byte[] odd(String right, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> RandomBodies.noise(random);
            case 1 -> RandomBodies.odd(random).replace("\"", "").getBytes(UTF_8);
            default -> RandomBodies.like(right, random);
        };
    }

    /** One part of a path, not none and no way to another. */
    private static String part(String encoded) {
        String part = encoded.replace("%2F", "_");
        return part.matches("[.]*") ? "%20" : part;
    }

    /** Every byte that is not plain, at most 1000. */
    private static String encoded(byte[] bytes) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, 1000); i++) {
            int one = Byte.toUnsignedInt(bytes[i]);
            boolean plain = one < 128 && (Character.isLetterOrDigit(one) || "-._~:".indexOf(one) >= 0);
            encoded.append(plain ? String.valueOf((char) one) : String.format(Locale.ROOT, "%%%02X", one));
        }
        return encoded.toString();
    }
}
