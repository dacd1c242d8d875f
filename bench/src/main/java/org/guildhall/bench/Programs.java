package org.guildhall.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.app.command.CommandFailure;
import org.guildhall.app.command.ExitCode;

/** Where PostgreSQL's programs lie, all of one version. */
record Programs(Path folder, int major) {
    static final int OLDEST = 15;

    private static final List<String> NEEDED = List.of("initdb", "pg_ctl", "postgres", "pgbench");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /** The newest of those on the path and in Debian's folders that suffices. */
    static Programs find() throws IOException {
        List<Programs> found = new ArrayList<>();
        for (Path folder : folders()) {
            if (NEEDED.stream().allMatch(program -> Files.isExecutable(folder.resolve(program)))) {
                found.add(new Programs(folder, major(Commands.output(List.of(folder + "/postgres", "--version")))));
            }
        }
        return found.stream()
                .filter(programs -> programs.major >= OLDEST)
                .max(Comparator.comparingInt(Programs::major))
                .orElseThrow(() -> new CommandFailure(ExitCode.UNAVAILABLE, "found " + found
                        + ", expected initdb, pg_ctl, postgres and pgbench of PostgreSQL " + OLDEST
                        + " or newer, on the PATH or in " + DEBIAN + "/*/bin; on Debian and Ubuntu: apt-get install"
                        + " postgresql, on macOS: brew install postgresql@" + OLDEST));
    }

    private static List<Path> folders() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String folder : Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.map(version -> version.resolve("bin")).forEach(folders::add);
            }
        }
        return folders;
    }

    /** From what {@code postgres --version} says; 0 where it says something else. */
    static int major(String said) {
        Matcher matcher = VERSION.matcher(said);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    String path(String program) {
        return folder.resolve(program).toString();
    }

    @Override
    public String toString() {
        return "PostgreSQL " + major + " in " + folder;
    }
}
