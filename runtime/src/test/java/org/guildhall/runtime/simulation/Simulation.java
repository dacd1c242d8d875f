package org.guildhall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.guildhall.core.entity.Command;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.ZoneCalendar;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;

/**
 * One seeded run: invented commands in random steps on one to five partitions, a clock that jumps, crashes between any two steps,
 * failed writes, lost answers, full queues, restarts with other numbers of partitions, later terms; judged whenever it rests.
 */
final class Simulation {
    private static final int COMMANDS = 160;
    private static final int RESTS = 4;
    private static final int TURNS = 40_000;
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;

    private final long seed;
    private final Random random;
    private final Programme programme;
    private final World world;
    private final Customers customers;
    private final Judge judge;
    private final List<Command> unanswered = new ArrayList<>();
    private long latest;
    private int invented;
    private int untilFault;

    Simulation(long seed) {
        this.seed = seed;
        random = new Random(seed);
        programme = new Programme(Programme.ALL.get(random.nextInt(Programme.ALL.size())));
        RuntimeOptions options = new RuntimeOptions(
                1 + random.nextInt(5), 24, 12, 4, 3, random.nextBoolean() ? 1 << 20 : 8_000, 300,
                random.nextInt(4) > 0);
        long start = programme.first().from() + random.nextLong(300 * DAY);
        latest = start;
        world = new World(new Random(seed + 1), programme, options, start);
        customers = new Customers(random, programme, world::available);
        judge = new Judge(world, customers.members());
    }

    /** How many entries were judged; a failure says how to run the seed again. */
    int run() {
        try {
            for (int rest = 1; rest <= RESTS; rest++) {
                rage(COMMANDS * rest / RESTS);
                rest();
                judge.judge(world, world.clock.millis() + random.nextLong(400 * DAY));
            }
            judge.judgeReplay(world, customers.alone);
            return judge.decided;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + " failed; again with: ./mvnw test -pl runtime -am"
                    + " -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dguildhall.seed=" + seed, e);
        }
    }

    private void rage(int until) {
        planFault();
        for (int turns = 0; invented < until || unanswered.size() > 5; turns++) {
            assertThat(turns).as("turns").isLessThan(TURNS);
            try {
                stir(invented < until);
                if (world.hasStopped()) {
                    throw new SimulatedDeath("of one that can't go on");
                }
            } catch (SimulatedDeath | StorageException | UndecidedException death) {
                world.crash();
                planFault();
            }
        }
    }

    private void rest() {
        world.faults = Faults.NONE;
        if (random.nextBoolean() || world.hasStopped()) {
            world.crash();
        }
        world.runtime.settle();
    }

    private void planFault() {
        untilFault = 1 + random.nextInt(500);
        world.faults = (moment, partition) -> {
            if (--untilFault == 0) {
                if (random.nextInt(3) > 0) {
                    throw new SimulatedDeath(moment + " in partition " + partition);
                }
                untilFault = 1 + random.nextInt(100);
                throw new StorageException(moment + " in partition " + partition + " found a bad sector");
            }
        };
    }

    private void stir(boolean more) {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4 -> submit(more);
            case 5, 6 -> passTime();
            case 7 -> world.runtime.stepWriter();
            case 8 -> rarely();
            default -> world.runtime.step(random.nextInt(world.partitions()));
        }
    }

    private void submit(boolean more) {
        if (more && (unanswered.isEmpty() || random.nextBoolean())) {
            long now = world.clock.millis();
            Terms terms = world.catalogue().at(now);
            Command command = customers.next(terms == null ? programme.first() : terms, now);
            invented++;
            judge.asked(command);
            unanswered.add(command);
        }
        if (!unanswered.isEmpty()) {
            ask(unanswered.get(random.nextInt(unanswered.size())));
        }
    }

    private void ask(Command command) {
        boolean lost = random.nextInt(8) == 0;
        world.runtime.submit(command, answer -> {
            if (answer instanceof Answer.Decided decided) {
                judge.answered(command, decided.outcome());
                if (!lost) {
                    unanswered.remove(command);
                }
            } else if (answer instanceof Answer.Failed failed) {
                throw new AssertionError("the engine failed on " + command, failed.cause());
            }
        });
    }

    private void passTime() {
        long now = world.clock.millis();
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> world.clock.advance(random.nextLong(120 * MINUTE));
            case 7, 8, 9, 10, 11, 12 -> world.clock.advance(random.nextLong(3 * DAY));
            case 13, 14, 15 -> world.clock.advance(Math.max(0, edge(now) + random.nextInt(3) - 1 - now));
            case 16, 17 -> world.clock.advance(random.nextLong(25 * DAY));
            case 18 -> world.clock.jump(random.nextLong(3 * DAY));
            default -> world.clock.jump(-random.nextLong(30 * MINUTE));
        }
        latest = Math.max(latest, world.clock.millis());
    }

    /** The end of the day, of the month, or of the hours that a change of the clocks concerns. */
    private long edge(long now) {
        ZoneCalendar calendar = programme.first().calendar();
        LocalDate tomorrow = calendar.date(now).plusDays(1);
        var change = calendar.zone().getRules().nextTransition(java.time.Instant.ofEpochMilli(now));
        return switch (random.nextInt(5)) {
            case 0 -> calendar.startOf(tomorrow.plusMonths(1).withDayOfMonth(1));
            case 1 -> change == null || random.nextInt(4) > 0
                    ? calendar.startOf(tomorrow)
                    : change.getInstant().toEpochMilli() + random.nextLong(60 * MINUTE) - 30 * MINUTE;
            default -> calendar.startOf(tomorrow);
        };
    }

    private void rarely() {
        switch (random.nextInt(40)) {
            case 0 -> world.restart(1 + random.nextInt(5));
            case 1 -> publish();
            case 2, 3, 4 -> world.runtime.resumeTimers();
            default -> {}
        }
    }

    /** Later terms, from a day that nobody has reached; a crash on the way is followed by another attempt. */
    private void publish() {
        LocalDate day = programme.latest().calendar().date(latest).plusDays(2);
        if (!day.isAfter(programme.latest().date())) {
            return;
        }
        byte[] terms = programme.next(day, random.nextInt());
        boolean done = false;
        while (!done) {
            try {
                world.runtime.publish(terms);
                done = true;
            } catch (SimulatedDeath | StorageException | UndecidedException death) {
                world.crash();
            }
        }
    }
}
