package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.OtherVersion;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that are decided only if the member is as the caller saw it. */
class ExpectedVersionTest {
    private final Sandbox sandbox = new Sandbox();
    private EntityName lin = new EntityName(0, EntityKind.MEMBER, 1);
    private long start;
    private int points;

    @BeforeEach
    void publish() throws Exception {
        Terms terms = sandbox.publish(
                Sandbox.compile(Files.readString(Path.of("../examples/online-retail/terms/2010-12-01.yaml")), null));
        lin = new EntityName(EntityName.programmeNumber("online-retail"), EntityKind.MEMBER, 1);
        start = terms.from();
        points = Objects.requireNonNull(terms.currency("points")).number();
    }

    @AfterEach
    void replays() {
        sandbox.requireReplay();
    }

    private Outcome adjust(String id, long expected) {
        MemberCommand body = new MemberCommand.Adjust(points, 1, "gift");
        return sandbox.submit(new Command(lin, id, start + 2, start + 2, Origin.OPERATOR, body).expecting(expected));
    }

    private void join() {
        assertThat(sandbox.submit(new Command(lin, "join", start + 1, start + 1, Origin.API,
                new MemberCommand.Join(Fields.NONE)))).isEqualTo(new Outcome.Accepted(1));
    }

    @Test
    void nothingIsDecidedForAnotherVersion() {
        join();
        assertThat(adjust("a", 0)).isEqualTo(new Outcome.Refused(1, new OtherVersion(0, 1)));
        assertThat(adjust("a", 2)).isEqualTo(new Outcome.Refused(1, new OtherVersion(2, 1)));
        assertThat(adjust("a", 1)).isEqualTo(new Outcome.Accepted(2));
        assertThat(adjust("b", 1)).isEqualTo(new Outcome.Refused(2, new OtherVersion(1, 2)));
    }

    @Test
    void whoIsNotKnownIsOfNoVersion() {
        assertThat(adjust("a", 1)).isEqualTo(new Outcome.Refused(0, new OtherVersion(1, 0)));
        join();
    }

    @Test
    void whatWasDoneIsRepeatedWhateverVersionIsExpected() {
        join();
        assertThat(adjust("a", 1)).isEqualTo(new Outcome.Accepted(2));
        assertThat(adjust("a", 1)).isEqualTo(new Outcome.Repeated(2, true));
        assertThat(adjust("a", Command.ANY)).isEqualTo(new Outcome.Repeated(2, true));
    }
}
