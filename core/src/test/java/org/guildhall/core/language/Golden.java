package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts kept beside the code; {@code -Dguildhall.golden=write} writes them anew, for the diff to be read. */
final class Golden {
    private Golden() {}

    static void assertSame(Path file, String text) throws IOException {
        if ("write".equals(System.getProperty("guildhall.golden"))) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }
}
