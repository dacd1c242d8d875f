package org.guildhall.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.guildhall.core.language.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioRunnerTest {
    private static final Path TERMS = Path.of("..", "examples", "online-retail", "terms", "2010-12-01.yaml");

    private static ScenarioReport run(String scenarios) throws IOException {
        return ScenarioRunner.run("s.yaml", scenarios, List.of(Files.readString(TERMS)));
    }

    private static String mistakes(String scenarios) throws IOException {
        ScenarioReport report = run(scenarios);
        assertThat(report.failed()).isOne();
        return String.join("\n", report.files().getFirst().problems().stream().map(Problem::toString).toList());
    }

    @Test
    void showsTheDifferenceAndWhatHadHappened() throws IOException {
        assertThat(run("""
                - scenario: a wrong one
                  when:
                    - {at: 2010-12-01 09:00, member: lin, order: {id: o1, lines: [{product: A, quantity: 1, price: 9.99}]}}
                    - {at: 2010-12-01 10:00, member: lin, spend: {points: 50}}
                  then:
                    - {step: 1, accepted: true, points: 10}
                    - {step: 2, accepted: true}
                    - {at: 2011-12-01 09:00, member: lin, expired: {points: 1}}
                - scenario: a right one
                  then:
                    - {at: 2011-12-01 09:00, member: lin, status: unknown}
                """).text()).isEqualTo("""
                s.yaml:1: a wrong one
                  s.yaml:6:41: step 1, lin: points: expected 10, found 9
                    what happened to lin:
                      2010-12-01 09:00  record order o1: accepted
                        joined (at 2010-12-01 09:00)
                        recorded (kind order, at 2010-12-01 09:00, amount 9.99, effective true)
                        awarded (rule base, currency points, amount 9, lot 1)
                        lot opened (currency points, from issued, lot 1, amount 9, pending false, expires 2011-12-01 09:00)
                        stands (ladder membership, tier membership/ordinary, until never, why began)
                        measured (ladder membership, measure 9.99)
                  s.yaml:7:27: step 2, lin: outcome: expected accepted, found refused not-enough-points
                  s.yaml:8:61: at 2011-12-01 09:00, lin: expired points: expected 1, found 9
                    what happened to lin:
                      2010-12-01 09:00  record order o1: accepted
                        joined (at 2010-12-01 09:00)
                        recorded (kind order, at 2010-12-01 09:00, amount 9.99, effective true)
                        awarded (rule base, currency points, amount 9, lot 1)
                        lot opened (currency points, from issued, lot 1, amount 9, pending false, expires 2011-12-01 09:00)
                        stands (ladder membership, tier membership/ordinary, until never, why began)
                        measured (ladder membership, measure 9.99)
                      2010-12-01 10:00  spend when-2: refused not-enough-points (currency points, needed 50, available 9)
                1 passed, 1 failed
                """);
    }

    @Test
    void aStepThatIsGivenMustBeAccepted() throws IOException {
        assertThat(run("""
                - scenario: nothing to spend
                  given:
                    - {at: 2010-12-01 10:00, member: lin, spend: {points: 50}}
                  then:
                    - {at: 2010-12-01 10:00, member: lin, points: 0}
                """).text()).contains("s.yaml:3:7: what is given: expected accepted, found refused not-a-member");
    }

    @Test
    void tellsEveryMistakeAtItsPlace() throws IOException {
        assertThat(mistakes("""
                - scenario: mistakes
                  give: []
                  given:
                    - {at: 2010-12-01 9:00, member: lin, order: {lines: [{product: A, quantity: 1.5, prize: 100}]}}
                    - {at: 2011-03-27 01:30, member: lin, ordr: {}}
                    - {at: 2011-10-30 01:30, member: lin, joins: }
                    - {at: 2011-11-02 09:00, member: lin, spend: {pionts: 3}}
                    - {at: 2011-11-02 09:00, member: lin, spend: {points: 3.5}}
                    - {at: 2011-11-02 09:00, member: lin, joins: {}}
                    - {at: 2011-11-02 09:00, received: 2011-11-01, member: lin, spend: {points: 3}}
                  when:
                    - {member: lin, leave: {}}
                  then:
                    - {step: 2, refused: not-enough-point, points: 5}
                    - {step: 1, refused: not-found, whta: activity}
                    - {at: 2010-12-05, member: lin, membership: gould, owed: {point: 3}}
                    - {at: 2010-12-05, points: 3, lots: {points: [{amonut: 5}]}}
                """).lines().map(line -> line.replaceAll("( a key of [a-z ]+| refusal): .*, did", "$1: …, did")))
                .containsExactly(
                        "s.yaml:2:3: found key \"give\", expected a key of a scenario: …, did you mean given",
                        "s.yaml:4:12: found \"2010-12-01 9:00\", expected a time, such as 2025-04-03 10:00,"
                                + " did you mean 2010-12-01 09:00",
                        "s.yaml:4:58: found lines[0].price: nothing, expected a number with at most 3 digits after the"
                                + " point",
                        "s.yaml:4:81: found lines[0].quantity: \"1.5\", expected a whole number",
                        "s.yaml:4:86: found lines[0].prize: field \"prize\", expected one of product, quantity and price,"
                                + " did you mean price",
                        "s.yaml:5:12: found \"2011-03-27 01:30\", expected a time that exists: the clock is put forward"
                                + " past it",
                        "s.yaml:5:43: found key \"ordr\", expected a key of a step: …, did you mean order",
                        "s.yaml:6:12: found \"2011-10-30 01:30\", expected a time with its offset: the clock shows it"
                                + " twice, did you mean 2011-10-30 01:30 +01:00",
                        "s.yaml:6:49: found nothing, expected what joins takes in { }, did you mean {}",
                        "s.yaml:7:51: found key \"pionts\", expected a key of what spend takes: …, did you mean points",
                        "s.yaml:8:59: found \"3.5\", expected a whole number: points has no digits after the point",
                        "s.yaml:10:40: found \"2011-11-01\", expected no earlier than the step above: 2011-11-02 09:00",
                        "s.yaml:12:7: found a step without at, expected at: when it happens, did you mean at:"
                                + " 2025-04-03 10:00",
                        "s.yaml:12:21: found what leave takes without reason, expected reason: why, did you mean reason:"
                                + " asked for it",
                        "s.yaml:14:14: found \"2\", expected a step from 1 to 1, counted under when",
                        "s.yaml:14:26: found \"not-enough-point\", expected the code of a refusal: …, did you mean"
                                + " not-enough-points",
                        "s.yaml:15:37: found key \"whta\", expected a key of a check: …, did you mean what",
                        "s.yaml:16:49: found \"gould\", expected a tier of membership: ordinary, silver, gold, none,"
                                + " did you mean gold",
                        "s.yaml:16:63: found key \"point\", expected a key of owed by currency: …, did you mean points",
                        "s.yaml:17:7: found a check without member, expected member: who is looked at",
                        "s.yaml:17:52: found key \"amonut\", expected a key of a lot: …, did you mean amount");
    }

    @Test
    void aFileMustHoldScenarios() throws IOException {
        assertThat(mistakes("")).isEqualTo("s.yaml:1:1: found an empty file, expected a list of scenarios,"
                + " did you mean - scenario: points are earned");
        assertThat(mistakes("given: []\n")).startsWith("s.yaml:1:1: found {given: []}, expected a list");
    }

    @Test
    void anOutcomeIsTrueOrAnother() throws IOException {
        assertThat(mistakes("""
                - scenario: one
                  when:
                    - {at: 2010-12-01 10:00, member: lin, spend: {points: 50}}
                  then:
                    - {step: 1, accepted: perhaps}
                """))
                .contains("found \"perhaps\", expected true; or, in place of accepted, refused: the code of a refusal");
    }

    @Test
    void writesWhatBuildServersRead() throws IOException {
        String xml = JUnitXml.text(run("""
                - scenario: 5 < 6
                  when:
                    - {at: 2010-12-01 10:00, member: lin, spend: {points: 50}}
                  then:
                    - {step: 1, refused: not-a-member}
                    - {step: 1, accepted: true}
                """));
        assertThat(xml).contains("<testsuites tests=\"1\" failures=\"1\">", "name=\"5 &lt; 6\"",
                "message=\"step 1, lin: outcome: expected accepted, found refused not-a-member\"");
    }

    @Test
    void aFolderWithoutScenariosIsNotThere(@TempDir Path folder) {
        assertThatThrownBy(() -> new ScenarioRunner().run(folder)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void mistakenTermsAreTold() {
        ScenarioReport report =
                ScenarioRunner.run("s.yaml", "- scenario: one\n  then: []\n", List.of("programme: x\n"));
        assertThat(report.text()).contains("terms 1:").endsWith("0 passed, 1 failed\n");
    }
}
