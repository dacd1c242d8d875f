package org.guildhall.runtime.loop;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.TallyDelta;
import org.jspecify.annotations.Nullable;

/** A shard's running totals by programme and series. Used by the partition's thread. */
final class Tallies {
    private final Map<Integer, Sums> byProgramme = new TreeMap<>();
    private int lastProgramme;
    private @Nullable Sums last;

    /** The sums of some series, side by side in the order of their numbers; what comes to 0 stays. */
    private static final class Sums {
        int size;
        int[] series = new int[16];
        long[] amounts = new long[16];

        void add(int one, long amount) {
            int at = 0;
            while (at < size && series[at] < one) {
                at++;
            }
            if (at == size || series[at] != one) {
                insert(at, one);
            }
            amounts[at] = Math.addExact(amounts[at], amount);
        }

        private void insert(int at, int one) {
            if (size == series.length) {
                series = Arrays.copyOf(series, size * 2);
                amounts = Arrays.copyOf(amounts, size * 2);
            }
            System.arraycopy(series, at, series, at + 1, size - at);
            System.arraycopy(amounts, at, amounts, at + 1, size - at);
            series[at] = one;
            amounts[at] = 0;
            size++;
        }

        /** Without those that come to 0, so that the bytes say no more than the sums. */
        void write(ByteWriter out) {
            int written = 0;
            for (int i = 0; i < size; i++) {
                written += amounts[i] != 0 ? 1 : 0;
            }
            out.writeVarint(written);
            for (int i = 0; i < size; i++) {
                if (amounts[i] != 0) {
                    out.writeVarint(series[i]).writeSigned(amounts[i]);
                }
            }
        }
    }

    void add(int programme, TallyDelta delta) {
        int[] series = delta.series();
        if (series.length == 0) {
            return;
        }
        Sums sums = sums(programme);
        for (int i = 0; i < series.length; i++) {
            sums.add(series[i], delta.amounts()[i]);
        }
    }

    private Sums sums(int programme) {
        Sums sums = last;
        if (sums == null || programme != lastProgramme) {
            sums = byProgramme.computeIfAbsent(programme, number -> new Sums());
            last = sums;
            lastProgramme = programme;
        }
        return sums;
    }

    /** Adds this shard's totals of a programme to those in {@code all}. */
    void addTo(Map<Integer, Long> all, int programme) {
        Sums sums = byProgramme.get(programme);
        for (int i = 0; sums != null && i < sums.size; i++) {
            if (sums.amounts[i] != 0) {
                all.merge(sums.series[i], sums.amounts[i], Math::addExact);
            }
        }
    }

    void write(ByteWriter out) {
        out.writeVarint(byProgramme.size());
        byProgramme.forEach((programme, sums) -> sums.write(out.writeInt(programme)));
    }

    static Tallies read(ByteReader in) {
        Tallies tallies = new Tallies();
        int programmes = in.readCount();
        for (int i = 0; i < programmes; i++) {
            Sums sums = tallies.sums(in.readInt());
            int size = in.readCount();
            for (int j = 0; j < size; j++) {
                int series = in.readCount();
                if (sums.size > 0 && series <= sums.series[sums.size - 1]) {
                    throw new MalformedBytesException("expected a series above " + sums.series[sums.size - 1]
                            + ", but found " + series + " at byte " + in.position());
                }
                sums.add(series, in.readSigned());
            }
        }
        return tallies;
    }
}
