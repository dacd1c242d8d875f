package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guildhall.app.ExampleTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that hold the newest terms and not those that they follow. */
class PublishFolderTest {
    @TempDir Path folder;

    @Test
    void termsFollowThosePublishedThoughTheFolderLacksThem() throws IOException {
        Path data = folder.resolve("data");
        String first = Files.readString(ExampleTerms.folder("willow-lane").resolve("terms/2025-01-01.yaml"));
        assertThat(publish(first, data).exit()).isZero();
        String next = first.replace("terms: 2025-01-01", "terms: 2025-02-01");

        Cli.Result refused = publish(next.replace("Asia/Shanghai", "Asia/Tokyo"), data);
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("the.yaml:9:", "zone is permanent");

        Cli.Result published = publish(next, data);
        assertThat(published.exit()).as(published.err()).isZero();
        assertThat(published.out()).contains("terms of 2025-02-01 published");
        assertThat(Cli.run("status", "--data", data).exit()).isZero();
    }

    private Cli.Result publish(String terms, Path data) throws IOException {
        Path programme = Files.createDirectories(folder.resolve("programme").resolve("terms"));
        Files.writeString(programme.resolve("the.yaml"), terms);
        return Cli.run("publish", programme, "--data", data);
    }
}
