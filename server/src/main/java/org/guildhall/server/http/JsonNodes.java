package org.guildhall.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problems;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON as the nodes of the language, with the place of each; numbers and flags are texts, exactly as written, and keys
 * whose value is null are as if they weren't there.
 */
public final class JsonNodes {
    private static final int DEEPEST = 16;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What the parser says of itself: where it keeps what it reads, and how it might be set up otherwise. */
    private static final Pattern PARSERS_OWN = Pattern.compile(" \\([^()]*\\[Source:[^]]*]\\)"
            + "|:? \\(?(consider enabling|enable `|maybe a \\(non-standard\\) comment|hexadecimal number literals require).*");

    private final JsonParser parser;

    private JsonNodes(JsonParser parser) {
        this.parser = parser;
    }

    /** What a body holds, or null after a problem. */
    public static @Nullable Node read(byte[] body, Problems problems) {
        if (body.length == 0) {
            problems.add(Place.START, "an empty body", "JSON in { }", null);
            return null;
        }
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException other) {
            problems.add(Place.START, "bytes that are not UTF-8", "JSON in UTF-8", null);
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonNodes nodes = new JsonNodes(parser);
            Node node = nodes.value(parser.nextToken(), null);
            if (node == null) {
                problems.add(Place.START, "null", "JSON in { }", null);
            } else if (parser.nextToken() != null) {
                problems.add(nodes.place(), "more behind the end", "one value in a body", null);
            }
            return problems.none() ? node : null;
        } catch (StreamConstraintsException large) {
            problems.add(place(large.getLocation()), "a value too deep or too long",
                    "at most " + DEEPEST + " values within each other, and numbers of at most 1,000 digits", null);
        } catch (JacksonException malformed) {
            problems.add(place(malformed.getLocation()), "a body that is not JSON: "
                    + PARSERS_OWN.matcher(malformed.getOriginalMessage()).replaceAll(""), "JSON, each key once", null);
        }
        return null;
    }

    private @Nullable Node value(@Nullable JsonToken token, Node.@Nullable Text owner) {
        Place place = place();
        return switch (token) {
            case START_OBJECT -> block(place, owner);
            case START_ARRAY -> items(place);
            case VALUE_NULL -> null;
            case null -> null;
            default -> text(place, parser.getString());
        };
    }

    private static Node.Text text(Place place, String text) {
        return new Node.Text(place, text, offset -> place);
    }

    private Node.Block block(Place place, Node.@Nullable Text owner) {
        List<Node.Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Node.Text key = text(place(), parser.currentName());
            Node value = value(parser.nextToken(), key);
            if (value != null) {
                entries.add(new Node.Entry(key, value));
            }
        }
        return new Node.Block(place, owner, entries);
    }

    private Node.Items items(Place place) {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Node item = value(token, null);
            items.add(item == null ? text(place(), "") : item);
        }
        return new Node.Items(place, items);
    }

    private Place place() {
        return place(parser.currentTokenLocation());
    }

    private static Place place(@Nullable TokenStreamLocation location) {
        return location == null ? Place.START
                : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
