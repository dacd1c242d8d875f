package org.guildhall.app.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.app.serving.CodeKeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code guildhall backup}: a copy of a data directory, as it stands at one cut. */
@Command(name = "backup", description = "Copies a data directory as it stands to a new or empty directory.",
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TARGET", description = "A directory that is not there yet, or empty.") Path target =
            Path.of("");

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        Path to = target.toAbsolutePath().normalize();
        if (to.startsWith(data.data.toAbsolutePath().normalize())) {
            throw CommandFailure.unavailable("found " + target + " inside " + data.data
                    + ", expected a folder outside of the data directory");
        }
        try (Guild guild = Guild.open(data.data)) {
            guild.backup(target);
            CodeKeyFile.copy(data.data, target);
        } catch (IllegalArgumentException taken) {
            throw CommandFailure.unavailable(String.valueOf(taken.getMessage()));
        }
        if (output.json) {
            output.json(Map.of("backup", target.toString()));
        } else {
            output.line("backed up to " + target);
        }
        return ExitCode.FINE;
    }
}
