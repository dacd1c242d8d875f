package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/**
 * Each case of a file changes the sound offer in one place: the lines after {@code -} become those after {@code +}, where they
 * first stand. The lines after {@code !} are the whole output.
 */
class OfferMistakesTest {
    private static final Terms TERMS = OfferFiles.terms();

    @Test
    void areReported() throws IOException {
        List<String> quiet = check(OfferFiles.FOLDER.resolve("mistakes.txt"), TERMS, Offers.NONE);

        assertThat(quiet).isEmpty();
    }

    @Test
    void areReportedAgainstTheVersionBefore() throws IOException {
        var first = OfferFiles.read(OfferFiles.sound(), TERMS, Offers.NONE);
        List<String> quiet = check(OfferFiles.FOLDER.resolve("changed.txt"), TERMS.withSymbols(first.symbols()),
                Offers.NONE.with(0, first.offer()));

        assertThat(quiet).containsExactly("more of the same", "only granted from now on");
    }

    /** Returns the cases without a mistake. */
    private static List<String> check(Path file, Terms terms, Offers before) throws IOException {
        StringBuilder all = new StringBuilder();
        List<String> quiet = new ArrayList<>();
        for (String block : OfferFiles.text(file).split("(?m)^== ")) {
            if (!block.isBlank()) {
                List<String> lines = block.lines().toList();
                List<String> mistakes = OfferFiles.mistakes(
                        changed(marked(lines, "- "), marked(lines, "+ ")), terms, before);
                if (mistakes.isEmpty()) {
                    quiet.add(lines.getFirst());
                }
                all.append("== ").append(lines.getFirst()).append('\n');
                lines.stream().filter(line -> line.matches("[-+] .*")).forEach(line -> all.append(line).append('\n'));
                mistakes.forEach(mistake -> all.append("! ").append(mistake).append('\n'));
            }
        }
        Golden.assertSame(file, all.toString());
        return quiet;
    }

    private static String marked(List<String> lines, String mark) {
        return String.join("\n",
                lines.stream().filter(line -> line.startsWith(mark)).map(line -> line.substring(2)).toList());
    }

    /** Lines that are left out leave nothing behind. */
    private static String changed(String old, String now) {
        String sound = OfferFiles.sound();
        int from = sound.indexOf(old);
        assertThat(from).as(old).isNotNegative();
        int to = from + old.length() + (now.isEmpty() ? 1 : 0);
        return sound.substring(0, from) + now + sound.substring(to);
    }

    /** The sound offer, whose first two coupons are had so. */
    private static String given(String first, String second) {
        return OfferFiles.sound()
                .replaceFirst("given: by-claim", "given: " + first)
                .replaceFirst("given: by-claim", "given: " + second);
    }

    @Test
    void aCodeIsOfOneCouponForEver() {
        assertThat(OfferFiles.mistakes(given("{code: SPRING-TEA}", "by-unique-code"), TERMS, Offers.NONE)).isEmpty();
        assertThat(OfferFiles.mistakes(given("{code: SPRING-TEA}", "{code: springtea}"), TERMS, Offers.NONE))
                .singleElement()
                .asString()
                .contains("another code: this one is, or was, that of off-500");

        var first = OfferFiles.read(given("{code: SPRING-TEA}", "by-claim"), TERMS, Offers.NONE);
        Offers offers = Offers.NONE.with(0, first.offer());
        Terms terms = TERMS.withSymbols(first.symbols());
        assertThat(OfferFiles.mistakes(given("{code: OTHER-TEA}", "by-claim"), terms, offers)).isEmpty();
        var second = OfferFiles.read(given("{code: OTHER-TEA}", "by-claim"), terms, offers);
        Offers later = offers.with(1, second.offer());
        Terms then = terms.withSymbols(second.symbols());
        assertThat(OfferFiles.mistakes(given("{code: Spring-Tea}", "by-claim"), then, later)).as("its own").isEmpty();
        assertThat(OfferFiles.mistakes(given("by-grant", "{code: SPRING-TEA}"), then, later)).singleElement()
                .asString()
                .contains("another code: this one is, or was, that of off-500");
    }

    @Test
    void aCodeIsShorterThanOneThatIsMade() {
        for (String code : List.of("TEA", "SPRING_TEA", "春茶春茶", "-SPRING", "01M6-MPQY-5X35-WST3")) {
            assertThat(OfferFiles.mistakes(given("{code: " + code + "}", "by-claim"), TERMS, Offers.NONE)).as(code)
                    .singleElement()
                    .asString()
                    .contains("a code of 4 to 15 letters A to Z and digits");
        }
    }

    @Test
    void termsWithoutOffersAllowNone() {
        Terms terms = withoutOffers();

        assertThat(OfferFiles.mistakes(OfferFiles.sound(), terms, Offers.NONE)).containsExactly(
                "offer.yaml:1:1: found an offer, expected none: the terms of 2025-03-31 allow no offers; a block offers in"
                        + " the terms, with most-off, most-held and payers, would allow them");
    }

    @Test
    void termsInItsPlaceAreNoOffer() {
        assertThat(OfferFiles.mistakes(OfferFiles.termsText(), TERMS, Offers.NONE)).containsExactly(
                "offer.yaml:1:1: found a programme's terms, expected an offer, with offer: and its name");
        assertThat(OfferFiles.mistakes("", TERMS, Offers.NONE)).containsExactly(
                "offer.yaml:1:1: found an empty file, expected an offer, did you mean offer: mid-year-sale");
        assertThat(OfferFiles.mistakes("spring", TERMS, Offers.NONE)).containsExactly(
                "offer.yaml:1:1: found \"spring\", expected keys with values, such as offer: mid-year-sale");
    }

    @Test
    void aTimeThatTheClockPassesOverIsNone() {
        Terms terms = terms(OfferFiles.termsText().replace("Asia/Shanghai", "Europe/Berlin"));
        String text = OfferFiles.sound();

        assertThat(OfferFiles.mistakes(text.replace("until: 2025-04-21 12:00", "until: 2026-03-29 02:30"), terms,
                Offers.NONE)).singleElement()
                .asString()
                .contains("a time that exists: the clock is put forward past it");
        assertThat(OfferFiles.mistakes(text.replace("until: 2025-04-21 12:00", "until: 2025-10-26 02:30"), terms,
                Offers.NONE)).singleElement().asString().contains("a time that the clock shows once");
    }

    @Test
    void whatTermsSayOfOffersIsChecked() {
        String offers = "{most-off: 500, most-held: 200, payers: [platform, brand]}";
        String text = OfferFiles.termsText();

        assertThat(ofTerms(text.replace(offers, "{most-off: 0, most-held: 0, payers: [platform, Brand]}")))
                .containsExactly("terms.yaml:81:20: found \"0\", expected an amount above 0",
                        "terms.yaml:81:34: found \"0\", expected a whole number from 1 to 10000",
                        "terms.yaml:81:56: found \"Brand\", expected a name in small letters and digits, such as"
                                + " black-gold, did you mean brand");
        assertThat(ofTerms(text.replace(offers, "{most-off: 500.001, most-held: 10001}"))).hasSize(3)
                .anyMatch(mistake -> mistake.contains("offers without payers"));
    }

    private static List<String> ofTerms(String text) {
        return TermsReader.read("terms.yaml", text, null) instanceof TermsReader.Result.Mistaken(var problems)
                ? problems.stream().map(Problem::toString).toList()
                : List.of();
    }

    static Terms withoutOffers() {
        return terms(OfferFiles.termsText().replaceFirst("(?m)^offers: .*\n", ""));
    }

    private static Terms terms(String text) {
        return ((TermsReader.Result.Read) TermsReader.read("terms.yaml", text, null)).terms();
    }
}
