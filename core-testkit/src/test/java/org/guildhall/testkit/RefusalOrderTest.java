package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Pages;
import org.guildhall.core.entity.Refusals;
import org.guildhall.core.entity.Step;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberRefusal;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.stock.StockRefusal;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which refusal wins where two apply: each command is made wrong in two ways at once. */
class RefusalOrderTest {
    private static final long DAY = 86_400_000L;
    private static final int UNKNOWN = 9_999;
    private static final EntityName LIN = new EntityName(EntityName.programmeNumber("measures"), EntityKind.MEMBER, 1);
    private static final EntityName WU = new EntityName(EntityName.programmeNumber("measures"), EntityKind.MEMBER, 2);

    private final Engine engine = new Engine(Sandbox::compile, OfferReader::published);
    private final Terms terms = terms();
    private final long now = terms.from() + 3 * DAY;
    private @Nullable Image image;
    private Set<String> wrong = Set.of();

    private Terms terms() {
        try {
            String text =
                    Files.readString(Path.of("src/test/resources/programmes/measures/terms/2024-01-01.yaml"))
                            .replace("reversible: 400 days", "reversible: 2 days")
                            .replaceFirst("transferable: no(\\s+adjustable: 100000\\s+earning:)",
                                    "transferable: yes$1");
            Terms read = Sandbox.compile(text, null);
            engine.publish(new PublishedTerms(read.programme(), read.from(), read.text()).encode());
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theTablesInTheDocumentationAreTheOrderOfTheCode() throws Exception {
        List<String> inCode = Stream.of(MemberRefusal.class, StockRefusal.class)
                .flatMap(all -> Arrays.stream(all.getPermittedSubclasses()))
                .map(Refusals::code)
                .toList();
        List<String> inDocument = Files.readAllLines(Path.of("../docs/internals/refusals.md"))
                .stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`", -1)[1])
                .toList();
        assertThat(inDocument).isEqualTo(inCode);
    }

    @ParameterizedTest
    @CsvSource({
        "join,          already-a-member",
        "describe,      ''",
        "record,        not-in-terms out-of-range",
        "reverse,       not-found not-reversible out-of-range more-than-left",
        "adjust,        not-a-member not-in-terms out-of-range not-enough-points",
        "spend,         not-a-member not-in-terms out-of-range not-spendable not-enough-points",
        "cancel-spend,  not-found",
        "transfer,      not-a-member not-in-terms out-of-range not-transferable same-member not-enough-points",
        "merge,         not-a-member same-member under-way",
        "grant,         not-a-member not-in-terms out-of-range",
        "score,         not-in-terms",
        "freeze,        ''",
        "unfreeze,      not-found",
        "leave,         not-a-member under-way",
        "open,          not-in-terms out-of-range"})
    void theFirstOfTwoRefusalsWins(String command, String own) {
        boolean staysPossible = command.equals("leave") || command.equals("unfreeze");
        List<String> order = new ArrayList<>(
                List.of("id-reused", "in-the-future", "too-late", "merged", "has-left", "frozen", "no-terms"));
        if (staysPossible) {
            order.remove("frozen");
        }
        order.addAll(own.isEmpty() ? List.of() : List.of(own.split(" ", -1)));
        for (int i = 0; i < order.size(); i++) {
            for (int j = i; j < order.size(); j++) {
                assertThat(refusal(command, Set.of(order.get(i)), Set.of(order.get(j))))
                        .as("%s, where %s and %s apply", command, order.get(i), order.get(j))
                        .isEqualTo(order.get(i));
            }
        }
    }

    private String refusal(String command, Set<String> one, Set<String> other) {
        wrong = new TreeSet<>(one);
        wrong.addAll(other);
        image = null;
        prepare();
        Outcome outcome = ask(LIN, "it", at(), now, Origin.API, body(command));
        return outcome instanceof Outcome.Refused refused ? refused.refusal().code() : outcome.toString();
    }

    private boolean is(String refusal) {
        return wrong.contains(refusal);
    }

    private long at() {
        if (is("in-the-future")) {
            return now + DAY;
        }
        return is("too-late") ? now - 500 * DAY : is("no-terms") ? terms.from() - DAY : now;
    }

    /** Brings the member to where the refusals apply. */
    private void prepare() {
        long before = terms.from();
        if (is("id-reused")) {
            ask(LIN, "it", now, now, Origin.API, new MemberCommand.Describe(Fields.NONE));
        }
        if (!is("not-a-member") || is("has-left")) {
            ask(LIN, "j", before, before, Origin.API, new MemberCommand.Join(Fields.NONE));
        }
        if (is("has-left")) {
            ask(LIN, "l", now, now, Origin.API, new MemberCommand.Leave(""));
        }
        ask(LIN, "o", before, before, Origin.API, order());
        if (!is("not-reversible")) {
            ask(LIN, "recent", now, now, Origin.API, order());
        }
        if (is("under-way")) {
            ask(LIN, "m", now, now, Origin.API, new MemberCommand.Merge(WU));
        }
        if (is("frozen")) {
            ask(LIN, "f", now, now, Origin.API, new MemberCommand.Freeze(""));
        }
        if (is("merged")) {
            image = null;
            ask(LIN, is("id-reused") ? "it" : "d", now, now, Origin.API, new MemberCommand.Describe(Fields.NONE));
            ask(LIN, "y", now, now, Origin.MESSAGE, new MemberCommand.Yield(WU));
        }
    }

    private MemberCommand order() {
        Fields fields = new Fields.Builder().number(KnownField.AMOUNT.symbol(), 5_000).build();
        return new MemberCommand.Record(new Activity(number("order"), fields, List.of()));
    }

    private int number(String kind) {
        return Objects.requireNonNull(terms.kind(kind)).number();
    }

    private int currency(String name) {
        return is("not-in-terms") ? UNKNOWN : Objects.requireNonNull(terms.currency(name)).number();
    }

    private long amount() {
        return is("out-of-range") ? 0 : is("not-enough-points") ? 90_000 : 10;
    }

    private MemberCommand body(String command) {
        int ladder = is("not-in-terms") ? UNKNOWN : terms.ladders().getFirst().number();
        int tier = terms.ladders().getFirst().tiers().getFirst().number();
        String points = is("not-spendable") ? "growth" : "points";
        return switch (command) {
            case "join" -> new MemberCommand.Join(new Fields.Builder().number(UNKNOWN, 1).build());
            case "describe" -> new MemberCommand.Describe(new Fields.Builder().number(UNKNOWN, 1).build());
            case "record" -> new MemberCommand.Record(new Activity(
                    is("not-in-terms") ? UNKNOWN : number("order"),
                    new Fields.Builder()
                            .number(KnownField.AMOUNT.symbol(), is("out-of-range") ? Long.MAX_VALUE : 5_000)
                            .build(),
                    List.of()));
            case "reverse" -> new MemberCommand.Reverse(
                    is("not-found") ? "nothing" : is("not-reversible") ? "o" : "recent",
                    new MemberCommand.Part.Value(is("out-of-range") ? 0 : 90_000));
            case "adjust" -> new MemberCommand.Adjust(currency("points"), -amount(), "why");
            case "spend" -> new MemberCommand.Spend(currency(points), amount(), "");
            case "cancel-spend" -> new MemberCommand.CancelSpend("nothing");
            case "transfer" -> new MemberCommand.Transfer(
                    is("same-member") ? LIN : WU, currency(is("not-transferable") ? "growth" : "points"), amount());
            case "merge" -> new MemberCommand.Merge(is("same-member") ? LIN : WU);
            case "grant" -> new MemberCommand.GrantStanding(ladder, tier, is("out-of-range") ? 0 : now + DAY, "");
            case "score" -> new MemberCommand.Score(UNKNOWN, 1);
            case "freeze" -> new MemberCommand.Freeze("");
            case "unfreeze" -> new MemberCommand.Unfreeze("");
            case "leave" -> new MemberCommand.Leave("");
            case "open" -> new MemberCommand.Open(
                    null, Fields.NONE,
                    List.of(new MemberCommand.OpeningLot(currency("points"), amount(), now, now + DAY)),
                    List.of());
            default -> throw new IllegalArgumentException("expected a command, but found " + command);
        };
    }

    private Outcome ask(EntityName who, String id, long at, long received, Origin origin, MemberCommand body) {
        Step step = engine.step(image, new Command(who, id, at, received, origin, body));
        Change change = step.change();
        if (change != null) {
            image = new Image(change.head(), Pages.NONE);
        }
        return step.outcome();
    }
}
