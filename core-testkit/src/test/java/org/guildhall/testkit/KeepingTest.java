package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** What is told of a plan that is kept after all. */
class KeepingTest {
    private final Sandbox sandbox = new Sandbox();
    private final EntityName lin = new EntityName(EntityName.programmeNumber("plan-edges"), EntityKind.MEMBER, 1);
    private final Terms terms = sandbox.publish(Sandbox.compile(text(), null));
    private final int dear = plan("dear");
    private int asked;

    private static String text() {
        try {
            return Files.readString(Path.of("src/test/resources/programmes/plan-edges/terms/2025-01-01.yaml"));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void aPlannedChangeThatIsNotToBeHadNowIsToldByItsName() {
        cancelled();
        ask(new MemberCommand.Subscribe(plan("small")));
        ask(new MemberCommand.PaymentSettled(0, 2, 1000));
        ask(new MemberCommand.KeepPlan(dear));

        assertThat(sandbox.entries(lin).getLast().lines())
                .extracting(line -> line.facts().get("why"), line -> line.facts().get("plan"),
                        line -> line.facts().get("to"))
                .containsExactly(tuple("change-dropped", "dear", "gated"), tuple("kept", "dear", ""));
    }

    @Test
    void oneThatIsComesBackWithThePlan() {
        cancelled();
        ask(new MemberCommand.KeepPlan(dear));

        assertThat(sandbox.entries(lin).getLast().lines())
                .extracting(line -> line.facts().get("why"), line -> line.facts().get("to"))
                .containsExactly(tuple("kept", "gated"));
    }

    /** The member has a plan that was to become another, and is cancelled. */
    private void cancelled() {
        ask(new MemberCommand.Subscribe(dear));
        ask(new MemberCommand.PaymentSettled(0, 1, 5000));
        ask(new MemberCommand.ChangePlan(dear, plan("gated")));
        ask(new MemberCommand.CancelPlan(dear, false));
    }

    private int plan(String name) {
        return Objects.requireNonNull(terms.symbols().find("plan", name));
    }

    private void ask(MemberCommand body) {
        long at = terms.from() + 60_000L * ++asked;
        assertThat(sandbox.submit(new Command(lin, "c" + asked, at, at, Origin.API, body)))
                .isNotInstanceOf(Outcome.Refused.class);
    }
}
