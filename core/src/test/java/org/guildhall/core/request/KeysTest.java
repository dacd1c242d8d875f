package org.guildhall.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
    @Test
    void aNameOfNothingIsToldAsSuch() {
        Problems problems = new Problems("body");
        Node.Text text = new Node.Text(Place.START, "half-off", offset -> Place.START);
        assertThat(Keys.name(text, "an offer of the plan", List.of(), problems)).isNull();
        assertThat(problems.all().getFirst().expected()).isEqualTo("an offer of the plan, of which there is none");
    }

    @ParameterizedTest
    @CsvSource({"99999999999999999999, at most", "-99999999999999999999.5, at most", "1.5, a whole number",
        "many, a whole number", "1e9, a whole number"})
    void anAmountThatIsNoneIsToldByWhatWouldBe(String text, String expected) {
        Problems problems = new Problems("body");
        assertThat(Keys.amount(new Node.Text(Place.START, text, offset -> Place.START), 0, "points", problems))
                .isNull();
        assertThat(problems.all()).singleElement().satisfies(one -> assertThat(one.expected()).startsWith(expected));
    }
}
