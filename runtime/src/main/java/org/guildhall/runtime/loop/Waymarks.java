package org.guildhall.runtime.loop;

import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/**
 * Where some entries lie of entities that have many, so that who comes again need not walk from the newest. Those used least
 * are forgotten first. Any thread.
 */
final class Waymarks {
    /** From one mark of an entity to the next, in versions. */
    static final long SPACING = 64;

    private static final int MOST = 1 << 16;

    private record Mark(EntityName name, long version) {}

    private final Map<Mark, Long> positions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Mark, Long> eldest) {
            return size() > MOST;
        }
    };

    /** Keeps an entry's place if it is one to be kept. */
    void passed(EntityName name, long version, long position) {
        if (version % SPACING == 0) {
            synchronized (positions) {
                positions.put(new Mark(name, version), position);
            }
        }
    }

    /** The position of the nearest mark from one version up to below another; null where there is none. */
    @Nullable
    Long nearest(EntityName name, long version, long below) {
        synchronized (positions) {
            for (long mark = Math.ceilDiv(version, SPACING) * SPACING; mark < below; mark += SPACING) {
                Long position = positions.get(new Mark(name, mark));
                if (position != null) {
                    return position;
                }
            }
        }
        return null;
    }
}
