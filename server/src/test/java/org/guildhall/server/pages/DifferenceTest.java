package org.guildhall.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void linesThatChangedStandAmongThreeThatDidNot() {
        assertThat(between("a b c d e f g h i", "a b c d X f g h i")).isEqualTo("⋯ b c d −e +X f g h ⋯");
    }

    @Test
    void linesAreAddedAndRemovedAtEitherEnd() {
        assertThat(between("a b", "X a b")).isEqualTo("+X a b");
        assertThat(between("a b X", "a b")).isEqualTo("a b −X");
    }

    @Test
    void theSameTextHasNoChanges() {
        assertThat(between("a b", "a b")).isEqualTo("⋯");
    }

    private static String between(String before, String after) {
        return String.join(" ", Difference.between(List.of(before.split(" ")), List.of(after.split(" ")))
                .stream()
                .map(line -> (line.kind().sign() + line.text()).strip())
                .toList());
    }
}
