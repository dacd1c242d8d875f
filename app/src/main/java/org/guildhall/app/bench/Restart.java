package org.guildhall.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process over the same directory: how long it takes to get somewhere, and its death under load. */
public final class Restart implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final long began;

    /** Starts this program again. */
    public Restart(List<String> arguments) throws IOException {
        began = System.nanoTime();
        process = new ProcessBuilder(again(arguments)).redirectErrorStream(true).start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Waits for a line that it prints; from the start of the process until then, its JVM included, in seconds. */
    public double secondsUntil(String said) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = out.readLine(); !said.equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IllegalStateException("expected the process to say " + said + ", but found " + before);
            }
            before.add(line);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static List<String> again(List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(ProcessHandle.current().info().command().orElse("java"));
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.addAll(List.of("-cp", System.getProperty("java.class.path", ""), "org.guildhall.app.Main"));
        words.addAll(arguments);
        return words;
    }

    /** Lets it work for a while, then kills it without a warning. */
    public void killAfter(double seconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep((long) (seconds * 1_000));
        if (!process.isAlive()) {
            throw new IllegalStateException("expected a process to kill, but found exit " + process.exitValue());
        }
        process.destroyForcibly().waitFor();
    }

    /** Waits for its own end. */
    public void await() throws InterruptedException {
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException("expected exit 0, but found " + exit);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
