package org.guildhall.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Interrupts threads at something that takes too long. Each connection has a thread of its own, which an interrupt as it sends closes. Any thread. */
public final class Watch implements AutoCloseable {
    private final Duration longest;
    /** Since when each thread is at it, by {@link System#nanoTime}. */
    private final Map<Thread, Long> since = new ConcurrentHashMap<>();
    private final Thread watch;

    public Watch(String name, Duration longest) {
        this.longest = longest;
        watch = Thread.ofVirtual().name(name).start(this::watch);
    }

    /** The caller begins it now. */
    public void begin() {
        since.put(Thread.currentThread(), System.nanoTime());
    }

    /** The caller has done it; whether in time, else it is interrupted. */
    public boolean end() {
        return since.remove(Thread.currentThread()) != null;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(longest.dividedBy(4));
                long now = System.nanoTime();
                since.forEach((thread, began) -> {
                    if (now - began > longest.toNanos() && since.remove(thread, began)) {
                        thread.interrupt();
                    }
                });
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
