package org.guildhall.testkit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberView;
import org.guildhall.testkit.Sandbox;
import org.junit.jupiter.api.Test;

class CommandsTest {

    /** The sandbox proves each step: replay, and the ledger of each member. */
    @Test
    void aYearRunsThroughTheTermsOfTheShop() {
        Sandbox sandbox = new Sandbox();
        Commands commands = new Commands(sandbox.publish(WillowLane.terms()));
        Shop shop = Shop.of(WillowLane.calibration().withMembers(200));
        Map<String, Integer> outcomes = new HashMap<>();
        shop.stream().forEach(request -> {
            Command command = commands.command(request, Hashes.of(String.valueOf(request.customer())));
            assertThat(command == null).isEqualTo(request.customer() == null);
            if (command != null) {
                Outcome outcome = sandbox.submit(command);
                assertThat(outcome instanceof Outcome.Repeated).isEqualTo(request.again());
                outcomes.merge(word(outcome), 1, Integer::sum);
            }
        });
        sandbox.requireReplay();
        Map<Account, Long> points = new HashMap<>();
        int members = 0;
        for (EntityName name : sandbox.names()) {
            MemberView member = Objects.requireNonNull(sandbox.view(name, shop.end() - 1));
            members += member.status().equals("guest") ? 0 : 1;
            member.wallet("points").figures().forEach((account, amount) -> points.merge(account, amount, Long::sum));
        }

        assertThat(members).isEqualTo(200);
        assertThat(outcomes.getOrDefault("accepted", 0)).isGreaterThan(3000);
        assertThat(outcomes).as("what the shop sends is taken").containsOnlyKeys("accepted", "repeated");
        for (Account account : new Account[]{Account.ISSUED, Account.PENDING, Account.AVAILABLE, Account.SPENT,
            Account.EXPIRED, Account.REVERSED}) {
            assertThat(points.get(account)).as(account.word()).isPositive();
        }
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> "accepted";
            case Outcome.Repeated repeated -> "repeated";
            case Outcome.Begun begun -> "begun";
            case Outcome.Refused refused -> refused.refusal().toString();
        };
    }
}
