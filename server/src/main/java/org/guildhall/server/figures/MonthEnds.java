package org.guildhall.server.figures;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * Figures made from members' own entries: everybody is looked at as they stood at the ends of months, what was due by then
 * brought about. What was made is kept, as the past does not change; a new month costs one look at everybody, and the entries
 * of those to whom something has happened since. A thread of its own looks every minute whether a month has ended.
 */
public final class MonthEnds implements Figures, AutoCloseable {
    /** How old what is due may be before it is looked for again. */
    private static final long FRESH_MILLIS = 3_600_000L;
    private static final System.Logger LOG = System.getLogger(MonthEnds.class.getName());

    private final Engine engine;
    private final Runtime runtime;
    private final Clock clock;
    private final FigureStore store;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("guildhall-figures").priority(Thread.MIN_PRIORITY).factory());
    private volatile Map<String, Ended> ended = Map.of();
    private volatile Map<Integer, Due> due = Map.of();
    private volatile boolean closing;

    public MonthEnds(Engine engine, Runtime runtime, Clock clock, FigureStore store) {
        this.engine = engine;
        this.runtime = runtime;
        this.clock = clock;
        this.store = store;
    }

    public void start() {
        thread.execute(() -> ended = store.load());
        thread.scheduleWithFixedDelay(this::tryToCatchUp, 0, 1, TimeUnit.MINUTES);
    }

    private void tryToCatchUp() {
        try {
            catchUp();
        } catch (RuntimeException fault) {
            if (!closing) {
                LOG.log(System.Logger.Level.WARNING, "can't make figures; it is tried again in a minute", fault);
            }
        }
    }

    /** Makes what is missing; called by one thread at a time, as {@link #start} does it. */
    public void catchUp() {
        endMonths();
        lookAhead();
    }

    private void endMonths() {
        Map<Integer, Sums> missing = new HashMap<>();
        for (Catalogue programme : engine.catalogues()) {
            Terms terms = programme.latest();
            Ended known = ended.get(terms.programme());
            YearMonth until = YearMonth.from(terms.calendar().date(clock.millis())).minusMonths(1);
            if (known == null || known.until().isBefore(until)) {
                missing.put(EntityName.programmeNumber(terms.programme()), new Sums(terms.calendar(),
                        known == null ? null : known.until().plusMonths(1), until));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        runtime.forEachEntity((name, stored, pages) -> {
            Sums sums = missing.get(name.programme());
            if (sums != null) {
                add(name, new Image(stored.head(), pages), sums);
            }
            return !closing;
        });
        if (!closing) {
            keep(missing);
        }
    }

    /** Looks through the members of programmes with plans, once an hour; their time may be that of a sandbox. */
    private void lookAhead() {
        long now = clock.millis();
        Map<Integer, Due.Sum> sums = new HashMap<>();
        for (Catalogue programme : engine.catalogues()) {
            Terms terms = programme.latest();
            int number = EntityName.programmeNumber(terms.programme());
            Due known = due.get(number);
            boolean fresh = known != null && known.at() <= now && now - known.at() < FRESH_MILLIS;
            if (!terms.plans().isEmpty() && !fresh) {
                long until = terms.calendar().plus(now, new Period(Due.DAYS, PeriodUnit.DAYS));
                sums.put(number, new Due.Sum(now, until));
            }
        }
        if (sums.isEmpty()) {
            return;
        }
        runtime.forEachEntity((name, stored, pages) -> {
            Due.Sum sum = sums.get(name.programme());
            if (sum != null && name.kind() == EntityKind.MEMBER) {
                engine.upcoming(new Image(stored.head(), pages), name, now, sum.until()).forEach(sum::add);
            }
            return !closing;
        });
        if (!closing) {
            Map<Integer, Due> all = new HashMap<>(due);
            sums.forEach((programme, sum) -> all.put(programme, sum.result()));
            due = Map.copyOf(all);
        }
    }

    /** Months after the last that happened are read from the present state, those before it from the entries. */
    private void add(EntityName name, Image image, Sums sums) {
        YearMonth month = sums.until();
        while (sums.wants(month)) {
            TallyDelta tally = engine.tally(image, name, sums.end(month));
            if (tally == null) {
                addPast(name, sums, month);
                return;
            }
            sums.add(month, tally);
            month = month.minusMonths(1);
        }
    }

    /** @param last the last month to be added */
    private void addPast(EntityName name, Sums sums, YearMonth last) {
        List<byte[]> entries = entries(name);
        EntryView first = entries.isEmpty() ? null : engine.explain(name, entries.getFirst());
        if (first == null || first.version() != 1) {
            sums.unknown(last);
            return;
        }
        List<YearMonth> months = sums.months(first.received(), last);
        List<TallyDelta> tallies = engine.tallies(name, entries, months.stream().mapToLong(sums::end).toArray());
        for (int i = 0; i < months.size(); i++) {
            sums.add(months.get(i), tallies.get(i));
        }
    }

    /** The oldest first. */
    private List<byte[]> entries(EntityName name) {
        try (Stream<PastEntry> all = runtime.entries(name)) {
            List<byte[]> entries = new ArrayList<>(all.map(PastEntry::bytes).toList());
            Collections.reverse(entries);
            return entries;
        }
    }

    private void keep(Map<Integer, Sums> made) {
        Map<String, Ended> all = new TreeMap<>(ended);
        made.forEach((number, sums) -> {
            String programme = programme(number).programme();
            List<Month> months = new ArrayList<>();
            Ended before = all.get(programme);
            if (before != null) {
                months.addAll(before.months());
            }
            months.addAll(sums.result(series -> engine.seriesName(number, series)));
            all.put(programme, new Ended(sums.until(), List.copyOf(months)));
        });
        store.save(all);
        ended = all;
    }

    private Terms programme(int number) {
        return Objects.requireNonNull(engine.catalogue(number), "a programme").latest();
    }

    @Override
    public List<Month> months(int programme) {
        Terms terms = programme(programme);
        Ended known = ended.get(terms.programme());
        if (known == null) {
            if (!closing) {
                thread.execute(this::tryToCatchUp); // as it was published since
            }
            return List.of();
        }
        List<Month> months = new ArrayList<>(known.months());
        long now = clock.millis();
        Map<String, Long> totals = new TreeMap<>();
        runtime.tallies(programme)
                .forEach((series, amount) -> totals.put(engine.seriesName(programme, series), amount));
        months.add(new Month(YearMonth.from(terms.calendar().date(now)), now, totals));
        return months;
    }

    @Override
    public @Nullable Due due(int programme) {
        return due.get(programme);
    }

    /** Ends what is being made. */
    @Override
    public void close() {
        closing = true;
        thread.close();
    }
}
