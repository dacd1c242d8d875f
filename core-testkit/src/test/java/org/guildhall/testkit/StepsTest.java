package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
import org.guildhall.core.expression.Condition;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Path TERMS = Path.of("src/test/resources/programmes/failing/terms/2024-01-01.yaml");

    @Test
    void aRuleThatTakesMoreStepsThanOneActivityMayRefusesByItsNameAndLine() throws Exception {
        Sandbox sandbox = new Sandbox(
                new Engine((text, previous) -> endless(Sandbox.compile(text, previous)), OfferReader::published));
        Terms terms = sandbox.publish(Sandbox.compile(Files.readString(TERMS), null));

        Outcome outcome = sandbox.submit(sale(terms));

        EarningRule first = terms.rules().getFirst();
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo("rule-failed");
            assertThat(refused.refusal().facts().get("rule")).hasToString(first.name());
            assertThat(refused.refusal().facts().get("line")).hasToString(Integer.toString(first.line()));
            assertThat(refused.refusal().facts().get("reason")).hasToString("expected at most 1000000 steps");
        });
    }

    private static Command sale(Terms terms) {
        EntityName lin = new EntityName(EntityName.programmeNumber(terms.programme()), EntityKind.MEMBER, 1);
        Fields fields = new Fields.Builder().number(KnownField.AMOUNT.symbol(), 2000).build();
        int sale = Objects.requireNonNull(terms.kind("sale")).number();
        MemberCommand.Record record = new MemberCommand.Record(new Activity(sale, fields, List.of()));
        return new Command(lin, "s1", terms.from(), 0, Origin.IMPORT, record);
    }

    /** The same terms, whose first rule's condition never ends; {@code check} refuses every file that says so. */
    private static Terms endless(Terms terms) {
        Condition condition = facts -> {
            while (true) {
                facts.step();
            }
        };
        EarningRule rule = terms.rules().getFirst();
        EarningRule endless = new EarningRule(
                rule.number(),
                rule.name(),
                rule.names(),
                rule.line(),
                rule.on(),
                condition,
                rule.ofLine(),
                rule.perLine(),
                rule.awards(),
                rule.rounding(),
                rule.multiplier(),
                rule.times(),
                rule.limits(),
                rule.onReturn(),
                rule.from(),
                rule.until(),
                rule.gives());
        return new Terms(
                terms.programme(),
                terms.date(),
                terms.names(),
                terms.audience(),
                terms.promise(),
                terms.money(),
                terms.moneyDigits(),
                terms.calendar(),
                terms.country(),
                terms.announced(),
                terms.joins(),
                terms.members(),
                terms.personal(),
                terms.scores(),
                terms.dailyTotals(),
                terms.kinds(),
                terms.currencies(),
                List.of(endless),
                terms.ladders(),
                terms.plans(),
                terms.benefits(),
                terms.stocks(),
                terms.offers(),
                terms.changes(),
                terms.series(),
                terms.symbols(),
                terms.text());
    }
}
