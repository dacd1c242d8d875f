package org.guildhall.app.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data DIR}. */
final class DataOption {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The data directory.") Path data =
            Path.of("");
}
