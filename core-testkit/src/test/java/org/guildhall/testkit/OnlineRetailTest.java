package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnlineRetailTest {
    private static final long DAY = 86_400_000L;

    private final Sandbox sandbox = new Sandbox();
    private Terms terms;
    private EntityName lin;
    private long start;

    @BeforeEach
    void publish() throws Exception {
        Path file = Path.of("../examples/online-retail/terms/2010-12-01.yaml");
        terms = sandbox.publish(Sandbox.compile(Files.readString(file), null));
        lin = new EntityName(EntityName.programmeNumber("online-retail"), EntityKind.MEMBER, 7);
        start = terms.from();
    }

    private Activity lines(String kind, Object... productQuantityPrice) {
        List<Fields> lines = new ArrayList<>();
        for (int i = 0; i < productQuantityPrice.length; i += 3) {
            lines.add(new Fields.Builder()
                    .text(KnownField.PRODUCT.symbol(), (String) productQuantityPrice[i])
                    .number(KnownField.QUANTITY.symbol(), (Integer) productQuantityPrice[i + 1])
                    .number(KnownField.PRICE.symbol(), (Integer) productQuantityPrice[i + 2])
                    .build());
        }
        return new Activity(Objects.requireNonNull(terms.kind(kind)).number(), Fields.NONE, lines);
    }

    private Outcome submit(String id, long at, MemberCommand body) {
        return sandbox.submit(new Command(lin, id, at, 0, Origin.IMPORT, body));
    }

    private MemberView.WalletView points(long at) {
        return Objects.requireNonNull(sandbox.view(lin, at)).wallet("points");
    }

    /** Long enough that tables move to pages, some days so long ago that they are forgotten, and some orders taken back. */
    @Test
    void aLongLifeReplaysAtOnceAsItWasLived() {
        for (int i = 0; i < 3_000; i++) {
            long at = start + i * (DAY / 4);
            submit("o" + i, at, new MemberCommand.Record(lines("order", "A" + i % 50, 1 + i % 3, 2550, "B", 2, 1250)));
            if (i % 7 == 0) {
                submit("r" + i, at, new MemberCommand.Record(lines("return", "A" + i % 50, 1, 2550)));
            }
        }
        sandbox.requireReplay();
    }

    @Test
    void earnsAPointForEachWholePoundAndTakesBackWhatIsReturned() {
        assertThat(submit("o1", start, new MemberCommand.Record(lines("order", "A", 6, 2550, "B", 2, 1250))))
                .isEqualTo(new Outcome.Accepted(1));
        assertThat(points(start).available()).isEqualTo(17); // 15.30 + 2.50 = 17.80
        assertThat(submit("o1", start, new MemberCommand.Record(lines("order", "A", 6, 2550, "B", 2, 1250))))
                .isEqualTo(new Outcome.Repeated(1, true));
        submit("r1", start + DAY, new MemberCommand.Record(lines("return", "A", 2, 9999)));
        assertThat(points(start + DAY).available()).isEqualTo(12); // 12.70 left
        submit("r2", start + 2 * DAY, new MemberCommand.Record(lines("return", "A", 9, 1000)));
        assertThat(points(start + 2 * DAY).available()).isEqualTo(2);
        assertThat(sandbox.entries(lin).getLast().lines())
                .anySatisfy(line -> assertThat(line.what()).isEqualTo("unmatched"));
        assertThat(points(start + 2 * DAY).figure(Account.REVERSED)).isEqualTo(15);
    }

    @Test
    void pointsExpireAfterAYearAndTheTierIsHeldAndThenFalls() {
        submit("o1", start, new MemberCommand.Record(lines("order", "A", 1, 1_200_000)));
        MemberView now = Objects.requireNonNull(sandbox.view(lin, start));
        assertThat(now.standing("membership").tier()).isEqualTo("silver");
        assertThat(now.standing("membership").missing()).isEqualTo(380_000);
        assertThat(points(start + 364 * DAY).available()).isEqualTo(1200);
        assertThat(points(start + 366 * DAY).figure(Account.EXPIRED)).isEqualTo(1200);
        assertThat(Objects.requireNonNull(sandbox.view(lin, start + 366 * DAY)).standing("membership").tier())
                .isEqualTo("silver");
        assertThat(Objects.requireNonNull(sandbox.view(lin, start + 400 * DAY)).standing("membership").tier())
                .isEqualTo("ordinary");
    }
}
