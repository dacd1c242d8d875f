package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.guildhall.app.ExampleTerms;
import org.guildhall.app.command.Cli.Result;
import org.guildhall.rocksdb.DirectoryStorage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands as they are typed: what they print, how they end, and what they say to wrong input. */
class CommandsTest {
    private static final Path SHOP = ExampleTerms.folder("online-retail");
    private static final Path MAP = SHOP.resolve("map.yaml");
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private static final String ROWS = HEADER + """
            1,A,x,2,2010-12-01 08:26:00,10.00,1.0,UK
            2,B,y,1,2010-12-02 08:26:00,5.50,2.0,UK
            3,B,y,1,2010-12-02 09:26:00,5.50,,UK
            """;
    private static final String OPENING_MAP = """
            zone: Europe/London
            columns: {Account: text, Points: number, Earned: time yyyy-MM-dd}
            member: {reference: Account, namespace: account}
            at: {always: 2010-12-01 00:00}
            group: {by: Account, window: 1000 rows}
            opening:
              id: opening/{Account}
              lot: {currency: {always: points}, amount: Points, earned: Earned}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") private Path data;

    @SuppressWarnings("NullAway.Init") private Path rows;

    @BeforeEach
    void writesAHistory() throws IOException {
        data = folder.resolve("data");
        rows = write("rows.csv", ROWS);
    }

    // ---- check

    @Test
    void checkFindsNoMistakesInTheExample() {
        assertThat(fine("check", SHOP).out()).isEqualToIgnoringNewLines("6 files, no mistakes");
        assertThat(fine("check", SHOP, "--json").json().get("problems")).isEmpty();
    }

    @Test
    void checkNamesEveryMistakeWithItsPlace() throws IOException {
        Path wrong = wrongMap();

        Result text = ended(ExitCode.FAILED, "check", wrong);
        JsonNode problems = ended(ExitCode.FAILED, "check", wrong, "--json").json().get("problems");

        assertThat(text.out()).contains("map.yaml:14:7: found \"Europ/London\"", "did you mean Europe/London",
                "did you mean number", "1 file, 3 mistakes");
        assertThat(problems).hasSize(3);
        assertThat(problems.get(0).get("line").asInt()).isEqualTo(14);
        assertThat(problems.get(0).get("suggestion").asString()).isEqualTo("Europe/London");
    }

    @Test
    void checkReadsScenariosToo() throws IOException {
        Path shop = folder.resolve("shop");
        Files.createDirectories(shop.resolve("terms"));
        Files.createDirectories(shop.resolve("scenarios"));
        try (Stream<Path> terms = Files.list(SHOP.resolve("terms"))) {
            for (Path file : terms.toList()) {
                Files.copy(file, shop.resolve("terms").resolve(file.getFileName()));
            }
        }
        Files.writeString(shop.resolve("scenarios/wrong.yaml"), """
                - scenario: a word that is none
                  whne:
                    - {at: 2011-01-01, member: lin}
                """);
        assertThat(ended(ExitCode.FAILED, "check", shop).out())
                .contains("wrong.yaml:2:3: found", "did you mean when", "2 files, ");
    }

    @Test
    void checkFindsWhatIsNoText() throws IOException {
        Path noText = folder.resolve("terms.yaml");
        Files.write(noText, new byte[]{(byte) 0xff, (byte) 0xfe, (byte) 0x80});

        assertThat(ended(ExitCode.FAILED, "check", noText).out()).contains(":1:1: found bytes that are no UTF-8");
    }

    @Test
    void checkSaysWhatIsNotThere() {
        assertThat(ended(ExitCode.UNAVAILABLE, "check", folder.resolve("nowhere")).err()).contains("found nothing at");
        assertThat(ended(ExitCode.UNAVAILABLE, "check", folder.resolve("data/..")).err()).contains("found");
        assertThat(ended(ExitCode.USAGE, "check").err()).contains("Missing required parameter");
    }

    // ---- completion

    @Test
    void completionKnowsEveryCommand() {
        assertThat(fine("completion").out()).contains("baseline", "trim", "rebuild", "--before", "--from",
                "--baseline-every");
    }

    @Test
    void whatIsNoDayIsSaid() {
        assertThat(ended(ExitCode.USAGE, "withdraw", "march", "--data", data).err())
                .contains("found \"march\", expected a date such as 2026-03-01")
                .doesNotContain("Exception");
        assertThat(ended(ExitCode.USAGE, "withdraw", "2026-02-30", "--data", data).err())
                .contains("a day that exists: there is no 2026-02-30");
        assertThat(ended(ExitCode.USAGE, "show", "customer:1", "--data", data, "--at", "2026-02-30 12:50").err())
                .contains("a day that exists: there is no 2026-02-30");
    }

    @Test
    void scenariosAreNoTerms() throws IOException {
        Path scenarios = write("points.yaml", "- scenario: points are earned\n  when: []\n");
        assertThat(ended(ExitCode.FAILED, "check", scenarios).out()).contains("guildhall test", "1 mistake");
    }

    // ---- publish

    @Test
    void publishesOnce() {
        assertThat(fine("publish", SHOP, "--data", data).out())
                .isEqualToIgnoringNewLines("online-retail: terms of 2010-12-01 published");
        assertThat(fine("publish", SHOP, "--data", data).out()).contains("nothing to publish");
        assertThat(fine("publish", SHOP, "--data", data, "--json").json().get("published")).isEmpty();
    }

    @Test
    void publishSaysOfTermsToComeFromWhichDayOnTheyHold() throws IOException {
        Path coming = write("coming.yaml", Files.readString(SHOP.resolve("terms").resolve("2010-12-01.yaml"))
                .replace("terms: 2010-12-01", "terms: 2099-01-01"));
        fine("publish", coming, "--data", data);
        assertThat(fine("publish", coming, "--data", data).out())
                .contains("the terms of 2099-01-01 to hold from that day on");
    }

    @Test
    void publishRefusesPublishedTermsThatWereEdited() throws IOException {
        fine("publish", SHOP, "--data", data);
        Path edited = write("edited.yaml", Files.readString(SHOP.resolve("terms/2010-12-01.yaml")) + "# edited\n");

        assertThat(ended(ExitCode.FAILED, "publish", edited, "--data", data).err())
                .contains("published terms are never edited");
    }

    @Test
    void publishMakesNoDirectoryForMistakes() throws IOException {
        Path wrong = write("2020-01-01.yaml", "programme: Bad Name\n");

        assertThat(ended(ExitCode.FAILED, "publish", wrong, "--data", data).err()).contains("did you mean bad-name");
        assertThat(ended(ExitCode.UNAVAILABLE, "publish", folder.resolve("nowhere"), "--data", data).err())
                .contains("found nothing at");
        assertThat(data).doesNotExist();
    }

    // ---- import

    @Test
    void importAccountsForEveryRow() {
        Result text = imported(rows);
        JsonNode again = fine("import", rows, "--programme", SHOP, "--map", MAP, "--data", data, "--json").json();

        assertThat(text.out()).containsPattern("rows +3\n")
                .containsPattern("without a member +1\n")
                .containsPattern("accepted +2\n")
                .containsPattern("members +2\n");
        assertThat(again.get("accepted").asLong()).isZero();
        assertThat(again.get("repeated").asLong()).isEqualTo(2);
        assertThat(again.get("refused-file").isNull()).isTrue();
    }

    @Test
    void importTakesThePublishedProgrammeByItsName() {
        fine("publish", SHOP, "--data", data);

        fine("import", rows, "--programme", "online-retail", "--map", MAP, "--data", data);

        assertThat(ended(ExitCode.UNAVAILABLE, "import", rows, "--programme", "onlin", "--map", MAP, "--data", data)
                .err()).contains("found no programme onlin, expected one of online-retail");
    }

    @Test
    void importWritesRefusedRowsBesideTheDirectoryOrWhereItIsTold() throws IOException {
        Path bad = write("bad.csv", HEADER + "1,A,x,2,2010-12-01 08:26:00,10.00,1.0,UK\n2,B,y,one,,5.50,2.0,UK\n");
        Path mine = folder.resolve("mine.csv");

        JsonNode account = ended(ExitCode.FAILED, "import", bad, "--programme", SHOP, "--map", MAP, "--data", data,
                "--json").json();
        Result told = ended(ExitCode.FAILED, "import", bad, "--programme", SHOP, "--map", MAP, "--data", data,
                "--refused", mine);

        assertThat(account.get("rows-refused").get("bad-value").asInt()).isEqualTo(1);
        assertThat(account.get("accepted").asInt()).isEqualTo(1);
        assertThat(account.get("refused-file").asString()).isEqualTo(folder.resolve("data-refused-bad.csv").toString());
        assertThat(folder.resolve("data-refused-bad.csv")).content().startsWith("line,reason,detail,row\n3,bad-value,");
        assertThat(account.get("first-refused").get("line").asInt()).isEqualTo(3);
        assertThat(told.out())
                .contains("  the first: line 3, bad-value: found nothing in InvoiceDate, expected a time");
        assertThat(mine).hasSameTextualContentAs(folder.resolve("data-refused-bad.csv"));
        assertThat(ended(ExitCode.UNAVAILABLE, "import", bad, "--programme", SHOP, "--map", MAP, "--data", data,
                "--refused", rows).err()).contains("holds no refused rows");
        assertThat(rows).hasContent(ROWS);
        imported(rows);
        assertThat(folder.resolve("data-refused-bad.csv")).as("another file's refused rows").exists();
    }

    @Test
    void importSaysHowWideTheWindowWouldHaveToBe() throws IOException {
        Path map = folder.resolve("narrow.yaml");
        Files.writeString(map, Files.readString(MAP).replaceAll("window: .*rows", "window: 1 rows"));
        String row = "1,A,x,2,2010-12-01 08:26:00,10.00,1.0,UK\n";
        Path scattered =
                write("scattered.csv", HEADER + row + row.replace("1,A", "2,B") + row.replace("1,A", "3,C") + row);

        Result told = ended(ExitCode.FAILED, "import", scattered, "--programme", SHOP, "--map", map, "--data", data);
        Result json = ended(ExitCode.FAILED, "import", scattered, "--programme", SHOP, "--map", map, "--data", data,
                "--json");

        assertThat(told.out()).contains("rows came after the window of their order: expected one of at least 3 rows");
        assertThat(json.json().get("window-needed").asInt()).isEqualTo(3);
    }

    @Test
    void aBackupLiesOutsideOfItsDirectory() {
        imported(rows);

        assertThat(ended(ExitCode.UNAVAILABLE, "backup", data.resolve("inside"), "--data", data).err())
                .contains("expected a folder outside");
    }

    @Test
    void importSaysWhatIsWrongWithTheFile() throws IOException {
        Path noGzip = folder.resolve("no.gz");
        Files.write(noGzip, new byte[]{0x1f, (byte) 0x8b, 'n', 'o', 'n', 'e', 0, 0, 0, 0, 0, 0});
        Path cut = folder.resolve("cut.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(cut))) {
            out.write(ROWS.repeat(50).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(whole, whole.length - 20));
        Path damaged = folder.resolve("damaged.gz");
        whole[whole.length - 6] ^= 1; // of the checksum: all rows look well
        Files.write(damaged, whole);

        assertThat(refusedFile(ExitCode.FAILED, noGzip)).contains("no.gz: can't be unpacked");
        assertThat(refusedFile(ExitCode.FAILED, cut)).contains("cut.gz: the gzip file ends early", "nothing was taken");
        assertThat(refusedFile(ExitCode.FAILED, damaged)).contains("damaged.gz: can't be unpacked",
                "nothing was taken");
        Path further = folder.resolve("further.gz"); // a whole archive, and another one whose header is damaged
        whole[whole.length - 6] ^= 1;
        Files.write(further, whole);
        whole[2] = 0;
        Files.write(further, whole, StandardOpenOption.APPEND);
        assertThat(refusedFile(ExitCode.FAILED, further)).contains("further.gz: can't be unpacked", "behind its end");
        assertThat(refusedFile(ExitCode.FAILED, write("other.csv", "a,b\n1,2\n"))).contains("InvoiceNo");
        assertThat(data).as("nothing is made or published for them").doesNotExist();
        assertThat(refusedFile(ExitCode.UNAVAILABLE, folder.resolve("nowhere.csv"))).contains("found no file");
        assertThat(refusedFile(ExitCode.UNAVAILABLE, folder)).contains("found the directory");
    }

    @Test
    void importSaysWhatIsWrongWithMappingOrProgramme() throws IOException {
        assertThat(ended(ExitCode.FAILED, "import", rows, "--programme", SHOP, "--map", wrongMap(), "--data", data)
                .err()).contains("did you mean Europe/London");
        assertThat(ended(ExitCode.UNAVAILABLE, "import", rows, "--programme", SHOP, "--map", folder, "--data", data)
                .err()).contains("expected a mapping");
        assertThat(ended(ExitCode.UNAVAILABLE, "import", rows, "--programme", SHOP, "--map",
                folder.resolve("nowhere.yaml"), "--data", data).err()).contains("found nothing at");
        assertThat(ended(ExitCode.UNAVAILABLE, "import", rows, "--programme", folder.resolve("nowhere"), "--map", MAP,
                "--data", data).err()).contains("found neither a programme's folder", "nor a directory");
        assertThat(ended(ExitCode.UNAVAILABLE, "import", rows, "--programme", folder.resolve("nowhere/.."), "--map",
                MAP, "--data", data).err()).contains("found");
        assertThat(data).doesNotExist();
    }

    @Test
    void openingsSayInWhichColumnAnUnknownCurrencyStands() throws IOException {
        Path map = write("opening.yaml", OPENING_MAP.replace("{always: points}", "Account"));
        Path file = write("opening.csv", "Account,Points,Earned\nmiles,100,2010-11-30\n");

        ended(ExitCode.FAILED, "import", file, "--programme", SHOP, "--map", map, "--data", data, "--opening");

        assertThat(folder.resolve("data-refused-opening.csv")).content()
                .contains("found \"\"miles\"\" in Account, expected one of points");
    }

    @Test
    void openingBalancesAreTakenOnlyWhenTheyTie() throws IOException {
        Path map = write("opening.yaml", OPENING_MAP);
        Path file = write("accounts.csv", "Account,Points,Earned\nA1,100,2010-11-30\nA2,50,2010-11-30\n");
        Object[] words = {"import", file, "--programme", SHOP, "--map", map, "--data", data, "--opening"};

        assertThat(ended(ExitCode.FAILED, and(words)).err()).contains("expected nothing by --total");
        assertThat(ended(ExitCode.FAILED, and(words, "--total", "points=151")).err())
                .contains("found lots of points=150, expected points=151");
        assertThat(fine("status", "--data", data).out()).doesNotContain("points");
        assertThat(ended(ExitCode.USAGE, and(words, "--total", "pints=150")).err())
                .contains("found the currency pints");
        assertThat(ended(ExitCode.USAGE, and(words, "--total", "points=1.5")).err()).contains("found the total");

        assertThat(fine(and(words, "--total", "points=150", "--json")).json().get("accepted").asInt()).isEqualTo(2);
        assertThat(fine("show", "account:A1", "--data", data).out()).containsPattern("points +100 available");
    }

    @Test
    void anOpeningIsAskedForWithItsMappingAndOnlyThen() throws IOException {
        Path map = write("opening.yaml", OPENING_MAP);

        assertThat(ended(ExitCode.USAGE, "import", rows, "--programme", SHOP, "--map", map, "--data", data).err())
                .contains("expected --opening");
        assertThat(ended(ExitCode.USAGE, "import", rows, "--programme", SHOP, "--map", MAP, "--data", data,
                "--opening").err()).contains("no opening");
        assertThat(ended(ExitCode.USAGE, "import", rows, "--programme", SHOP, "--map", MAP, "--data", data,
                "--total", "points=1").err()).contains("--total without --opening");
    }

    // ---- show, status, digest

    @Test
    void showsAMemberWithEntries() {
        imported(rows);

        JsonNode json = fine("show", "customer:1", "--data", data, "--json").json();

        assertThat(json.get("status").asString()).isEqualTo("active");
        assertThat(json.get("wallets").get("points").get("available").stringValue()).isEqualTo("20");
        assertThat(json.get("as-of").stringValue()).isEqualTo("2010-12-01T08:26:00Z");
        assertThat(json.get("standings").get("membership").get("measure").stringValue()).isEqualTo("20.00");
        assertThat(json.get("standings").get("membership").get("unit").stringValue()).isEqualTo("GBP");
        assertThat(json.get("entries")).hasSize(1);
        assertThat(json.get("entries").get(0).get("lines").get(0).get("words").stringValue()).isNotBlank();
        assertThat(fine("show", "customer:1", "--data", data, "--at", "2012-06-01").out())
                .containsPattern("points +0 available");
    }

    @Test
    void showSaysWhoIsNotThere() {
        imported(rows);

        assertThat(ended(ExitCode.UNAVAILABLE, "show", "customer:9", "--data", data).err())
                .contains("found nobody called customer:9");
        assertThat(ended(ExitCode.UNAVAILABLE, "show", "customer:1", "--data", data, "--programme", "x").err())
                .contains("expected one of online-retail");
        assertThat(ended(ExitCode.USAGE, "show", "customer:1", "--data", data, "--at", "soon").err())
                .contains("expected a time such as");
        assertThat(ended(ExitCode.UNAVAILABLE, "show", "customer:1", "--data", data, "--at", "2010-12-01").err())
                .contains("expected a time from 2010-12-01 08:26");
        assertThat(ended(ExitCode.USAGE, "show", "customer:1", "--data", data, "--entries", "-3").err())
                .contains("expected 0 or more");
        assertThat(ended(ExitCode.USAGE, "show", "", "--data", data).err()).contains("expected one with its namespace");
    }

    @Test
    void statusShowsTheTotals() {
        imported(rows);

        assertThat(fine("status", "--data", data).out()).containsPattern("members +2\n")
                .containsPattern("points\\.available +25\n");
        JsonNode totals =
                fine("status", "--data", data, "--json").json().get("programmes").get(0).get("totals");
        assertThat(totals.get("members").intValue()).isEqualTo(2);
        assertThat(totals.get("points.available").stringValue()).isEqualTo("25");
    }

    @Test
    void digestIsOneLineAndDependsOnTheTimeAsked() {
        imported(rows);
        String now = fine("digest", "--data", data).out();

        assertThat(now.strip()).matches("[0-9a-f]{64}");
        assertThat(fine("digest", "--data", data, "--json").json().get("digest").asString()).isEqualTo(now.strip());
        assertThat(fine("digest", "--data", data, "--at", "2012-06-01").out()).isNotEqualTo(now);
    }

    // ---- the data directory

    @Test
    void aDirectoryThatIsNoneIsLeftAlone() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path letter = Files.writeString(other.resolve("letter.txt"), "dear …");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.writeString(checkout.resolve("guildhall"), "#!/usr/bin/env bash\n");

        for (Path none : new Path[]{other, letter, empty, checkout, folder.resolve("nowhere")}) {
            for (String command : new String[]{"status", "digest"}) {
                assertThat(ended(ExitCode.UNAVAILABLE, command, "--data", none).err()).startsWith("found ");
            }
            assertThat(ended(ExitCode.UNAVAILABLE, "show", "customer:1", "--data", none).err()).startsWith("found ");
        }
        for (Path none : new Path[]{other, letter, checkout}) {
            assertThat(ended(ExitCode.UNAVAILABLE, "publish", SHOP, "--data", none).err()).startsWith("found ");
            assertThat(ended(ExitCode.UNAVAILABLE, "import", rows, "--programme", SHOP, "--map", MAP, "--data", none)
                    .err()).startsWith("found ");
        }
        assertThat(other).isDirectoryNotContaining(file -> !file.equals(letter));
        assertThat(empty).isEmptyDirectory();
        assertThat(ended(ExitCode.USAGE, "status").err()).contains("Missing required option: '--data=DIR'");
    }

    @Test
    void aDirectoryInUseByWhoTakesNoCommandsIsSaidToBe() throws IOException {
        imported(rows);
        String pid = Long.toString(ProcessHandle.current().pid());

        try (DirectoryStorage held = DirectoryStorage.open(data)) {
            assertThat(held.partitions()).isPositive();
            for (String command : new String[]{"status", "rebuild"}) {
                assertThat(ended(ExitCode.UNAVAILABLE, command, "--data", data).err())
                        .contains("is in use by process " + pid + ", which takes no commands");
            }
        }
        fine("status", "--data", data);
    }

    @Test
    void aDirectoryInUseTakesCommands() throws IOException {
        imported(rows);

        try (Guild serving = Guild.open(data)) {
            assertThat(serving.programmes()).hasSize(1);
            assertThat(fine("status", "--data", data).out()).contains("online-retail");
            assertThat(fine("digest", "--data", data).out().strip()).matches("[0-9a-f]{64}");
            assertThat(fine("publish", SHOP, "--data", data).out()).contains("nothing to publish");
            assertThat(fine("import", rows, "--programme", SHOP, "--map", MAP, "--data", data, "--json").json()
                    .get("repeated")
                    .asInt()).isEqualTo(2);
            assertThat(ended(ExitCode.UNAVAILABLE, "show", "customer:9", "--data", data).err())
                    .contains("found nobody called customer:9");
        }
    }

    @Test
    void damageEndsWithItsOwnCode() throws IOException {
        imported(rows);
        Path header = data.resolve("guildhall");
        Files.writeString(header, Files.readString(header).replace("layout 1", "layout 2"));

        assertThat(ended(ExitCode.DAMAGED, "status", "--data", data).err()).contains("expected its checksum");
    }

    @Test
    void damagedSnapshotsNameTheWayOut() throws IOException {
        imported(rows);
        try (Stream<Path> files = Files.walk(data.resolve("store"))) {
            for (Path table : files.filter(file -> file.toString().endsWith(".sst")).toList()) {
                Files.write(table, new byte[100]);
            }
        }

        assertThat(ended(ExitCode.DAMAGED, "digest", "--data", data).err()).contains("`guildhall rebuild`");
        fine("rebuild", "--data", data);
        assertThat(fine("status", "--data", data).out()).containsPattern("members +2\n");
    }

    // ---- test

    @Test
    void testRunsScenarios() throws IOException {
        Result text = fine("test", SHOP);
        Path junit = folder.resolve("junit.xml");
        JsonNode json = fine("test", SHOP, "--json", "--junit", junit).json();

        assertThat(text.out()).containsPattern("\\d+ passed, 0 failed");
        assertThat(json.get("passed").asInt()).isPositive();
        assertThat(junit).content().contains("<testsuite");
    }

    @Test
    void testSaysWhatIsWrong() throws IOException {
        Path noText = folder.resolve("scenarios.yaml");
        Files.write(noText, new byte[]{(byte) 0xff, (byte) 0xfe, (byte) 0x80});

        assertThat(ended(ExitCode.FAILED, "test", noText).out()).contains("bytes that are no UTF-8",
                "0 passed, 1 failed");
        for (Path none : List.of(folder.resolve("nowhere"), Files.createDirectory(folder.resolve("empty")))) {
            assertThat(ended(ExitCode.UNAVAILABLE, "test", none).err())
                    .contains("found nothing at " + none,
                            "expected a file of scenarios, or a folder with scenarios/*.yaml");
        }
    }

    private Result imported(Path file) {
        return fine("import", file, "--programme", SHOP, "--map", MAP, "--data", data);
    }

    private String refusedFile(int exit, Path file) {
        return ended(exit, "import", file, "--programme", SHOP, "--map", MAP, "--data", data).err();
    }

    private Path wrongMap() throws IOException {
        return write("map.yaml", Files.readString(MAP)
                .replace("Quantity: number", "Quantity: numbr")
                .replace("zone: Europe/", "zone: Europ/"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Object[] and(Object[] words, Object... more) {
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    private static Result fine(Object... words) {
        return ended(ExitCode.FINE, words);
    }

    private static Result ended(int exit, Object... words) {
        Result result = Cli.run(words);
        assertThat(result.exit()).as("%s%n%s%s", List.of(words), result.out(), result.err()).isEqualTo(exit);
        return result;
    }
}
