package org.guildhall.app.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.server.access.MemberTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private static final EntityName MEI = new EntityName(-7, EntityKind.MEMBER, -3);
    private static final EntityName BO = new EntityName(-7, EntityKind.MEMBER, 4);
    private static final long NOW = 1_750_000_000_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void tokensAndRevocationsOutliveARestartAndNoTokenIsWritten() throws IOException {
        String one;
        String other;
        try (TokenFile file = TokenFile.open(folder)) {
            MemberTokens tokens = new MemberTokens(file);
            one = tokens.issue(MEI, 1, NOW).text();
            other = tokens.issue(BO, 1, NOW).text();
            tokens.revoke(MEI, NOW);
        }
        Path path = folder.resolve(TokenFile.NAME);
        assertThat(Files.readString(path)).doesNotContain(one).doesNotContain(other).hasLineCount(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        try (TokenFile file = TokenFile.open(folder)) {
            MemberTokens tokens = new MemberTokens(file);
            assertThat(tokens.find(one, NOW)).isNull();
            assertThat(tokens.find(other, NOW)).isNotNull();
        }
    }

    @Test
    void withoutTheFileAllTokensEnd() throws IOException {
        String text;
        try (TokenFile file = TokenFile.open(folder)) {
            text = new MemberTokens(file).issue(MEI, 1, NOW).text();
        }
        Files.delete(folder.resolve(TokenFile.NAME));
        try (TokenFile file = TokenFile.open(folder)) {
            assertThat(new MemberTokens(file).find(text, NOW)).isNull();
        }
    }
}
