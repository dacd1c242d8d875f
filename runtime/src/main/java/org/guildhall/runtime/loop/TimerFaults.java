package org.guildhall.runtime.loop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.RuntimeStatus.TimerFault;

/**
 * The entities on whose timers the machine threw, each logged once, and not more than some a minute. They stay due: the next
 * start tries them again, and so does every command to them, which fails likewise. Used by the partition's thread.
 */
final class TimerFaults {
    static final int EXAMPLES = 20;
    private static final int REMEMBERED = 100_000;
    private static final long MILLIS_A_LINE = 5_000;

    private final Set<EntityName> entities = new HashSet<>();
    private List<TimerFault> examples = List.of();
    private long lastLogged = Long.MIN_VALUE;
    private long unlogged;

    void met(EntityName entity, RuntimeException fault, long nowMillis) {
        if (entities.size() == REMEMBERED || !entities.add(entity)) {
            return;
        }
        if (examples.size() < EXAMPLES) {
            List<TimerFault> more = new ArrayList<>(examples);
            more.add(new TimerFault(entity, String.valueOf(fault)));
            examples = List.copyOf(more);
        }
        log(entity, fault, nowMillis);
    }

    private void log(EntityName entity, RuntimeException fault, long nowMillis) {
        if (lastLogged != Long.MIN_VALUE && Math.abs(nowMillis - lastLogged) < MILLIS_A_LINE) {
            unlogged++;
            return;
        }
        String others = unlogged == 0 ? "" : " (and for " + unlogged + " other entities since the last such line)";
        System.getLogger(TimerFaults.class.getName())
                .log(System.Logger.Level.ERROR, "what is due for " + entity + " can't be done" + others, fault);
        lastLogged = nowMillis;
        unlogged = 0;
    }

    /** What was due has been done after all. */
    void solved(EntityName entity) {
        if (entities.remove(entity)) {
            examples = examples.stream().filter(one -> !one.entity().equals(entity)).toList();
        }
    }

    /** How many entities; it stops counting at 100,000. */
    int count() {
        return entities.size();
    }

    /** Some of them; immutable. */
    List<TimerFault> examples() {
        return examples;
    }
}
