package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Benefit.Level;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.jspecify.annotations.Nullable;

/** Reads the levels of a service. */
final class ServiceReader {
    private static final Period NO_PERIOD = new Period(1, PeriodUnit.MINUTES);

    private final Draft draft;

    ServiceReader(Draft draft) {
        this.draft = draft;
    }

    Benefit.Kind.Service read(String benefit, @Nullable Parts service) {
        List<Level> levels = new ArrayList<>();
        for (Named.Entry<Parts> entry : service == null ? List.<Named.Entry<Parts>>of()
                : service.or(Language.LEVELS, List.of())) {
            Parts parts = entry.value();
            if (parts != null) {
                Level level = new Level(draft.reading.number("value", benefit + "/" + entry.name()), entry.name(),
                        answered(parts), parts.or(Language.SERVICE_PROMISE, Draft.NO_TEXTS));
                quicker(parts, levels, level);
                levels.add(level);
            }
        }
        return new Benefit.Kind.Service(List.copyOf(levels));
    }

    private static Period answered(Parts parts) {
        Period within = parts.or(Language.ANSWERED_WITHIN, NO_PERIOD);
        if (within.unit() == PeriodUnit.MONTHS || within.unit() == PeriodUnit.YEARS) {
            parts.wrong(Language.ANSWERED_WITHIN, "minutes, hours, days or weeks", null);
        }
        return within;
    }

    /** The order says which level is the best, and how soon they answer must say the same. */
    private static void quicker(Parts parts, List<Level> before, Level level) {
        Level last = before.isEmpty() ? null : before.getLast();
        if (last != null && parts.get(Language.ANSWERED_WITHIN) != null
                && minutes(level.answered()) >= minutes(last.answered())) {
            parts.wrong(Language.ANSWERED_WITHIN,
                    "less than " + last.answered() + ", as " + last.name() + " before it has", null);
        }
    }

    private static long minutes(Period period) {
        return period.amount() * switch (period.unit()) {
            case MINUTES -> 1L;
            case HOURS -> 60L;
            case DAYS -> 1_440L;
            case WEEKS -> 10_080L;
            case MONTHS, YEARS -> 0L;
        };
    }
}
