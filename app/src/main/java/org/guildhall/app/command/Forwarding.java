package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.guildhall.app.socket.CommandClient;
import org.guildhall.app.socket.Request;
import org.guildhall.rocksdb.DirectoryInUseException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command here, or in the process that has its directory open. One that is just starting or ending doesn't answer, so it
 * tries again for a little while.
 */
public final class Forwarding implements IExecutionStrategy {
    private static final int TIMES = 20;
    private static final long PAUSE_NANOS = 100_000_000;

    private final IExecutionStrategy here = new RunLast();

    @Override
    public int execute(ParseResult command) {
        for (int i = 1;; i++) {
            try {
                return here.execute(command);
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof DirectoryInUseException inUse) || Caller.present() != null) {
                    throw failure;
                }
                OptionalInt code = there(command, inUse, failure.getCommandLine());
                if (code.isPresent()) {
                    return code.getAsInt();
                }
                if (i == TIMES) {
                    throw new ExecutionException(failure.getCommandLine(), "in use", CommandFailure.unavailable(
                            inUse.folder() + " is in use by process " + inUse.pid()
                                    + ", which takes no commands; stop it first"));
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static OptionalInt there(ParseResult command, DirectoryInUseException inUse, CommandLine line) {
        try {
            Request request = new Request(Path.of("").toAbsolutePath(), command.expandedArgs());
            return CommandClient.call(inUse.folder(), request, line.getOut(), line.getErr());
        } catch (IOException cutOff) {
            throw new ExecutionException(line, "cut off", cutOff);
        }
    }
}
