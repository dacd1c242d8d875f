package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guildhall.app.RealData;
import org.guildhall.app.command.Cli.Result;
import org.guildhall.core.member.PublishedOffer;
import org.guildhall.core.member.TermsRecord;
import org.guildhall.core.member.TurnedOffer;
import org.guildhall.core.terms.Offers;
import org.guildhall.rocksdb.DirectoryStorage;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.loop.LocalRuntime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Offers checked, published, listed, paused, resumed and stopped as it is typed. */
class OfferCommandsTest {
    private static final String SHOP = "willow-lane";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @BeforeEach
    void write() throws IOException {
        String terms = Files.readString(
                RealData.repository().resolve("examples/willow-lane/terms/2025-01-01.yaml"));
        write("terms/2025-01-01.yaml", terms + "\noffers: {most-off: 500, most-held: 200, payers: [shop, brand]}\n");
        write("offers/sale.yaml", offer("sale"));
    }

    @Test
    void aFoldersOffersAreCheckedAfterItsTerms() throws IOException {
        assertThat(ended(ExitCode.FINE, "check", programme()).out()).isEqualTo("2 files, no mistakes\n");
        write("offers/spring.yaml", offer("spring").replace("shop: 100", "shpo: 100"));
        Result mistaken = ended(ExitCode.FAILED, "check", programme());
        assertThat(mistaken.out().lines()).hasSize(2)
                .first()
                .asString()
                .startsWith(programme().resolve("offers/spring.yaml") + ":")
                .contains("found \"shpo\"", "did you mean shop");
        assertThat(mistaken.out()).endsWith("3 files, 1 mistake\n");
        write("offers/spring.yaml", offer("sale"));
        assertThat(ended(ExitCode.FAILED, "check", programme(), "--json").json().at("/problems/0/expected").asString())
                .isEqualTo("an offer that no other file is of: " + programme().resolve("offers/sale.yaml")
                        + " is of it too");
        Files.write(programme().resolve("offers/spring.yaml"), new byte[]{(byte) 0xC3, 0x28});
        assertThat(ended(ExitCode.FAILED, "check", programme()).out()).contains("found bytes that are no UTF-8");
    }

    @Test
    void theyArePublishedAfterTheTermsAndWhatIsTheSameStays() throws IOException {
        assertThat(publish(ExitCode.FINE).out().lines()).containsExactly(
                "willow-lane: terms of 2025-01-01 published", "willow-lane: version 1 of offer sale published");
        assertThat(publish(ExitCode.FINE).out()).startsWith("nothing to publish");
        write("offers/sale.yaml", offer("sale").replace("stock: 100", "stock: 50"));
        write("offers/winter.yaml", offer("winter"));
        JsonNode published = ended(ExitCode.FINE, "publish", programme(), "--data", data(), "--json").json();
        assertThat(published.path("published")).isEmpty();
        assertThat(published.path("offers")).hasSize(2);
        assertThat(published.at("/offers/0/offer").asString()).isEqualTo("sale");
        assertThat(published.at("/offers/0/version").asInt()).isEqualTo(2);
        assertThat(published.at("/offers/1/version").asInt()).isEqualTo(1);

        write("offers/winter.yaml", offer("winter").replace("off: 50", "price: 50"));
        assertThat(publish(ExitCode.FAILED).err()).startsWith(programme().resolve("offers/winter.yaml") + ":")
                .contains("what a coupon is good for is permanent");
    }

    @Test
    void termsThatAllowLessLaterLeaveAnOffersFileAsItWas() throws IOException {
        String terms = Files.readString(programme().resolve("terms/2025-01-01.yaml"));
        write("terms/2030-01-01.yaml", terms.replace("terms: 2025-01-01", "terms: 2030-01-01")
                .replace("2025-11-12", "2030-11-12")
                .replace("most-off: 500", "most-off: 10"));
        assertThat(ended(ExitCode.FINE, "check", programme()).out()).isEqualTo("3 files, no mistakes\n");
        publish(ExitCode.FINE);
        assertThat(publish(ExitCode.FINE).out()).startsWith("nothing to publish");
        write("offers/sale.yaml", offer("sale").replace("from: 2025-01-01", "from: 2030-01-01"));
        assertThat(ended(ExitCode.FAILED, "check", programme()).out())
                .contains("at most 10, the most-off of the terms");
    }

    @Test
    void withMistakesInAnOfferNothingIsPublished() throws IOException {
        write("offers/sale.yaml", offer("sale").replace("shop: 100", "shop: 90"));
        assertThat(publish(ExitCode.FAILED).err()).contains("percents that add up to 100");
        assertThat(data()).doesNotExist();
    }

    @Test
    void theyAreListedWithWhatIsLeft() throws IOException {
        publish(ExitCode.FINE);
        assertThat(ended(ExitCode.FINE, "offers", "--data", data()).out().lines()).containsExactly(
                "sale                 running, version 1, from 2025-01-01 00:00 until 2099-01-01 00:00",
                "  sale money per calendar day              5000.00 left of 5000.00 CNY",
                "  sale-50 coupons per lifetime             100 left of 100");
        JsonNode json = ended(ExitCode.FINE, "offers", "--programme", SHOP, "--data", data(), "--json").json();
        assertThat(json.at("/offers/0/state").asString()).isEqualTo("running");
        assertThat(json.at("/offers/0/budgets/1/left").asString()).isEqualTo("100");
        assertThat(json.at("/offers/0/coupons/0/granted").asLong()).isZero();
        assertThat(ended(ExitCode.UNAVAILABLE, "offers", "--programme", "nowhere", "--data", data()).err())
                .startsWith("found no programme nowhere");
    }

    @Test
    void anOfferIsPausedResumedAndStopped() throws IOException {
        publish(ExitCode.FINE);
        assertThat(turn(ExitCode.FINE, "pause", "sale", "--reason", "too many").out())
                .isEqualTo("willow-lane: offer sale paused; it is paused\n");
        assertThat(turn(ExitCode.FINE, "pause", "sale", "--reason", "too many").out())
                .isEqualTo("willow-lane: offer sale was paused before; it is paused\n");
        JsonNode resumed = turn(ExitCode.FINE, "resume", "sale", "--reason", "fine again", "--json").json();
        assertThat(List.of(resumed.path("outcome").asString(), resumed.path("state").asString()))
                .containsExactly("accepted", "running");
        assertThat(turn(ExitCode.FINE, "stop", "sale", "--reason", "over").out()).endsWith("it is stopped\n");
        assertThat(turn(ExitCode.FAILED, "resume", "sale", "--reason", "x").err()).contains("it stays stopped");
        assertThat(turn(ExitCode.UNAVAILABLE, "stop", "sail", "--reason", "x").err())
                .startsWith("found no offer sail, expected one of sale");
        assertThat(turn(ExitCode.USAGE, "stop", "sale").err()).contains("--reason");
        assertThat(turn(ExitCode.USAGE, "end", "sale", "--reason", "x").err()).contains("'end'", "PAUSE, RESUME, STOP");
        assertThat(ended(ExitCode.FINE, "offers", "--data", data()).out()).startsWith("sale                 stopped");
    }

    @Test
    void codesArePrintedAndPrintedAgainWithTheSameId() throws IOException {
        write("offers/sale.yaml", offer("sale").replace("given: by-claim", "given: by-unique-code"));
        publish(ExitCode.FINE);
        String codes =
                ended(ExitCode.FINE, "codes", "sale-50", "--count", "1000", "--id", "p1", "--data", data()).out();
        assertThat(codes.lines()).hasSize(1000).doesNotHaveDuplicates().allMatch(code -> code.length() == 19);
        assertThat(ended(ExitCode.FINE, "codes", "sale-50", "--count", "1000", "--id", "p1", "--data", data()).out())
                .isEqualTo(codes);
        assertThat(ended(ExitCode.FAILED, "codes", "sale-50", "--count", "0", "--data", data()).err())
                .contains("count");
        assertThat(ended(ExitCode.UNAVAILABLE, "codes", "sale-51", "--count", "1", "--data", data()).err())
                .startsWith(
                        "found no coupon sale-51 in willow-lane that is given by-unique-code, expected one of sale-50");
    }

    @Test
    void aServedDirectoryTakesThemThroughItsSocket() {
        publish(ExitCode.FINE);
        try (Guild served = Guild.serve(data(), null)) {
            assertThat(turn(ExitCode.FINE, "pause", "sale", "--reason", "too many").out())
                    .isEqualTo("willow-lane: offer sale paused; it is paused\n");
            assertThat(served.programme(SHOP).offers().all()).first()
                    .extracting(offer -> offer.turns().getLast().reason())
                    .isEqualTo("too many");
            assertThat(ended(ExitCode.FINE, "offers", "--data", data()).out())
                    .startsWith("sale                 paused");
            assertThat(publish(ExitCode.FINE).out()).startsWith("nothing to publish");
        }
    }

    @Test
    void whatWasCutOffIsFinishedByTheSameAndStandsInTheWayOfOthers() throws IOException {
        publish(ExitCode.FINE);
        cutOff(new PublishedOffer(SHOP, Clock.SYSTEM.millis(), 1, offer("winter")));
        write("offers/spring.yaml", offer("spring"));
        Result other = publish(ExitCode.UNAVAILABLE);
        assertThat(other.err())
                .isEqualTo("found offer winter of willow-lane that was published in part, expected it to be"
                        + " published again first\n");
        write("offers/winter.yaml", offer("winter"));
        assertThat(publish(ExitCode.FINE).out().lines()).containsExactly(
                "willow-lane: version 1 of offer spring published", "willow-lane: version 1 of offer winter published");

        cutOff(new TurnedOffer(SHOP, Clock.SYSTEM.millis(), 3, "winter", Offers.Life.STOPPED, "begun"));
        assertThat(ended(ExitCode.FINE, "offers", "--data", data()).out()).doesNotContain("stopped");
        assertThat(turn(ExitCode.UNAVAILABLE, "pause", "sale", "--reason", "x").err())
                .contains("offer winter of willow-lane that was stopped in part");
        turn(ExitCode.FINE, "stop", "winter", "--reason", "again");
        assertThat(ended(ExitCode.FINE, "offers", "--data", data()).out()).contains("winter               stopped");
        assertThat(turn(ExitCode.FINE, "pause", "sale", "--reason", "x").out()).contains("paused");
    }

    /** One partition of two gets the record. */
    private void cutOff(TermsRecord record) {
        Faults death = (moment, partition) -> {
            if (moment == Faults.Moment.TERMS_SYNCED) {
                throw new IllegalStateException("the process dies");
            }
        };
        DirectoryStorage storage = DirectoryStorage.open(data());
        LocalRuntime runtime = LocalRuntime.stepped(storage, Guild.newEngine(), RuntimeOptions.of(2).withTimers(false),
                Clock.SYSTEM, death);
        assertThatThrownBy(() -> runtime.publish(record.encode())).hasMessage("the process dies");
        storage.close();
    }

    private static String offer(String name) {
        return """
                programme: willow-lane
                offer: NAME
                names: {zh: 活动, en: An offer}
                from: 2025-01-01
                until: 2099-01-01
                budgets: {money: 5000, per: calendar day}
                coupons:
                  NAME-50:
                    names: {zh: 立减50, en: 50 off}
                    off: 50
                    on: order
                    usable: {for: 7 days}
                    given: by-claim
                    limit: {times: 1, per: lifetime}
                    transfers: bound
                    stacks: alone
                    on-refund: given-back
                    stock: 100
                    unused: returns
                    funded-by: {shop: 100}
                """.replace("NAME", name);
    }

    private void write(String file, String text) throws IOException {
        Path path = programme().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Path programme() {
        return folder.resolve("programme");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Result publish(int exit) {
        return ended(exit, "publish", programme(), "--data", data());
    }

    private Result turn(int exit, Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "offer";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = data();
        return ended(exit, all);
    }

    private static Result ended(int exit, Object... words) {
        Result result = Cli.run(words);
        assertThat(result.exit()).as("%s%n%s%s", List.of(words), result.out(), result.err()).isEqualTo(exit);
        return result;
    }
}
