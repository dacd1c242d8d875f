package org.guildhall.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Real histories, which are not part of the project: tests that need one skip, saying so, where it is absent. */
public final class RealData {
    private RealData() {}

    /** The file in the directory that GUILDHALL_DATA names, or else in {@code shared/data} beside the repository. */
    public static Path file(String name) {
        Path directory = Optional.ofNullable(System.getProperty("GUILDHALL_DATA", System.getenv("GUILDHALL_DATA")))
                .map(Path::of)
                .orElse(repository().resolve("../shared/data").normalize());
        Path file = directory.resolve(name);
        Assumptions.assumeTrue(Files.isReadable(file),
                () -> "skipped: " + name + " is not in " + directory + " (GUILDHALL_DATA can name another directory)");
        return file;
    }

    /** The root of the repository, from any module. */
    public static Path repository() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("mvnw"))) {
            Path above = at.getParent();
            if (above == null) {
                throw new IllegalStateException(
                        "expected the tests to run inside the repository, but found no mvnw above "
                                + Path.of("").toAbsolutePath());
            }
            at = above;
        }
        return at;
    }
}
