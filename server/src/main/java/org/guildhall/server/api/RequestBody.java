package org.guildhall.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.Problems;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.request.CommandReader;
import org.guildhall.core.request.Keys;
import org.guildhall.core.request.OfferCommandReader;
import org.guildhall.core.request.StockCommandReader;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.CodeKey;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.JsonNodes;
import org.guildhall.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What a body asks, read by the terms of its moment.
 *
 * @param member of whom, by reference; null where the path says it
 * @param at epoch milliseconds
 * @param terms the terms that it was read by
 */
record RequestBody(@Nullable String member, String id, long at, Terms terms, Command.Body command) {
    private static final Set<String> ENVELOPE = Set.of("id", "at");
    private static final int LONGEST_ID = 200;
    private static final Pattern ID = Pattern.compile("(?! )[^\\p{Cc}\\p{Cs}]{1," + LONGEST_ID + "}(?<! )");

    /**
     * @param others the members whom the body names
     * @throws ProblemException with everything that is wrong
     */
    static RequestBody read(Call call, Ask ask, Catalogue programme, CodeKey codes,
            Function<String, EntityName> others) {
        return read(call.parts().body(), new Reading(ask, programme, codes, others, false, new Problems("body"),
                call.parts().header("Idempotency-Key"), ask.named().isEmpty() ? "" : call.path(ask.named())));
    }

    /**
     * One line of many, which says its member too.
     *
     * @throws ProblemException with everything that is wrong
     */
    static RequestBody readLine(byte[] line, Ask ask, Catalogue programme, CodeKey codes) {
        return read(line, new Reading(ask, programme, codes, other -> {
            throw new IllegalStateException("expected no member but the line's own, but found " + other);
        }, true, new Problems("line"), Optional.empty(), ""));
    }

    /**
     * What a query asks that has no body.
     *
     * @throws ProblemException with everything that is wrong
     */
    static RequestBody readQuery(Call call, Ask ask, Catalogue programme, CodeKey codes) {
        List<Node.Entry> entries = Stream.of("id", "at", "reason")
                .flatMap(key -> call.parts().query(key).stream().map(value -> new Node.Entry(text(key), text(value))))
                .toList();
        Reading reading = new Reading(ask, programme, codes, other -> {
            throw new IllegalStateException("expected no member but that of the path, but found " + other);
        }, false, new Problems("query"), call.parts().header("Idempotency-Key"), "");
        RequestBody asked = reading.read(new Node.Block(Place.START, null, entries));
        if (asked == null) {
            throw new ProblemException(malformed(reading.problems));
        }
        return asked;
    }

    private static Node.Text text(String text) {
        return new Node.Text(Place.START, text, offset -> Place.START);
    }

    private static RequestBody read(byte[] bytes, Reading reading) {
        Problems problems = reading.problems;
        Node root = JsonNodes.read(bytes, problems);
        RequestBody body = root == null ? null : reading.read(root);
        if (body == null) {
            throw new ProblemException(malformed(problems));
        }
        return body;
    }

    /** The member whom a line names. */
    String requireMember() {
        return Members.requireForm(String.valueOf(member));
    }

    static org.guildhall.server.http.Problem malformed(Problems problems) {
        return problem(400, "malformed", problems.all());
    }

    /** All mistakes at once; the first is the detail. */
    static org.guildhall.server.http.Problem problem(int status, String code, List<Problem> problems) {
        return new org.guildhall.server.http.Problem(status, code, problems.getFirst().toString(),
                Map.of("errors", problems.stream().map(RequestBody::json).toList()));
    }

    /** A body that is a file as somebody wrote it; null after a problem. */
    static @Nullable String text(byte[] body, Problems problems) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException noText) {
            problems.add(Place.START, "bytes that are not UTF-8", "a text in UTF-8", null);
            return null;
        }
    }

    static Map<String, Object> json(Problem problem) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("line", problem.place().line());
        error.put("column", problem.place().column());
        error.put("found", problem.found());
        error.put("expected", problem.expected());
        if (problem.suggestion() != null) {
            error.put("suggestion", problem.suggestion());
        }
        return error;
    }

    /** One body being read. @param named what the path names, empty for nothing */
    private record Reading(Ask ask, Catalogue programme, CodeKey codes, Function<String, EntityName> others,
            boolean saysMember, Problems problems, Optional<String> header, String named) {
        @Nullable
        RequestBody read(Node root) {
            Keys keys = Keys.of(root, "a request", programme.latest().calendar(), problems);
            if (keys == null) {
                return null;
            }
            String member = saysMember ? keys.needText("member", "whose activity it is", "customer:17850") : null;
            String id = id(keys);
            Long at = keys.needMoment("at", "when it happened", "2026-11-26T10:00:00Z");
            Terms terms = at == null ? programme.latest()
                    : Objects.requireNonNullElseGet(programme.at(at), programme::first);
            Command.Body command = command(keys, terms);
            return id == null || at == null || command == null || !problems.none()
                    ? null
                    : new RequestBody(member, id, at, terms, command);
        }

        private @Nullable String id(Keys keys) {
            Node node = keys.get("id");
            String id = node == null ? header.orElse(null) : keys.text("id");
            if (node == null && id == null) {
                return keys.needText("id", "your own id of it, by which it is done once", "order-1001");
            }
            if (id != null && !ID.matcher(id).matches()) {
                problems.add(keys.block().title(), "an id of " + id.length() + " characters",
                        "1 to " + LONGEST_ID + " characters that can be printed, no blank at its ends", null);
            } else if (node == null && id != null && !id.chars().allMatch(letter -> letter < 0x7F)) {
                problems.add(keys.block().title(), "an Idempotency-Key that is not ASCII",
                        "letters of ASCII in a header; say any other as id in the body", null);
            } else if (id != null && node != null && header.isPresent() && !header.get().equals(id)) {
                problems.wrong(node, "the same as Idempotency-Key, or only one of them", null);
            }
            return id;
        }

        private Command.@Nullable Body command(Keys keys, Terms terms) {
            CommandReader reader = new CommandReader(terms, programme.offers(), others, codes, problems);
            return switch (ask.form()) {
                case ACTIVITY -> activity(keys, terms, reader);
                case FIELDS -> {
                    Node fields = keys.get("fields");
                    keys.done();
                    yield reader.read(ask.verb(), fields == null
                            ? new Node.Block(keys.block().place(), null, List.of())
                            : fields, Set.of());
                }
                case PLAIN -> reader.read(ask.verb(), keys.block(), ENVELOPE);
                case STOCK -> new StockCommandReader(programme.latest().calendar(), problems)
                        .read(ask.verb(), keys.block(), ENVELOPE);
                case OFFER -> {
                    Offers.Published offer = programme.offers().find(named);
                    yield offer == null ? null
                            : new OfferCommandReader(offer.latest(), programme.latest().calendar(), problems)
                                    .read(ask.verb(), keys.block(), ENVELOPE);
                }
                case NAMED -> reader.read(ask.verb(), withNamed(keys.block()), ENVELOPE);
            };
        }

        private Node.Block withNamed(Node.Block block) {
            String key = ask.named();
            Node said = block.get(key);
            if (said != null) {
                problems.wrong(said, "no " + key + ", which the path names", null);
                return block;
            }
            return new Node.Block(block.place(), block.owner(),
                    Stream.concat(block.entries().stream(), Stream.of(new Node.Entry(text(key), text(named))))
                            .toList());
        }

        private @Nullable MemberCommand activity(Keys keys, Terms terms, CommandReader reader) {
            Stream<String> more = saysMember ? Ask.ofLines(terms) : Stream.of();
            List<String> kinds = Stream.concat(terms.kinds().stream().map(ActivityKind::name), more).toList();
            List<Node.Entry> named = keys.others();
            List<Node.Entry> known = named.stream().filter(entry -> kinds.contains(entry.key().text())).toList();
            named.stream().filter(entry -> !known.contains(entry)).forEach(entry -> keys.unknown(entry.key(), kinds));
            if (known.size() != 1) {
                if (named.isEmpty() || known.size() > 1) {
                    problems.add(keys.block().title(), named.isEmpty() ? "no activity" : "several activities",
                            "one of " + String.join(", ", kinds) + " with its fields", null);
                }
                return null;
            }
            Node.Entry kind = known.getFirst();
            return reader.read(kind.key().text(), kind.value(), Set.of());
        }
    }
}
