package org.guildhall.app.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.guildhall.core.terms.CodeKey;
import org.guildhall.runtime.DamageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeKeyFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private static String code(CodeKey key) {
        return key.of("shop", 5).text(1);
    }

    @Test
    void isTheSameEachTimeAndAnotherInAnotherDirectory() throws IOException {
        String code = code(CodeKeyFile.key(folder));
        Path other = Files.createDirectory(folder.resolve("other"));

        assertThat(code(CodeKeyFile.key(folder))).isEqualTo(code);
        assertThat(code(CodeKeyFile.key(other))).isNotEqualTo(code);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(CodeKeyFile.NAME))))
                .isEqualTo("rw-------");
    }

    @Test
    void goesAlongToACopyIfThereIsOne() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        CodeKeyFile.copy(folder, copy);
        assertThat(copy.resolve(CodeKeyFile.NAME)).doesNotExist();

        String code = code(CodeKeyFile.key(folder));
        CodeKeyFile.copy(folder, copy);
        assertThat(code(CodeKeyFile.key(copy))).isEqualTo(code);
    }

    @Test
    void tellsOfAChangedFile() throws IOException {
        CodeKeyFile.key(folder);
        Path file = folder.resolve(CodeKeyFile.NAME);
        String line = Files.readString(file);
        char digit = line.charAt(20);
        Files.writeString(file, line.substring(0, 20) + (digit == '0' ? '1' : '0') + line.substring(21));

        assertThatThrownBy(() -> CodeKeyFile.key(folder)).isInstanceOf(DamageException.class);
    }
}
