package org.guildhall.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies that are nearly right, in ways that come to nobody's mind. */
final class RandomBodies {
    private static final Map<String, String> RIGHT = Map.ofEntries(
            Map.entry("activities", """
                    {"id": "#", "at": "2025-06-15T03:00:00Z", "order": {"channel": "web", "delivery": 5.00, "lines": [
                      {"product": "milk", "category": "fresh", "brand": "own", "quantity": 2, "price": 15.50}]}}"""),
            Map.entry("joins", "{\"id\": \"#\", \"at\": \"2025-06-15\", \"fields\": {\"birthday\": \"1990-02-29\"}}"),
            Map.entry("descriptions", """
                    {"id": "#", "at": "2025-06-15", "fields": {"birthday": "1990-02-28"}}"""),
            Map.entry("reversals", """
                    {"id": "#", "at": "2025-06-15", "of": "order-1", "lines": [{"line": 1, "quantity": 1}]}"""),
            Map.entry("departures", "{\"id\": \"#\", \"at\": \"2025-06-15\", \"reason\": \"asked for it\"}"),
            Map.entry("spends", "{\"id\": \"#\", \"at\": \"2025-06-15\", \"points\": 3, \"purpose\": \"order-1\"}"),
            Map.entry("cancellations", "{\"id\": \"#\", \"at\": \"2025-06-15\", \"of\": \"spend-1\"}"),
            Map.entry("transfers", """
                    {"id": "#", "at": "2025-06-15", "to": "customer:c1", "points": 3}"""),
            Map.entry("adjustments", """
                    {"id": "#", "at": "2025-06-15", "points": -3, "reason": "mistake"}"""),
            Map.entry("grants", """
                    {"id": "#", "at": "2025-06-15", "membership": "friend", "until": "2026-01-01", "reason": "x"}"""),
            Map.entry("scores", "{\"id\": \"#\", \"at\": \"2025-06-15\", \"loyalty\": 3}"),
            Map.entry("freezes", "{\"id\": \"#\", \"at\": \"2025-06-15\", \"reason\": \"fraud\"}"),
            Map.entry("unfreezes", "{\"id\": \"#\", \"at\": \"2025-06-15\", \"reason\": \"cleared\"}"),
            Map.entry("merges", "{\"id\": \"#\", \"at\": \"2025-06-15\", \"from\": \"customer:c2\"}"),
            Map.entry("openings", """
                    {"id": "#", "at": "2025-06-15", "joined": "2025-01-02", "fields": {"birthday": "1990-02-28"},
                     "lots": {"points": [{"amount": 3, "earned": "2025-05-01", "expires": "never"}]},
                     "standings": {"membership": {"tier": "friend", "since": "2025-05-01", "until": "never"}}}"""),
            Map.entry("keys", "{\"role\": \"analyst\", \"name\": \"#\", \"programme\": \"willow-lane\"}"));

    private static final List<String> ODD = List.of("null", "true", "{}", "[]", "[null]", "\"\"", "\" \"", "0", "-0",
            "-1", "1e9", "1e999999999", "0.1", "0.001", "999999999999999", "-999999999999999", "999999999999999.99",
            "9223372036854775807", "99999999999999999999999", "NaN", "\"never\"", "\"9999-12-31\"", "\"0000-01-01\"",
            "\"0000-00-00\"", "\"2025-02-30\"", "\"+999999999-12-31T23:59:59Z\"", "\"-999999999-01-01T00:00:00Z\"",
            "\"2025-06-15T03:00:00+18:00\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"\\uffff\"", "\"\\\\\"",
            "\"customer:\\ud83d\"", "\"customer:c1\"", "\"Customer\"", "\"x:\"", "\"单\"", "\"" + "x".repeat(300) + "\"",
            "\"" + "x".repeat(70_000) + "\"", "1" + "0".repeat(1100), "[" + "{},".repeat(500) + "{}]",
            "{\"a\": {\"b\": {\"c\": []}}}", "\"1990-06-15 12:00 +08:00\"", "\"9999-12-31 23:59\"");
    private static final Pattern VALUE = Pattern.compile("(?<=: )(\"[^\"]*\"|-?[0-9.]+)");
    private static final Pattern KEY = Pattern.compile("\"[a-z]+\"(?=:)");

    private RandomBodies() {}

    /** Something like what is right at a path. */
    static byte[] like(String path, Random random) {
        String right = RIGHT.getOrDefault(path.substring(path.lastIndexOf('/') + 1), "{}");
        if (path.endsWith("willow-lane/activities")) {
            right = right.replaceFirst("\\{", "{\"member\": \"customer:c1\", ");
        }
        String text = right.replace("#", random.nextInt(4) == 0 ? "order-1" : "id-" + random.nextInt());
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            text = random.nextInt(4) == 0
                    ? instead(text, KEY, "\"" + List.of("id", "at", "points", "lines", "x", "").get(random.nextInt(6))
                            + "\"", random)
                    : instead(text, VALUE, ODD.get(random.nextInt(ODD.size())), random);
        }
        byte[] bytes = text.getBytes(UTF_8);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> {
                for (int flips = random.nextInt(4); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                yield bytes;
            }
            case 2 -> {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                yield random.nextBoolean() ? noise : bytes;
            }
            default -> bytes;
        };
    }

    private static String instead(String text, Pattern what, String other, Random random) {
        List<String> all = what.matcher(text).results().map(result -> result.group()).toList();
        if (all.isEmpty()) {
            return text;
        }
        String one = all.get(random.nextInt(all.size()));
        return text.replaceFirst(Pattern.quote(one), Matcher.quoteReplacement(other));
    }
}
