package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.TallyDelta;
import org.junit.jupiter.api.Test;

class TalliesTest {
    private static final int SHOP = 7;
    private static final int OTHER = 8;

    private final Tallies tallies = new Tallies();

    private static void add(Tallies to, int programme, int series, long amount) {
        to.add(programme, new TallyDelta(new int[]{series}, new long[]{amount}));
    }

    private static Map<Integer, Long> sums(Tallies tallies, int programme) {
        Map<Integer, Long> sums = new TreeMap<>();
        tallies.addTo(sums, programme);
        return sums;
    }

    private static byte[] bytes(Tallies tallies) {
        ByteWriter out = new ByteWriter();
        tallies.write(out);
        return out.toByteArray();
    }

    @Test
    void addUpBySeriesAndProgramme() {
        tallies.add(SHOP, new TallyDelta(new int[]{1_600, 3}, new long[]{5, -2}));
        add(tallies, OTHER, 3, 100);
        add(tallies, SHOP, 3, 7);

        assertThat(sums(tallies, SHOP)).isEqualTo(Map.of(3, 5L, 1_600, 5L));
        assertThat(sums(tallies, OTHER)).isEqualTo(Map.of(3, 100L));
        assertThat(sums(tallies, 9)).isEmpty();
    }

    @Test
    void takeMoreSeriesThanMostProgrammesHave() {
        Map<Integer, Long> expected = new TreeMap<>();
        for (int i = 100; i > 0; i--) {
            add(tallies, SHOP, i * 3, i);
            expected.put(i * 3, (long) i);
        }

        assertThat(sums(tallies, SHOP)).isEqualTo(expected);
    }

    @Test
    void theirBytesSayTheSumsAndNotHowTheyCame() {
        add(tallies, SHOP, 9, 4);
        add(tallies, SHOP, 5, 1);
        add(tallies, SHOP, 5, -1);
        Tallies otherWay = new Tallies();
        add(otherWay, SHOP, 9, 4);

        Tallies read = Tallies.read(new ByteReader(bytes(tallies)));

        assertThat(bytes(tallies)).isEqualTo(bytes(otherWay));
        assertThat(bytes(read)).isEqualTo(bytes(tallies));
        assertThat(sums(read, SHOP)).isEqualTo(Map.of(9, 4L));
    }

    @Test
    void seriesOutOfOrderAreDamage() {
        ByteWriter out = new ByteWriter();
        out.writeVarint(1).writeInt(SHOP).writeVarint(2);
        out.writeVarint(9).writeSigned(1).writeVarint(9).writeSigned(1);

        assertThatThrownBy(() -> Tallies.read(new ByteReader(out.toByteArray())))
                .isInstanceOf(MalformedBytesException.class)
                .hasMessage("expected a series above 9, but found 9 at byte 9");
    }
}
