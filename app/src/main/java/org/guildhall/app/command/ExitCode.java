package org.guildhall.app.command;

/** What a command's exit code means. */
public final class ExitCode {
    public static final int FINE = 0;
    /** The input, or the check of it, failed: a file with mistakes, a refused row, a failed scenario. */
    public static final int FAILED = 1;
    /** The command line itself is wrong. */
    public static final int USAGE = 2;
    /** What is needed is not there, or somebody else has it open. */
    public static final int UNAVAILABLE = 3;
    /** Stored data is damaged. */
    public static final int DAMAGED = 4;

    private ExitCode() {}
}
