package org.guildhall.testkit.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Terms;
import org.guildhall.testkit.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {
    private static final int MEMBERS = 100;

    /** The sandbox proves each step: replay, and the ledger of each member. */
    @ParameterizedTest
    @MethodSource("org.guildhall.testkit.generator.Examples#all")
    void aYearRunsThroughTheTermsOfTheMerchant(String example) {
        Sandbox sandbox = new Sandbox();
        Terms terms = Examples.terms(example).stream().map(sandbox::publish).toList().getLast();
        Shop shop = Shop.of(Examples.calibration(example).withMembers(MEMBERS));
        Commands commands = new Commands(terms, shop.calibration());
        Map<String, Integer> outcomes = new HashMap<>();
        shop.stream().forEach(request -> {
            Command command = commands.command(request, Hashes.of(String.valueOf(request.customer())));
            if (command == null) {
                assertThat(request.customer() == null || request.what() instanceof Request.HandedOver).isTrue();
            } else {
                Outcome outcome = sandbox.submit(command);
                assertThat(outcome instanceof Outcome.Repeated).isEqualTo(request.again());
                outcomes.merge(word(outcome), 1, Integer::sum);
            }
        });
        sandbox.requireReplay();
        String currency = terms.currencies().stream().filter(one -> !one.countsOnly()).findFirst().orElseThrow().name();
        Map<Account, Long> points = new HashMap<>();
        int members = 0;
        for (EntityName name : sandbox.names()) {
            MemberView member = Objects.requireNonNull(sandbox.view(name, shop.end() - 1));
            members += member.status().equals("guest") ? 0 : 1;
            member.wallet(currency).figures().forEach((account, amount) -> points.merge(account, amount, Long::sum));
        }

        assertThat(members).isEqualTo(MEMBERS);
        assertThat(outcomes.getOrDefault("accepted", 0)).isGreaterThan(400);
        assertThat(outcomes).as("what the merchant sends is taken").containsOnlyKeys("accepted", "repeated");
        for (Account account : new Account[]{Account.ISSUED, Account.AVAILABLE, Account.SPENT, Account.EXPIRED,
            Account.REVERSED}) {
            assertThat(points.get(account)).as(account.word()).isPositive();
        }
    }

    /** Nobody is refused, no budget is exceeded, and the year is the same as without offers. */
    @Test
    void aYearWithOffersRunsThroughThem() {
        Sandbox sandbox = new Sandbox();
        Examples.terms("cloudbridge").forEach(sandbox::publish);
        List<Offer> offers = Examples.offers("cloudbridge")
                .stream()
                .map(text -> sandbox.publishOffer("cloudbridge", text, 0))
                .toList();
        Terms latest = Objects.requireNonNull(sandbox.engine().catalogue(EntityName.programmeNumber("cloudbridge")))
                .latest();
        Shop shop = Shop.of(Examples.calibration("cloudbridge").withMembers(8 * MEMBERS));
        Commands commands = new Commands(latest, shop.calibration());
        Map<String, Integer> counts = new HashMap<>();
        List<Request> others = new ArrayList<>();
        shop.stream(offers, latest).forEach(request -> {
            if (ofCoupons(request)) {
                Command command = Objects.requireNonNull(
                        commands.command(request, Hashes.of(String.valueOf(request.customer()))));
                assertThat(word(sandbox.submit(command))).as(request.toString()).isIn("accepted", "begun");
                counts.merge(request.what().getClass().getSimpleName(), 1, Integer::sum);
            } else {
                others.add(request);
                Command command = commands.command(request, Hashes.of(String.valueOf(request.customer())));
                if (command != null) {
                    sandbox.submit(command);
                }
            }
        });
        assertThat(others).isEqualTo(shop.stream().toList());
        assertThat(counts.keySet()).containsExactlyInAnyOrder("ClaimedCoupon", "HeldCoupon", "UsedCoupon",
                "RefundedCoupon");
        assertThat(counts.get("HeldCoupon")).isEqualTo(counts.get("UsedCoupon"))
                .isLessThan(counts.get("ClaimedCoupon"));
    }

    private static boolean ofCoupons(Request request) {
        return request.what() instanceof Request.ClaimedCoupon || request.what() instanceof Request.HeldCoupon
                || request.what() instanceof Request.UsedCoupon || request.what() instanceof Request.RefundedCoupon;
    }

    /** Of whoever takes a plan all is taken, from before the year on. */
    @Test
    void aYearOfPlansRunsThroughTheTerms() {
        Sandbox sandbox = new Sandbox();
        Terms terms = sandbox.publish(Examples.terms("mailboat").getLast());
        Shop shop = Shop.of(Examples.calibration("mailboat").withMembers(MEMBERS));
        Commands commands = new Commands(terms, shop.calibration());
        Map<String, Integer> outcomes = new HashMap<>();
        Map<String, Integer> whats = new HashMap<>();
        shop.stream().forEach(request -> {
            Command command = Objects.requireNonNull(
                    commands.command(request, Hashes.of(String.valueOf(request.customer()))));
            outcomes.merge(word(sandbox.submit(command)), 1, Integer::sum);
            whats.merge(request.what().getClass().getSimpleName(), 1, Integer::sum);
        });
        sandbox.requireReplay();
        Map<String, Long> totals = sandbox.totals(EntityName.programmeNumber("mailboat"), shop.end() - 1);

        assertThat(outcomes).as("what the merchant sends is taken").containsOnlyKeys("accepted", "repeated");
        assertThat(whats).containsOnlyKeys("Subscribed", "Paid", "Failed", "CancelledPlan", "Ordered", "Used");
        assertThat(totals.get("subscribers")).isBetween(80L, 130L);
        assertThat(totals).containsKeys("plan.annual.trials-converted", "plan.annual.trials-ended",
                "plan.annual.first-renewed", "plan.monthly.later-renewed", "plan.monthly.later-ended",
                "benefit.next-day.worth", "payer.ferry.cost", "activity.order.subscribers-amount");
    }

    @Test
    void anActivityHasTheFieldsThatItsKindDeclares() {
        Calibration hotels = Examples.calibration("shoreside").withMembers(200);
        Terms terms = Examples.terms("shoreside").getLast();
        Commands commands = new Commands(terms, hotels);
        Map<String, Integer> kinds = new HashMap<>();
        Shop.of(hotels).stream().filter(request -> request.what() instanceof Request.Ordered).forEach(request -> {
            if (commands.command(request, 1) instanceof Command command
                    && command.body() instanceof MemberCommand.Record(Activity activity)) {
                ActivityKind kind =
                        terms.kinds().stream().filter(one -> one.number() == activity.kind()).findFirst().orElseThrow();
                kinds.merge(kind.name(), 1, Integer::sum);
                assertThat(kind.fields()).allMatch(field -> activity.fields().has(field.symbol()));
            }
        });

        assertThat(kinds).containsOnlyKeys("stay", "meal");
    }

    @Test
    void whatTheTermsDoNotHaveIsToldAtOnce() {
        Calibration hotels = Examples.calibration("shoreside");

        assertThatThrownBy(() -> new Commands(Examples.terms("cloudbridge").getFirst(), hotels))
                .hasMessage("expected a kind stay in cloudbridge, but found none");
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
