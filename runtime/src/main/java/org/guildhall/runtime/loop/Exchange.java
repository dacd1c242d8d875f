package org.guildhall.runtime.loop;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.guildhall.runtime.DamageException;

/**
 * How a partition's messages come and go: it keeps those that came until a batch takes them, sends what its shards'
 * {@link Mailbox}es keep, acknowledges what was consumed, and asks for what is missing. Nothing here need outlast a crash: what came
 * comes again. Used by the partition's thread.
 */
final class Exchange {
    private final PartitionLoop own;
    private final Shared shared;
    private final ArrayDeque<Delivery> incoming = new ArrayDeque<>();

    Exchange(PartitionLoop own, Shared shared) {
        this.own = own;
        this.shared = shared;
    }

    boolean isEmpty() {
        return incoming.isEmpty();
    }

    /** Forgets what came; it is sent again. */
    void clear() {
        incoming.clear();
    }

    /** Moves what came into a list, up to a number. */
    void take(List<Delivery> into, int limit) {
        while (!incoming.isEmpty() && into.size() < limit) {
            into.add(incoming.removeFirst());
        }
    }

    /** Sends everything that this partition does not know to be consumed. */
    void deliverAll() {
        for (ShardState shard : own.state().shards()) {
            if (shard != null && shard.mailbox.waiting() > 0) {
                deliver(shard.mailbox.waitingDeliveries());
            }
        }
    }

    void deliver(List<Delivery> deliveries) {
        parcels(deliveries, Delivery::target)
                .forEach((loop, parcel) -> loop.postAnyTime(() -> loop.exchange().incoming.addAll(parcel)));
    }

    /** Tells the senders what a batch that is on disk consumed, and asks them for what it found missing. */
    void acknowledge(Batch batch) {
        parcels(batch.consumed, Delivery::source)
                .forEach((loop, parcel) -> loop.postAnyTime(() -> loop.exchange().acknowledged(parcel)));
        Set<Long> asked = new HashSet<>();
        for (Delivery delivery : batch.early) {
            int source = delivery.source();
            int target = delivery.target();
            long expected = own.state().shard(target).mailbox.consumedFrom(source) + 1;
            // It may have been consumed since: it came again in its turn, in this batch or in the one decided meanwhile.
            if (delivery.sequence() >= expected && asked.add((long) source << 32 | target)) {
                PartitionLoop loop = shared.loopOf(source);
                loop.post(() -> loop.exchange().deliverFrom(source, target, expected), refused -> {});
            }
        }
    }

    /** By the partition that the shard at one end of each belongs to, in their order. */
    private Map<PartitionLoop, ArrayDeque<Delivery>> parcels(List<Delivery> deliveries, ToIntFunction<Delivery> end) {
        if (deliveries.isEmpty()) {
            return Map.of();
        }
        Map<PartitionLoop, ArrayDeque<Delivery>> parcels = new HashMap<>();
        for (Delivery delivery : deliveries) {
            parcels.computeIfAbsent(shared.loopOf(end.applyAsInt(delivery)), loop -> new ArrayDeque<>()).add(delivery);
        }
        return parcels;
    }

    /**
     * Sends again what a target misses. Acknowledgements of later messages can't overtake its request, so what it misses must
     * be here.
     */
    private void deliverFrom(int source, int target, long expected) {
        List<Delivery> waiting = own.state().shard(source).mailbox.waitingFor(target);
        if (waiting.isEmpty() || waiting.getFirst().sequence() > expected) {
            throw new DamageException("expected message " + expected + " of shard " + source + " to shard " + target
                    + " to be kept until it is consumed, but found "
                    + (waiting.isEmpty() ? "none" : "those from " + waiting.getFirst().sequence()));
        }
        deliver(waiting);
    }

    private void acknowledged(ArrayDeque<Delivery> parcel) {
        PartitionState state = own.state();
        for (Delivery delivery : parcel) {
            ShardState shard = state.shard(delivery.source());
            int before = shard.mailbox.waiting();
            if (shard.mailbox.acknowledged(delivery.target(), delivery.sequence())) {
                state.undelivered -= before - shard.mailbox.waiting();
                shard.markTrimmed();
            }
        }
    }
}
