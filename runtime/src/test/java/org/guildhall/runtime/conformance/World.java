package org.guildhall.runtime.conformance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.Storage;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.loop.LocalRuntime;
import org.guildhall.runtime.memory.VirtualClock;
import org.jspecify.annotations.Nullable;

/** A stepped runtime of toy counters over some storage, that can crash and be opened again. One thread. */
final class World {
    static final long START = 1_700_000_000_000L;
    static final long END = START + 1_000_000_000L;

    final VirtualClock clock = new VirtualClock(START);
    final StorageLab lab;
    Storage storage;
    ToyMachine machine = new ToyMachine();
    RuntimeOptions options;
    LocalRuntime runtime;
    Faults faults = Faults.NONE;

    World(StorageLab lab, RuntimeOptions options) {
        this.lab = lab;
        this.options = options;
        storage = lab.create();
        runtime = opened();
    }

    static RuntimeOptions small(int partitions) {
        return new RuntimeOptions(partitions, 64, 16, 6, 4, 1 << 20, 400, false);
    }

    private LocalRuntime opened() {
        machine = new ToyMachine();
        return LocalRuntime.stepped(
                storage, machine, options, clock, (moment, partition) -> faults.at(moment, partition));
    }

    void crash() {
        faults = Faults.NONE;
        storage = lab.crash(storage);
        runtime = opened();
    }

    void restart() {
        runtime.close();
        storage = lab.reopen(storage);
        runtime = opened();
    }

    void restart(int partitions) {
        runtime.close();
        storage = lab.reopen(storage);
        options = options.withPartitions(partitions);
        runtime = opened();
    }

    boolean hasStopped() {
        return runtime.status().partitions().stream().anyMatch(partition -> partition.stopped() != null);
    }

    int partitions() {
        return options.partitions();
    }

    /** Submits and steps until the answer is there. */
    Answer answer(Command command) {
        AtomicReference<Answer> answer = new AtomicReference<>();
        assertThat(runtime.submit(command, answer::set)).isEqualTo(Submission.TAKEN);
        for (int i = 0; answer.get() == null; i++) {
            assertThat(i).as("turns until the answer to %s", command).isLessThan(10_000);
            step();
        }
        return answer.get();
    }

    Outcome ask(Command command) {
        Answer answer = answer(command);
        assertThat(answer).isInstanceOf(Answer.Decided.class);
        return ((Answer.Decided) answer).outcome();
    }

    Outcome ask(long key, String id, ToyBody body) {
        return ask(ToyMachine.command(key, id, clock.millis(), body));
    }

    void step() {
        for (int i = 0; i < partitions(); i++) {
            runtime.step(i);
        }
        runtime.stepWriter();
    }

    long balance(long key) {
        return runtime.<Long>view(
                ToyMachine.name(key), image -> image == null ? 0 : ToyState.read(image.head()).balance);
    }

    /** All that is known at {@link #END}, in a number. */
    long digest() {
        ByteWriter out = new ByteWriter();
        runtime.forEachEntity((name, stored,
                pages) -> out.writeBytes(machine.canonical(new Image(stored.head(), pages), name, END)).size() > 0);
        return Hashes.of(out.array(), 0, out.size());
    }

    /** The balances at {@link #END}, and as negative keys the sums of their notes. */
    Map<Long, Long> balances() {
        Map<Long, Long> balances = new TreeMap<>();
        runtime.forEachEntity((name, stored, pages) -> {
            ToyState state = ToyState.read(stored.head());
            state.advance(END);
            balances.put(name.key(), state.balance);
            for (long page : state.pages) {
                balances.merge(-1 - name.key(), new ByteReader(pages.read(page)).readSigned(), Long::sum);
            }
            return true;
        });
        return balances;
    }

    /** The running totals must be the sum over all entities, taken while nothing moves. */
    void checkTallies() {
        @Nullable Map<Integer, Long> before = null;
        Map<Integer, Long> after = runtime.tallies(ToyMachine.PROGRAMME);
        Map<Integer, Long> sums = Map.of();
        while (!after.equals(before)) {
            before = after;
            sums = sumOfTallies();
            after = runtime.tallies(ToyMachine.PROGRAMME);
        }
        assertThat(after).isEqualTo(sums);
    }

    private Map<Integer, Long> sumOfTallies() {
        Map<Integer, Long> sums = new TreeMap<>();
        runtime.forEachEntity((name, stored, pages) -> {
            TallyDelta tally = machine.tally(new Image(stored.head(), pages), name);
            for (int i = 0; i < tally.series().length; i++) {
                sums.merge(tally.series()[i], tally.amounts()[i], Long::sum);
            }
            return true;
        });
        sums.values().removeIf(amount -> amount == 0);
        return sums;
    }

    /** Each entity's chain of entries must be complete, dense, and lead to what it is. */
    void checkChains() {
        List<org.guildhall.core.entity.EntityName> names = new ArrayList<>();
        runtime.forEachEntity((name, stored, pages) -> names.add(name));
        for (var name : names) {
            Image image = requireNonNull(runtime.read(name));
            long version = machine.effects(image.head()).version();
            List<Long> versions = runtime.entries(name).map(entry -> entry.version()).toList();
            assertThat(versions).hasSize((int) version);
            for (int i = 0; i < version; i++) {
                assertThat(versions.get(i)).isEqualTo(version - i);
            }
        }
    }
}
