package org.guildhall.runtime.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Machine;

/**
 * A shard's side of all messages: how far it has consumed each other shard's, how many it sent to each, and those sent that
 * are not known to be consumed. Used by the partition's thread.
 */
final class Mailbox {
    private static final long[] NOTHING = new long[0];

    private final int shard;
    private long[] consumed = NOTHING;
    private long[] sent = NOTHING;
    private final Map<Integer, ArrayDeque<Delivery>> outbox = new TreeMap<>();
    private int waiting;

    Mailbox(int shard) {
        this.shard = shard;
    }

    int waiting() {
        return waiting;
    }

    long consumedFrom(int source) {
        return consumed.length == 0 ? 0 : consumed[source];
    }

    void consume(int source, long sequence) {
        if (consumed.length == 0) {
            consumed = new long[EntityName.SHARDS];
        }
        consumed[source] = sequence;
    }

    /** Numbers a message and keeps it until its target has consumed it. */
    Delivery send(Command command) {
        int target = command.entity().shard();
        if (sent.length == 0) {
            sent = new long[EntityName.SHARDS];
        }
        Delivery delivery = new Delivery(shard, target, ++sent[target], command);
        keep(delivery);
        return delivery;
    }

    private void keep(Delivery delivery) {
        outbox.computeIfAbsent(delivery.target(), target -> new ArrayDeque<>()).add(delivery);
        waiting++;
    }

    /** Forgets what the target is known to have consumed; whether there was any. */
    boolean acknowledged(int target, long sequence) {
        ArrayDeque<Delivery> queue = outbox.get(target);
        boolean any = false;
        while (queue != null && !queue.isEmpty() && queue.getFirst().sequence() <= sequence) {
            queue.removeFirst();
            waiting--;
            any = true;
        }
        if (queue != null && queue.isEmpty()) {
            outbox.remove(target);
        }
        return any;
    }

    /** Everything kept, in the order sent to each target. */
    List<Delivery> waitingDeliveries() {
        List<Delivery> all = new ArrayList<>(waiting);
        outbox.values().forEach(all::addAll);
        return all;
    }

    List<Delivery> waitingFor(int target) {
        ArrayDeque<Delivery> queue = outbox.get(target);
        return queue == null ? List.of() : List.copyOf(queue);
    }

    void write(ByteWriter out, Machine machine) {
        writeNumbers(out, consumed);
        writeNumbers(out, sent);
        out.writeVarint(waiting);
        for (Delivery delivery : waitingDeliveries()) {
            out.writeVarint(delivery.target()).writeVarint(delivery.sequence());
            out.writeBytes(machine.encode(delivery.command()));
        }
    }

    static Mailbox read(int shard, ByteReader in, Machine machine) {
        Mailbox mailbox = new Mailbox(shard);
        mailbox.consumed = readNumbers(in);
        mailbox.sent = readNumbers(in);
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            mailbox.keep(
                    new Delivery(shard, in.readCount(), in.readVarint(), machine.decode(in.readBytes())));
        }
        return mailbox;
    }

    private static void writeNumbers(ByteWriter out, long[] numbers) {
        int count = 0;
        for (long number : numbers) {
            count += number == 0 ? 0 : 1;
        }
        out.writeVarint(count);
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                out.writeVarint(i).writeVarint(numbers[i]);
            }
        }
    }

    private static long[] readNumbers(ByteReader in) {
        int count = in.readCount();
        long[] numbers = count == 0 ? NOTHING : new long[EntityName.SHARDS];
        for (int i = 0; i < count; i++) {
            numbers[in.readCount()] = in.readVarint();
        }
        return numbers;
    }
}
