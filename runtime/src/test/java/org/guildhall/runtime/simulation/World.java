package org.guildhall.runtime.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.loop.LocalRuntime;
import org.guildhall.runtime.memory.MemoryStorage;
import org.guildhall.runtime.memory.VirtualClock;
import org.jspecify.annotations.Nullable;

/** A stepped runtime of the engine over storage in memory, that can crash and be opened again. One thread. */
final class World {
    final VirtualClock clock;
    private final int programme;
    Engine engine;
    private MemoryStorage storage;
    private RuntimeOptions options;
    LocalRuntime runtime;
    Faults faults = Faults.NONE;

    /** An entry as it stands in the journal, and in words. */
    record Written(EntityName name, PastEntry entry, EntryView view) {}

    World(Random random, Programme programme, RuntimeOptions options, long start) {
        this.programme = programme.number();
        this.options = options;
        clock = new VirtualClock(start);
        storage = new MemoryStorage(unsynced -> random.nextInt(unsynced + 1));
        engine = new Engine(Programme::compile, OfferReader::published);
        runtime = opened();
        runtime.publish(Programme.published(programme.first()));
    }

    private LocalRuntime opened() {
        engine = new Engine(Programme::compile, OfferReader::published);
        return LocalRuntime.stepped(
                storage, engine, options, clock, (moment, partition) -> faults.at(moment, partition));
    }

    void crash() {
        faults = Faults.NONE;
        storage = storage.crash();
        runtime = opened();
    }

    void restart(int partitions) {
        runtime.close();
        storage = storage.reopen();
        options = options.withPartitions(partitions);
        runtime = opened();
    }

    int partitions() {
        return options.partitions();
    }

    boolean hasStopped() {
        return runtime.status().partitions().stream().anyMatch(partition -> partition.stopped() != null);
    }

    Catalogue catalogue() {
        return Objects.requireNonNull(engine.catalogue(programme));
    }

    @Nullable
    MemberView view(EntityName name, long moment) {
        return runtime.<@Nullable MemberView>view(
                name, image -> image == null ? null : engine.view(image, name, moment));
    }

    /** What a member has of a currency now. */
    long available(EntityName name, PointCurrency currency) {
        MemberView view = view(name, clock.millis());
        return view == null ? 0 : view.wallet(currency.name()).available();
    }

    byte[] canonical(EntityName name, long moment) {
        return runtime.view(
                name,
                image -> image == null ? new byte[0] : engine.canonical(image, name, moment));
    }

    @Nullable
    Image image(EntityName name) {
        return runtime.read(name);
    }

    /** A member's entries, oldest first. */
    List<Written> entries(EntityName name) {
        List<Written> entries = new ArrayList<>();
        runtime.entries(name)
                .forEach(entry -> entries.addFirst(
                        new Written(name, entry, engine.explain(name, entry.bytes()))));
        return entries;
    }
}
