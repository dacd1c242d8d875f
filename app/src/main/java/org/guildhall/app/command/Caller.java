package org.guildhall.app.command;

import java.nio.file.Path;
import java.util.List;
import org.guildhall.app.Main;
import org.guildhall.app.socket.CommandServer;
import org.guildhall.app.socket.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * On whose behalf a command runs: that of another process, which found its directory open here. Nobody's while a command runs in
 * the process in which it was typed.
 *
 * @param folder in which the command was typed
 * @param guild the open directory
 */
record Caller(Path folder, Guild guild) {
    private static final ScopedValue<Caller> PRESENT = ScopedValue.newInstance();

    /** Null when the command was typed here. */
    static @Nullable Caller present() {
        return PRESENT.isBound() ? PRESENT.get() : null;
    }

    /** A path as it was typed. */
    static Path path(String text) {
        Caller caller = present();
        return caller == null ? Path.of(text) : caller.folder.resolve(text);
    }

    /** Refuses a command that can't share a directory, in place of the process that has it open. */
    static void requireNone(String command, Path data) {
        if (present() != null) {
            throw CommandFailure.unavailable(data + " is in use by process " + ProcessHandle.current().pid() + ", and "
                    + command + " needs it for itself; stop that process first");
        }
    }

    /** Does the commands of others over an open directory. */
    static CommandServer.Runner over(Guild guild) {
        return (request, out, err) -> {
            CommandLine line = Main.commandLine().registerConverter(Path.class, Caller::path).setOut(out).setErr(err);
            return ScopedValue.where(PRESENT, new Caller(request.folder(), guild)).call(() -> execute(line, request));
        };
    }

    private static int execute(CommandLine line, Request request) {
        List<String> words = request.words();
        return line.execute(words.toArray(String[]::new));
    }
}
