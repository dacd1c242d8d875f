package org.guildhall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Many connections that each ask as soon as they are answered.
 *
 * @param port of the server, on this machine
 * @param connections how many at once, each with a thread
 * @param status what every answer must have
 */
record HttpLoad(int port, int connections, int status) {
    /**
     * What was measured.
     *
     * @param perSecond answers, all connections together
     * @param p50 microseconds, as is {@code p99}
     */
    record Measured(double perSecond, long p50, long p99) {}

    /**
     * Asks twice as long, as what the server's Java does most has to be compiled first: the first half is not counted.
     *
     * @param requests for each connection, by its number, what it asks next
     */
    Measured run(int seconds, IntFunction<Supplier<byte[]>> requests) throws IOException, InterruptedException {
        long began = System.nanoTime() + seconds * 1_000_000_000L;
        long end = began + seconds * 1_000_000_000L;
        long[] micros = new long[0];
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<long[]>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Supplier<byte[]> next = requests.apply(i);
                all.add(threads.submit(() -> ask(next, began, end)));
            }
            for (Future<long[]> one : all) {
                long[] more = one.get();
                int size = micros.length;
                micros = Arrays.copyOf(micros, size + more.length);
                System.arraycopy(more, 0, micros, size, more.length);
            }
        } catch (ExecutionException failed) {
            throw new IOException("a connection failed: " + failed.getCause(), failed);
        }
        Arrays.sort(micros);
        return new Measured(micros.length / (double) seconds, micros[micros.length / 2],
                micros[(int) (micros.length * 0.99)]);
    }

    private long[] ask(Supplier<byte[]> next, long began, long end) throws IOException {
        long[] micros = new long[1024];
        int count = 0;
        try (HttpWire wire = new HttpWire(port)) {
            while (true) {
                long before = System.nanoTime();
                if (before >= end) {
                    return Arrays.copyOf(micros, count);
                }
                HttpWire.Answer answer = wire.ask(next.get());
                if (answer.status() != status) {
                    throw new IOException("expected status " + status + ", but found " + answer.status() + ": "
                            + new String(answer.body(), StandardCharsets.UTF_8));
                }
                if (before >= began) {
                    if (count == micros.length) {
                        micros = Arrays.copyOf(micros, count * 2);
                    }
                    micros[count++] = (System.nanoTime() - before) / 1000;
                }
            }
        }
    }
}
