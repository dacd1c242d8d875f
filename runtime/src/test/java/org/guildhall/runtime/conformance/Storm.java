package org.guildhall.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.guildhall.core.entity.Command;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.UndecidedException;

/**
 * A seeded run of random commands in random steps, with crashes between any two, failed writes of one partition, answers that
 * get lost, full queues, a cache too small, restarts with other numbers of partitions, against a naive model. What is
 * unanswered is asked again.
 */
final class Storm {
    private static final int COMMANDS = 300;
    private static final int KEYS = 40;
    private static final int TURNS = 200_000;

    private final long seed;
    private final int partitions;
    private final Random random;
    private final World world;
    private final Map<Long, Long> model = new TreeMap<>();
    private final List<Command> unanswered = new ArrayList<>();
    private int untilFault;

    Storm(StorageLab lab, int partitions, long seed) {
        this.seed = seed;
        this.partitions = partitions;
        random = new Random(seed);
        world = new World(
                lab,
                World.small(partitions)
                        .withTimers(random.nextBoolean())
                        .withCacheBytes(random.nextBoolean() ? 1 << 20 : partitions * 4_000L));
        Random commands = new Random(seed * 31);
        for (int i = 0; i < COMMANDS; i++) {
            unanswered.add(invent(commands, i));
        }
    }

    private Command invent(Random commands, int number) {
        long key = commands.nextInt(KEYS);
        int amount = 1 + commands.nextInt(100);
        ToyBody body = switch (commands.nextInt(5)) {
            case 0 -> new ToyBody.Add(amount);
            case 1, 2 -> new ToyBody.Send(commands.nextInt(KEYS), amount % 4 == 0 ? 0 : amount, commands.nextInt(4));
            case 3 -> new ToyBody.Later(amount, World.START + commands.nextInt(2_000_000));
            default -> new ToyBody.Note(commands.nextInt(3), amount);
        };
        foretell(key, body);
        return ToyMachine.command(key, "command-" + number, World.START + number, body);
    }

    private void foretell(long key, ToyBody body) {
        model.merge(key, 0L, Long::sum);
        switch (body) {
            case ToyBody.Add add -> model.merge(key, add.amount(), Long::sum);
            case ToyBody.Later later -> model.merge(key, later.amount(), Long::sum);
            case ToyBody.Note note -> model.merge(-1 - key, note.amount(), Long::sum);
            case ToyBody.Send send -> {
                if (send.amount() == 0) {
                    return;
                }
                model.merge(key, -send.amount(), Long::sum);
                long last = send.key();
                model.merge(last, 0L, Long::sum);
                for (int i = 0; i < send.hops(); i++) {
                    last = ToyMachine.next(last);
                    model.merge(last, 0L, Long::sum);
                }
                model.merge(last, send.amount(), Long::sum);
            }
            case ToyBody.Receive receive -> throw new IllegalStateException("expected what is asked from outside");
            case ToyBody.Advance advance -> throw new IllegalStateException("expected what is asked from outside");
            case ToyBody.Burst burst -> throw new IllegalStateException("expected what is asked from outside");
        }
    }

    /** The digest at the end; a failure says the seed and how to run it again. */
    long run() {
        try {
            rage();
            calm();
            return world.digest();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + " on " + partitions + " partitions failed; again with: ./mvnw test -pl runtime"
                            + " -am -Dtest='*Conformance*' -Dsurefire.failIfNoSpecifiedTests=false -Dguildhall.seed="
                            + seed,
                    e);
        }
    }

    private void rage() {
        planCrash();
        for (int turns = 0; !unanswered.isEmpty(); turns++) {
            assertThat(turns).as("turns of a storm").isLessThan(TURNS);
            try {
                stir();
                if (world.hasStopped()) {
                    throw new SimulatedCrash("one that ends what can't go on");
                }
            } catch (SimulatedCrash | StorageException | UndecidedException death) {
                world.crash();
                planCrash();
            }
        }
    }

    private void calm() {
        world.faults = Faults.NONE;
        if (random.nextBoolean() || world.hasStopped()) {
            world.crash();
        }
        world.runtime.settle();
        assertThat(world.balances()).isEqualTo(model);
        world.checkTallies();
        world.checkChains();
    }

    private void planCrash() {
        untilFault = 1 + random.nextInt(400);
        world.faults = (moment, partition) -> {
            if (--untilFault == 0) {
                if (random.nextInt(3) == 0) {
                    throw new SimulatedCrash(moment + " in partition " + partition);
                }
                untilFault = 1 + random.nextInt(100);
                throw new StorageException(moment + " in partition " + partition + " found a bad sector");
            }
        };
    }

    private void stir() {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> submit(unanswered.get(random.nextInt(unanswered.size())));
            case 5, 6, 7, 8 -> world.runtime.step(random.nextInt(world.partitions()));
            case 9 -> world.runtime.stepWriter();
            case 10 -> world.clock.advance(random.nextInt(20_000));
            default -> {
                if (random.nextInt(100) == 0) {
                    world.restart(1 + random.nextInt(5));
                }
            }
        }
    }

    private void submit(Command command) {
        boolean lost = random.nextInt(10) == 0;
        world.runtime.submit(command, answer -> {
            if (!lost && answer instanceof Answer.Decided) {
                unanswered.remove(command);
            }
        });
    }
}
