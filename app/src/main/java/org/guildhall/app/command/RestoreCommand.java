package org.guildhall.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.app.serving.CodeKeyFile;
import org.guildhall.rocksdb.Directory;
import org.guildhall.rocksdb.DirectoryHeader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code guildhall restore}: a data directory out of a backup. */
@Command(name = "restore", description = "Checks a backup's journals and copies it to a new or empty data directory.",
        mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BACKUP", description = "What guildhall backup made.") Path backup = Path.of("");

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        if (!Files.isDirectory(backup) || DirectoryHeader.read(backup).isEmpty()) {
            throw CommandFailure.unavailable("found no backup in " + backup + ", expected what guildhall backup made");
        }
        try {
            Directory.restore(backup, data.data);
            CodeKeyFile.copy(backup, data.data);
        } catch (IllegalArgumentException taken) {
            throw CommandFailure.unavailable(String.valueOf(taken.getMessage()));
        }
        if (output.json) {
            output.json(Map.of("restored", data.data.toString()));
        } else {
            output.line("restored to " + data.data);
        }
        return ExitCode.FINE;
    }
}
