package org.guildhall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Other programs, each waited for; those that still run can be ended. Any thread. */
final class Commands {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private Commands() {}

    /** What the program prints; its errors go where ours go. */
    static String output(List<String> words) throws IOException {
        return output(words, Map.of());
    }

    static String output(List<String> words, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        RUNNING.add(process);
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException("expected exit 0 of " + String.join(" ", words) + ", but found " + exit
                        + (said.isBlank() ? "" : ", after it said: " + said.strip()));
            }
            return said;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + words.getFirst(), interrupt);
        } finally {
            process.destroy();
            RUNNING.remove(process);
        }
    }

    /** Ends what still runs and waits until it has. */
    static void endAll() {
        for (Process process : new ArrayList<>(RUNNING)) {
            process.destroy();
            process.onExit().join();
        }
    }
}
