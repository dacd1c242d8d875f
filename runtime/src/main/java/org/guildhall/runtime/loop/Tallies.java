package org.guildhall.runtime.loop;

import java.util.Map;
import java.util.TreeMap;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.TallyDelta;

/** A shard's running totals by programme and series. Used by the partition's thread. */
final class Tallies {
    private final Map<Integer, long[]> byProgramme = new TreeMap<>();
    private int lastProgramme;
    private long[] last = new long[0];

    void add(int programme, TallyDelta delta) {
        int[] series = delta.series();
        if (series.length == 0) {
            return;
        }
        int highest = 0;
        for (int one : series) {
            highest = Math.max(highest, one);
        }
        long[] amounts = amounts(programme, highest);
        for (int i = 0; i < series.length; i++) {
            amounts[series[i]] = Math.addExact(amounts[series[i]], delta.amounts()[i]);
        }
    }

    /** Adds this shard's totals of a programme to those in {@code sums}. */
    void addTo(Map<Integer, Long> sums, int programme) {
        long[] amounts = byProgramme.getOrDefault(programme, new long[0]);
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] != 0) {
                sums.merge(i, amounts[i], Math::addExact);
            }
        }
    }

    void write(ByteWriter out) {
        out.writeVarint(byProgramme.size());
        byProgramme.forEach((programme, amounts) -> {
            out.writeInt(programme).writeVarint(amounts.length);
            for (long amount : amounts) {
                out.writeSigned(amount);
            }
        });
    }

    static Tallies read(ByteReader in) {
        Tallies tallies = new Tallies();
        int programmes = in.readCount();
        for (int i = 0; i < programmes; i++) {
            int programme = in.readInt();
            long[] amounts = new long[in.readCount()];
            for (int series = 0; series < amounts.length; series++) {
                amounts[series] = in.readSigned();
            }
            tallies.byProgramme.put(programme, amounts);
        }
        return tallies;
    }

    private long[] amounts(int programme, int highest) {
        if (programme == lastProgramme && highest < last.length) {
            return last;
        }
        long[] amounts = byProgramme.getOrDefault(programme, new long[0]);
        if (highest >= amounts.length) {
            amounts = java.util.Arrays.copyOf(amounts, highest + 8);
            byProgramme.put(programme, amounts);
        }
        lastProgramme = programme;
        last = amounts;
        return amounts;
    }
}
