package org.guildhall.app.importing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One line on a terminal that says how far a job is, at what rate, and how long it will take; silent elsewhere. */
public final class ProgressLine {
    private static final long EVERY_NANOS = 200_000_000L;

    private final PrintStream out;
    private final boolean shown;
    private final String unit;
    private final long began = System.nanoTime();
    private long last;
    private int width;

    /** @param unit what is counted: {@code rows} */
    public ProgressLine(PrintStream out, boolean shown, String unit) {
        this.out = out;
        this.shown = shown;
        this.unit = unit;
    }

    /** Whether standard error goes to somebody who looks at it. */
    public static boolean onTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString().matches("/dev/(pts/|tty).*");
        } catch (IOException | UnsupportedOperationException elsewhere) {
            return System.console() != null && System.console().isTerminal();
        }
    }

    /** Shows {@code done} of what it counts, and {@code part} of {@code whole} of the work, at most five times a second. */
    public void show(LongSupplier done, long part, long whole) {
        long now = System.nanoTime();
        if (!shown || now - last < EVERY_NANOS) {
            return;
        }
        last = now;
        double seconds = (now - began) / 1e9;
        long count = done.getAsLong();
        String line = String.format(Locale.ROOT, "  %,d %s  %,.0f/s  %d %%  %s left", count, unit, count / seconds,
                whole == 0 ? 0 : part * 100 / whole, left(seconds, part, whole));
        out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        out.flush();
        width = line.length();
    }

    private static String left(double seconds, long part, long whole) {
        if (part == 0) {
            return "?";
        }
        long left = Math.round(seconds * (whole - part) / part);
        return left >= 3600 ? left / 3600 + " h " + left / 60 % 60 + " min"
                : left >= 60 ? left / 60 + " min " + left % 60 + " s" : left + " s";
    }

    /** Takes the line away. */
    public void end() {
        if (shown && width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
        }
    }
}
