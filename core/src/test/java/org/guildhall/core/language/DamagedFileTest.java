package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a file, reading it gives terms or mistakes, never an exception. */
class DamagedFileTest {
    private static final String[] PIECES = {"", " ", "\t", ":", ": ", "- ", "{", "}", "[", "]", "\"", "'", "#", "&a ",
        "*a", "!",
        "|\n", ">", "%", "@", "?", ",", "\n", "~", "null", "yes", "0", "-1", "99999999999999999999", "never", "points",
        "\u0000", "\ud83c", "茶", "\ufeff", "<<: ", "---\n", "...\n"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isReadWithoutAnException(long seed) throws IOException {
        String sound = Files.readString(Path.of("src", "test", "resources", "mistakes", "00-no-mistake.yaml"));
        Random random = new Random(seed);
        for (int i = 0; i < 250; i++) {
            String damaged = random.nextBoolean() ? pieces(sound, random) : lines(sound, random);
            try {
                TermsReader.Result result = TermsReader.read("terms.yaml", damaged, null);
                if (result instanceof TermsReader.Result.Mistaken mistaken) {
                    assertThat(mistaken.problems()).isNotEmpty();
                }
            } catch (RuntimeException failed) {
                throw new AssertionError("seed " + seed + ", file " + i + ":\n" + damaged, failed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anOfferIsReadWithoutAnException(long seed) {
        Terms terms = OfferFiles.terms();
        var first = OfferFiles.read(OfferFiles.sound(), terms, Offers.NONE);
        Offers before = Offers.NONE.with(0, first.offer());
        Terms known = terms.withSymbols(first.symbols());
        Random random = new Random(seed);
        for (int i = 0; i < 250; i++) {
            String damaged =
                    random.nextBoolean() ? pieces(OfferFiles.sound(), random) : lines(OfferFiles.sound(), random);
            try {
                if (OfferReader.read("offer.yaml", damaged, known,
                        before) instanceof OfferReader.Result.Mistaken mistaken) {
                    assertThat(mistaken.problems()).isNotEmpty();
                }
            } catch (RuntimeException failed) {
                throw new AssertionError("seed " + seed + ", file " + i + ":\n" + damaged, failed);
            }
        }
    }

    private static String pieces(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(damaged.length());
            int to = Math.min(damaged.length(), from + random.nextInt(4));
            damaged.replace(from, to, PIECES[random.nextInt(PIECES.length)]);
        }
        return damaged.toString();
    }

    /** Lines left out, moved or indented otherwise. */
    private static String lines(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = random.nextInt(4); i >= 0; i--) {
            String line = lines.remove(random.nextInt(lines.size()));
            switch (random.nextInt(3)) {
                case 0 -> lines.add(random.nextInt(lines.size()), line);
                case 1 -> lines.add(random.nextInt(lines.size()), "  " + line);
                default -> {}
            }
        }
        return String.join("\n", lines);
    }
}
