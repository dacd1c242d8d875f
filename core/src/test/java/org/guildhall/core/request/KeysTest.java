package org.guildhall.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.core.language.Node;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
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
