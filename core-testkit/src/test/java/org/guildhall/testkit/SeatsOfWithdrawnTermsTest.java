package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView.SubscriptionView;
import org.guildhall.core.member.WithdrawnTerms;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** Who has a seat is told of no renewal, and so not again when the terms are withdrawn that it would have been by. */
class SeatsOfWithdrawnTermsTest {
    private final Sandbox sandbox = new Sandbox();
    private final int programme = EntityName.programmeNumber("seats");
    private final EntityName lin = new EntityName(programme, EntityKind.MEMBER, 1);
    private final EntityName mei = new EntityName(programme, EntityKind.MEMBER, 2);
    private int asked;

    @Test
    void aHolderKeepsTheSeat() throws IOException {
        String noticed = Files.readString(Path.of("src/test/resources/programmes/seats/terms/2025-01-01.yaml"))
                .replace("notice: none", "notice: 5 days");
        Terms terms = sandbox.publish(Sandbox.compile(noticed, null));
        Terms dearer = sandbox.publish(Sandbox.compile(
                noticed.replace("terms: 2025-01-01", "terms: 2025-02-07").replace("price: 31", "price: 39")
                        + "announced: 2025-01-01\nchanges: {plans: {family: {applies: from-next-renewal}}}\n",
                terms));
        int family = Objects.requireNonNull(terms.symbols().find("plan", "family"));
        ask(lin, "2025-01-10T04:00:00Z", new MemberCommand.Subscribe(family));
        ask(lin, "2025-01-10T04:00:00Z", new MemberCommand.PaymentSettled(family, 0, 3100));
        ask(lin, "2025-01-11T04:00:00Z", new MemberCommand.OfferSeat(family, mei));
        ask(mei, "2025-01-11T05:00:00Z", new MemberCommand.AcceptSeat(family));

        String told = "2025-02-06T00:00:00Z";
        sandbox.engine().publish(new WithdrawnTerms("seats", dearer.from(), 0).encode());
        for (EntityName each : List.of(lin, mei)) {
            ask(each, told, new MemberCommand.TellAgain(dearer.from(), true));
        }

        assertThat(seat("2025-02-09T00:00:00Z")).isEqualTo("running");
        ask(lin, "2025-02-10T05:00:00Z", new MemberCommand.PaymentSettled(family, 0, 3100));
        assertThat(seat("2025-02-11T00:00:00Z")).isEqualTo("running");
    }

    private String seat(String moment) {
        return Objects.requireNonNull(sandbox.view(mei, Instant.parse(moment).toEpochMilli()))
                .subscriptions()
                .stream()
                .filter(SubscriptionView::seat)
                .map(SubscriptionView::status)
                .findFirst()
                .orElseThrow();
    }

    private void ask(EntityName who, String moment, MemberCommand body) {
        long at = Instant.parse(moment).toEpochMilli();
        assertThat(sandbox.submit(new Command(who, "c" + asked++, at, at, Origin.API, body)))
                .isNotInstanceOf(Outcome.Refused.class);
    }
}
