package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.request.CommandReader;
import org.guildhall.core.terms.CodeKey;
import org.guildhall.core.terms.CouponCodes;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that the language took later stays with terms that used it before. */
class OlderTermsTest {
    private static String file() {
        try {
            return Files.readString(Path.of("src", "test", "resources", "mistakes", "00-no-mistake.yaml"));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String withKind(String name) {
        return file().replace("  pick-up:", "  " + name + ":");
    }

    private static List<String> mistakes(String text) {
        return TermsReader.read("terms.yaml", text, null) instanceof TermsReader.Result.Mistaken(List<Problem> problems)
                ? problems.stream().map(Problem::toString).toList()
                : List.of();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim", "cancel-claim", "claim-activated", "claim-failed", "choose", "take-offer",
        "report-income"})
    void aKindThatIsNowAVerbIsStillReadAndRecorded(String name) {
        assertThat(mistakes(withKind(name))).singleElement().asString().contains("a kind " + name);

        Terms terms = TermsReader.published(withKind(name), null);
        Problems problems = new Problems("body");
        Node node = Objects.requireNonNull(NodeReader.read("of: o1\n", problems));
        MemberCommand command =
                new CommandReader(terms, Offers.NONE, id -> new EntityName(1, EntityKind.MEMBER, 1),
                        new CodeKey(new byte[CouponCodes.SECRET_BYTES]), problems)
                        .read(name, node, Set.of());

        assertThat(problems.all()).isEmpty();
        assertThat(command).isInstanceOfSatisfying(MemberCommand.Record.class,
                record -> assertThat(record.activity().kind())
                        .isEqualTo(Objects.requireNonNull(terms.kind(name)).number()));
    }

    @Test
    void aMemberFieldPlansIsStillWhatItsTermsDeclare() {
        String text = file().replace("city: text}", "city: text, plans: text}")
                .replace("on-return: recompute", "on-return: keep")
                .replace("    per: order\n", "    per: order\n    when: has(member.plans) && member.plans == 'gold'\n");

        assertThat(mistakes(text)).first().asString().contains("field plans");
        assertThat(TermsReader.published(text, null).rules()).hasSize(1);
    }

    @Test
    void anAwardBelow0ThatWasPublishedStaysReadable() {
        String text = file().replace("{leaves: activity.amount}", "{leaves: 5 - 10}");

        assertThat(mistakes(text)).singleElement().asString().contains("\"5 - 10\", which is -5");
        assertThat(TermsReader.published(text, null).rules()).hasSize(1);
    }
}
