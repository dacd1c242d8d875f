package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guildhall.app.ExampleTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What new terms change, for whom, in both languages. */
class DiffCommandTest {
    private static final Path PLANS = ExampleTerms.folder("..")
            .resolve(Path.of("core-testkit", "src", "test", "resources", "programmes", "plan-changes", "terms"));
    private static final Path OLD = PLANS.resolve("2024-01-01.yaml");
    private static final Path NEW = PLANS.resolve("2024-07-01.yaml");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void eachChangeSaysWhomItReaches() {
        Cli.Result result = Cli.run("diff", OLD, NEW);

        assertThat(result.out()).isEqualTo("""
                Plan All changes
                  price: 10 → 20
                  For everyone, from 2024-07-01
                Plan Renewed changes
                  price: 10 → 20
                  For each subscription from its next renewal after 2024-07-01
                Plan Bought changes
                  price: 10 → 20
                  Only for what is bought from 2024-07-01
                Plan Joined changes
                  price: 10 → 20
                  Only for members who join from 2024-07-01
                Plan Later changes
                  price: 10 → 20
                  Only for what is bought from 2024-07-01; for all from 2024-10-01 at the latest
                Plan New is new
                  For everyone, from 2024-07-01
                """);
        assertThat(result.exit()).isZero();
    }

    @Test
    void inChineseToo() {
        assertThat(Cli.run("diff", OLD, NEW, "--lang", "zh").out()).contains("方案 最迟 有变动", "  price: 10 → 20",
                "  只对 2024-07-01 起购买的生效；最迟 2024-10-01 起对所有人生效", "新增方案 新套餐");
    }

    @Test
    void whatIsRenamedOrGoneHasItsNameInTheLanguage() throws IOException {
        Path freight = ExampleTerms.folder("..").resolve(Path.of("programmes", "88vip", "terms"));
        Path with = freight.resolve("2025-02-18.yaml");
        assertThat(Cli.run("diff", freight.resolve("2024-07-01.yaml"), with, "--lang", "zh").out())
                .startsWith("权益 退货包运费 有变动\n");
        Path renamed = folder.resolve("renamed.yaml");
        Files.writeString(renamed, Files.readString(OLD)
                .replace("terms: 2024-01-01", "terms: 2025-01-01")
                .replace("names: {zh: 全体, en: All}", "names: {zh: 所有人, en: Everybody}")
                .replaceFirst("price: 10", "price: 11")
                + "\nchanges: {plans: {all: {applies: now}}}\n");
        assertThat(Cli.run("diff", OLD, renamed, "--lang", "zh").out()).startsWith("方案 所有人 有变动\n");
    }

    @Test
    void aFolderIsNoFileOfTerms() {
        Cli.Result result = Cli.run("diff", PLANS, NEW);

        assertThat(result.err()).contains("found the folder " + PLANS + ", expected one file of terms");
        assertThat(result.exit()).isEqualTo(ExitCode.UNAVAILABLE);
    }

    @Test
    void asJson() {
        var json = Cli.run("diff", OLD, NEW, "--json").json();

        assertThat(json.path("from").asString("")).isEqualTo("2024-07-01");
        assertThat(json.path("differences").get(0).path("changes").get(0).path("after").asString("")).isEqualTo("20");
    }

    @Test
    void theSameTermsLaterChangeNothing() throws IOException {
        Path later = folder.resolve("later.yaml");
        Files.writeString(later, Files.readString(OLD).replace("terms: 2024-01-01", "terms: 2025-01-01"));

        assertThat(Cli.run("diff", OLD, later).out()).isEqualTo("nothing changes\n");
    }

    @Test
    void aChangeThatSaysNothingOfWhomIsAMistake() throws IOException {
        Path silent = folder.resolve("silent.yaml");
        String text = Files.readString(NEW);
        Files.writeString(silent, text.substring(0, text.indexOf("changes:")));

        Cli.Result result = Cli.run("diff", OLD, silent);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("found plan all unlike before, and nothing about those who have it",
                "did you mean changes: {plans: {all: {applies: from-next-renewal}}}");
    }

    @Test
    void whatIsTakenAwayAtOnceIsTold() throws IOException {
        Path cut = folder.resolve("cut.yaml");
        Files.writeString(cut, Files.readString(OLD)
                .replace("terms: 2024-01-01", "terms: 2025-01-01\nannounced: 2024-12-01")
                .replaceFirst("grace: [0-9]+ days", "grace: 1 day")
                + "\nchanges: {plans: {all: {applies: now}}}\n");

        Cli.Result result = Cli.run("diff", OLD, cut);

        assertThat(result.out()).endsWith(
                "Taken away at once, on 2025-01-01: Plan All (grace); announced on 2024-12-01\n");
        assertThat(Cli.run("diff", OLD, cut, "--lang", "zh").out())
                .endsWith("2025-01-01 起立即削减：方案 全体 (宽限)；已于 2024-12-01 公告\n");
        var json = Cli.run("diff", OLD, cut, "--json").json();
        assertThat(json.path("announced").asString("")).isEqualTo("2024-12-01");
        assertThat(json.path("cuts").get(0).path("what").asString("")).isEqualTo("grace");
    }

    @Test
    void aSeriesReachesNobody() throws IOException {
        Path with = folder.resolve("with.yaml");
        Files.writeString(with, Files.readString(OLD).replace("terms: 2024-01-01", "terms: 2025-01-01") + """

                series:
                  residents:
                    names: {zh: 居民, en: Residents}
                    measures: market
                    source: {zh: 街道办, en: an office}
                    values: {2024-01-01: 100}
                """);
        assertThat(Cli.run("diff", OLD, with).out())
                .startsWith("Series Residents is new\n  For nobody: only the operator’s figures show it\n");
        assertThat(Cli.run("diff", OLD, with, "--lang", "zh").out())
                .startsWith("新增数据系列 居民\n  不影响任何人");
        Path without = folder.resolve("without.yaml");
        Files.writeString(without, Files.readString(OLD).replace("terms: 2024-01-01", "terms: 2026-01-01"));
        assertThat(Cli.run("diff", with, without, "--lang", "zh").out()).startsWith("取消数据系列 居民\n");
    }

    @Test
    void aSectionOfItsOwnHasNoName() throws IOException {
        Path with = folder.resolve("offers.yaml");
        Files.writeString(with, Files.readString(OLD).replace("terms: 2024-01-01", "terms: 2025-01-01")
                + "\noffers: {most-off: 500, most-held: 5, payers: [shop]}\n");
        assertThat(Cli.run("diff", OLD, with).out()).startsWith("What offers may give is new\n");
        assertThat(Cli.run("diff", OLD, with, "--lang", "zh").out()).startsWith("新增优惠活动的上限\n");
    }

    @Test
    void wrongInputIsTold() {
        assertThat(Cli.run("diff", OLD).exit()).isEqualTo(2);
        assertThat(Cli.run("diff", OLD, NEW, "--lang", "fr").exit()).isEqualTo(2);
        assertThat(Cli.run("diff", OLD, folder.resolve("none.yaml")).exit()).isEqualTo(3);
        assertThat(Cli.run("diff", NEW, OLD).exit()).isEqualTo(1);
    }
}
