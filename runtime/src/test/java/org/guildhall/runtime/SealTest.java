package org.guildhall.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] KEY = HexFormat.of()
            .parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final byte[] PLACE = "here".getBytes(UTF_8);
    private static final byte[] VALUE = "王小明".getBytes(UTF_8);
    private static final String GOLDEN =
            "01a0a1a2a3a4a5a6a7a8a9aaab0196f7c8f544e427ec743e7b43234e7399f651c3ce8bf00012";

    @Test
    void theFormatIsWhatItWas() {
        byte[] nonce = HexFormat.of().parseHex("a0a1a2a3a4a5a6a7a8a9aaab");
        assertThat(HexFormat.of().formatHex(new Seal(() -> nonce).seal(KEY, PLACE, VALUE))).isEqualTo(GOLDEN);
        assertThat(new Seal().open(KEY, PLACE, HexFormat.of().parseHex(GOLDEN))).isEqualTo(VALUE);
    }

    @Test
    void theSameValueTwiceIsNotTheSameBytes() {
        Seal seal = new Seal();
        byte[] one = seal.seal(KEY, PLACE, VALUE);
        byte[] other = seal.seal(KEY, PLACE, VALUE);
        assertThat(one).isNotEqualTo(other);
        assertThat(seal.open(KEY, PLACE, one)).isEqualTo(seal.open(KEY, PLACE, other)).isEqualTo(VALUE);
    }

    @Test
    void opensWithItsKeyAtItsPlaceAlone() {
        Seal seal = new Seal();
        byte[] sealed = seal.seal(KEY, PLACE, VALUE);
        assertThatThrownBy(() -> seal.open(Seal.newKey(), PLACE, sealed)).isInstanceOf(DamageException.class);
        assertThatThrownBy(() -> seal.open(KEY, "there".getBytes(UTF_8), sealed)).isInstanceOf(DamageException.class);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> seal.open(KEY, PLACE, changed)).as("byte %d", i)
                    .isInstanceOf(DamageException.class);
            byte[] shorter = Arrays.copyOf(sealed, i);
            assertThatThrownBy(() -> seal.open(KEY, PLACE, shorter)).as("%d bytes", i)
                    .isInstanceOf(DamageException.class);
        }
    }
}
