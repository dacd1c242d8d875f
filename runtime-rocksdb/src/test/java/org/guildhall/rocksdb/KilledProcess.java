package org.guildhall.rocksdb;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.guildhall.core.entity.Command;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;

/** Serves a directory under load until it is killed; says on its output which commands were answered. */
final class KilledProcess {
    static final int KEYS = 20_000;
    static final int IN_FLIGHT = 500;
    /** Ends what is said of an answered command, for a pipe may end inside a number. */
    static final String ANSWERED = " answered";

    private static final long START = 1_700_000_000_000L;

    private KilledProcess() {}

    /** Command {@code number} of a round: most add 1, some send it on, some write pages. */
    static Command command(int round, int number) {
        long key = (number * 7919L + round) % KEYS;
        ToyBody body = switch (number % 4) {
            case 0 -> new ToyBody.Send((key + 1) % KEYS, 1, 1);
            case 1 -> new ToyBody.Note(number % 3, 1);
            default -> new ToyBody.Add(1);
        };
        return ToyMachine.command(key, round + "-" + number, START + number, body);
    }

    static Directory open(Path folder) {
        return Directory.open(folder, new ToyMachine(),
                new RuntimeOptions(2, 8192, 2048, 1024, 512, 64 << 20, 10_000, false));
    }

    public static void main(String[] arguments) throws InterruptedException {
        int round = Integer.parseInt(arguments[1]);
        PrintStream out = new PrintStream(new BufferedOutputStream(System.out, 1 << 12), false);
        Directory directory = open(Path.of(arguments[0]));
        out.println("open");
        out.flush();
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        for (int i = 0;; i++) {
            int number = i;
            inFlight.acquire();
            directory.runtime().submitWaiting(command(round, number), answer -> {
                if (answer instanceof Answer.Decided) {
                    synchronized (out) {
                        out.println(number + ANSWERED);
                        out.flush(); // before the next command: what isn't said is among those in flight
                    }
                }
                inFlight.release();
            });
        }
    }
}
