package org.guildhall.app.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guildhall.runtime.DamageException;
import org.guildhall.server.access.ApiKey;
import org.guildhall.server.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void keysAreThereAgainAsTheyWereSaved() {
        List<ApiKey> keys = List.of(new ApiKey("a1", "00ff", Role.PARTNER, "willow-lane", "web shop", 7, 50),
                new ApiKey("b2", "11ff", Role.ANALYST, null, "figures", 8, 0));
        new KeyFile(folder).save(keys);
        assertThat(new KeyFile(folder).load()).isEqualTo(keys);
    }

    @Test
    void aFileWithoutRatesIsReadAsBefore() throws IOException {
        write("partner");
        assertThat(new KeyFile(folder).load())
                .containsExactly(new ApiKey("a1", "00ff", Role.PARTNER, null, "shop", 7, 0));
    }

    @Test
    void aKeyOfTheRoleThatOnlyTokensHaveIsDamage() throws IOException {
        write("member");
        assertThatThrownBy(new KeyFile(folder)::load).isInstanceOf(DamageException.class)
                .hasMessageContaining("but found: a key of role member");
    }

    private void write(String role) throws IOException {
        Files.writeString(folder.resolve(KeyFile.NAME), """
                {"keys": [{"id": "a1", "sha256": "00ff", "role": "%s", "programme": null, "name": "shop",
                "created": 7}]}""".formatted(role));
    }
}
