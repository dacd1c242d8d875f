package org.guildhall.core.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CouponCodesTest {
    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int PROGRAMME = 7;
    private static final int COUPON = 41;

    private final byte[] secret = secret(1);
    private final CouponCodes codes = new CouponCodes(secret, PROGRAMME, COUPON);

    private static byte[] secret(int filled) {
        byte[] secret = new byte[CouponCodes.SECRET_BYTES];
        Arrays.fill(secret, (byte) filled);
        return secret;
    }

    @Test
    void findsTheSerialOfEachCode() {
        for (long serial : new long[]{1, 2, 3, 999_999, 1_000_000, CouponCodes.MOST - 1L, CouponCodes.MOST}) {
            String text = codes.text(serial);
            assertThat(text).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
            assertThat(codes.serial(text)).hasValue(serial);
            assertThat(codes.serial(" " + text.toLowerCase(Locale.ROOT).replace("-", "") + " ")).hasValue(serial);
            assertThat(codes.serial(text.replace('1', 'l').replace('0', 'o'))).hasValue(serial);
        }
    }

    /** What is written is what was printed before: a version after must read it. */
    @Test
    void writesTheSameCodesForEver() {
        assertThat(codes.text(1)).isEqualTo("01M6-MPQY-5X35-WST3");
        assertThat(codes.text(2)).isEqualTo("92VR-T2PS-98FQ-PW62");
    }

    @Test
    void tellsEveryWrongSymbolAndEveryTwoThatChangedPlacesAsMistyped() {
        for (long serial = 1; serial <= 50; serial++) {
            String text = codes.text(serial).replace("-", "");
            assertThat(CodeText.mistyped(text)).isFalse();
            for (int i = 0; i < text.length(); i++) {
                for (char other : SYMBOLS.toCharArray()) {
                    String wrong = text.substring(0, i) + other + text.substring(i + 1);
                    assertThat(CodeText.mistyped(wrong)).as(wrong).isEqualTo(other != text.charAt(i));
                }
                for (int j = i + 1; j < text.length(); j++) {
                    char[] swapped = text.toCharArray();
                    swapped[i] = text.charAt(j);
                    swapped[j] = text.charAt(i);
                    assertThat(CodeText.mistyped(new String(swapped))).isEqualTo(text.charAt(i) != text.charAt(j));
                }
            }
        }
        assertThat(CodeText.mistyped("UUUU-UUUU-UUUU-UUUU")).as("a letter that no code has").isTrue();
        assertThat(CodeText.mistyped("SPRING-TEA")).as("no code that is made").isFalse();
    }

    @Test
    void makesAMillionOfWhichNoTwoAreEqual() {
        String[] all = new String[1_000_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = codes.text(i + 1);
        }
        Arrays.sort(all);
        for (int i = 1; i < all.length; i++) {
            assertThat(all[i].equals(all[i - 1])).as(all[i]).isFalse();
        }
    }

    /** Of 75 bits about half differ between neighbours, and each place has each symbol about equally often. */
    @Test
    void makesNeighboursThatLookUnrelated() {
        int[][] seen = new int[CodeText.SYMBOLS][SYMBOLS.length()];
        long differing = 0;
        int count = 100_000;
        String before = codes.text(1);
        for (int serial = 2; serial <= count + 1; serial++) {
            String text = codes.text(serial);
            String plain = text.replace("-", "");
            for (int i = 0; i < plain.length(); i++) {
                seen[i][SYMBOLS.indexOf(plain.charAt(i))]++;
                differing += Integer.bitCount(
                        SYMBOLS.indexOf(plain.charAt(i)) ^ SYMBOLS.indexOf(before.replace("-", "").charAt(i)));
            }
            before = text;
        }
        assertThat(differing / (double) count / CodeText.SYMBOLS).isBetween(2.49, 2.51);
        for (int[] place : seen) {
            double expected = count / (double) SYMBOLS.length();
            double chiSquare =
                    Arrays.stream(place).mapToDouble(times -> (times - expected) * (times - expected) / expected).sum();
            assertThat(chiSquare).as("of 31 degrees of freedom").isBetween(8.0, 75.0);
        }
    }

    @Test
    void refusesWhatIsNotOfThisCouponOrKey() {
        String text = codes.text(12);
        assertThat(new CouponCodes(secret, PROGRAMME, COUPON + 1).serial(text)).isEmpty();
        assertThat(new CouponCodes(secret, PROGRAMME + 1, COUPON).serial(text)).isEmpty();
        assertThat(new CouponCodes(secret(2), PROGRAMME, COUPON).serial(text)).isEmpty();
        assertThat(codes.serial("")).isEmpty();
        assertThat(codes.serial("SPRING-TEA")).isEmpty();
    }

    @Test
    void findsNoneOfAMillionGuessesWithARightCheck() {
        Random random = new Random(5);
        for (int i = 0; i < 1_000_000; i++) {
            byte[] symbols = new byte[CodeText.SYMBOLS];
            for (int j = 0; j < symbols.length; j++) {
                symbols[j] = (byte) random.nextInt(SYMBOLS.length());
            }
            String guess = CodeText.written(symbols);
            assertThat(CodeText.mistyped(guess)).isFalse();
            assertThat(codes.serial(guess).isPresent()).as(guess).isFalse();
        }
    }

    @Test
    void makesNoCodeOfASerialOutsideItsRange() {
        assertThatThrownBy(() -> codes.text(0)).hasMessageContaining("from 1 to 100000000, but found 0");
        assertThatThrownBy(() -> codes.text(CouponCodes.MOST + 1L)).hasMessageContaining("100000001");
    }
}
