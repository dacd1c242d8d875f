package org.guildhall.runtime.loop;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.guildhall.core.entity.Command;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Submission;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of commands before one partition: two rings side by side, nothing allocated for a command. Any thread.
 *
 * <p>A command is taken, or the queue is closed before it: never both. So whoever closes it and empties it afterwards has
 * seen all that were taken.
 */
final class CommandQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final @Nullable Command[] commands;
    private final @Nullable Consumer<Answer>[] callbacks;
    private int head;
    private volatile int size;
    private boolean closed;

    @SuppressWarnings("unchecked")
    CommandQueue(int capacity) {
        commands = new Command[capacity];
        callbacks = new Consumer[capacity];
    }

    int size() {
        return size;
    }

    Submission offer(Command command, Consumer<Answer> callback) {
        lock.lock();
        try {
            if (closed) {
                return Submission.STOPPED;
            }
            if (size == commands.length) {
                return Submission.TRY_LATER;
            }
            int index = (head + size) % commands.length;
            commands[index] = command;
            callbacks[index] = callback;
            size = size + 1;
            return Submission.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, until it is opened again; what was taken stays. */
    void close() {
        setClosed(true);
    }

    void open() {
        setClosed(false);
    }

    private void setClosed(boolean now) {
        lock.lock();
        try {
            closed = now;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room, or for so long; it may return early. */
    void awaitRoom(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!closed && size == commands.length) {
                var unused = room.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Moves up to {@code limit} commands, oldest first, with the queue locked; how many. */
    int drain(Taker taker, int limit) {
        if (size == 0) {
            return 0;
        }
        lock.lock();
        try {
            int taken = Math.min(limit, size);
            for (int i = 0; i < taken; i++) {
                Command command = commands[head];
                Consumer<Answer> callback = callbacks[head];
                commands[head] = null;
                callbacks[head] = null;
                head = (head + 1) % commands.length;
                if (command != null && callback != null) {
                    taker.take(command, callback);
                }
            }
            size = size - taken;
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Takes one command with its callback. */
    @FunctionalInterface
    interface Taker {
        void take(Command command, Consumer<Answer> callback);
    }
}
