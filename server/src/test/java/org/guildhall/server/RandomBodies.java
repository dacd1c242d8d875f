package org.guildhall.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Texts that are nearly right, in ways that come to nobody's mind, and some that are nothing at all. */
final class RandomBodies {
    /** Values of every kind, as JSON and YAML write them. */
    private static final List<String> ODD = List.of("null", "true", "{}", "[]", "[null]", "[{}]", "\"\"", "\" \"", "0",
            "-0", "-1", "1e9", "1e999999999", "0.1", "0.001", "999999999999999", "-999999999999999",
            "999999999999999.99", "9223372036854775807", "-9223372036854775808", "99999999999999999999999", "NaN",
            "~", "*x", "&x", "!!x", "|", "\"never\"", "\"9999-12-31\"", "\"0000-01-01\"", "\"0000-00-00\"",
            "\"2025-02-30\"", "\"+999999999-12-31T23:59:59Z\"", "\"-999999999-01-01T00:00:00Z\"",
            "\"2025-06-15T03:00:00+18:00\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"\\uffff\"", "\"\\\\\"",
            "\"customer:\\ud83d\"", "\"Customer\"", "\"x:\"", "\"单\"", "\"\u202e\u0301\ufeff\"", "\"👩‍👩‍👧‍👦\"",
            "\"İſ\u2028\"", "\"" + "x".repeat(300) + "\"", "{\"a\": {\"b\": {\"c\": []}}}",
            "\"1990-06-15 12:00 +08:00\"",
            "\"9999-12-31 23:59\"", "\"willow-lane\"", "\"made:1\"", "activity.amount / 0", "$", "%n", "..", "\"/\"");
    private static final List<String> LARGE = List.of("\"" + "x".repeat(70_000) + "\"", "1" + "0".repeat(1100),
            "[" + "{},".repeat(500) + "{}]", "[".repeat(10_000), "{\"x\":".repeat(5_000),
            "\"" + "单".repeat(10_000) + "\"",
            "(".repeat(3_000) + "1" + ")".repeat(3_000), "- ".repeat(3_000),
            "{\"x\": ".repeat(20) + "1" + "}".repeat(20));
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|[\\p{L}\\p{N}_.+-]++|\\s++|.",
            Pattern.DOTALL);

    private RandomBodies() {}

    static String odd(Random random) {
        return one(random.nextInt(60) == 0 ? LARGE : ODD, random);
    }

    /** Something like what is right, which it may be. */
    static byte[] like(String right, Random random) {
        String text = right;
        for (int changes = random.nextInt(4) - 1; changes > 0; changes--) {
            text = changed(text, random);
        }
        byte[] bytes = text.getBytes(UTF_8);
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> flipped(bytes, random);
            case 2 -> noise(random);
            default -> bytes;
        };
    }

    static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** At one place. */
    private static String changed(String text, Random random) {
        List<String> tokens = new ArrayList<>(TOKEN.matcher(text).results().map(MatchResult::group).toList());
        if (tokens.isEmpty()) {
            return odd(random);
        }
        int at = place(tokens, random);
        String token = tokens.get(at);
        int few = Math.min(tokens.size(), at + 1 + random.nextInt(6));
        switch (random.nextInt(10)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.subList(at, few).clear();
            case 2 -> tokens.addAll(at, List.copyOf(tokens.subList(at, few)));
            case 3 -> tokens.set(at, "[" + token + "]");
            case 4 -> tokens.set(at, "{\"x\": " + token + "}");
            case 5 -> tokens.set(at, tokens.get(place(tokens, random)));
            case 6 -> tokens.set(at, new StringBuilder(token)
                    .insert(random.nextInt(token.length() + 1),
                            one(List.of("\u0000", "é", "\ud83d", "\u200b", "：", "\\", "\n", "'"), random))
                    .toString());
            default -> tokens.set(at, odd(random));
        }
        return String.join("", tokens);
    }

    /** Mostly of a word or a value. */
    private static int place(List<String> tokens, Random random) {
        int at = random.nextInt(tokens.size());
        for (int tries = 0; tries < 3 && tokens.get(at).length() == 1; tries++) {
            at = random.nextInt(tokens.size());
        }
        return at;
    }

    static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
