package org.guildhall.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.junit.jupiter.api.Test;

class MemberTokensTest {
    private static final EntityName MEI = new EntityName(7, EntityKind.MEMBER, -3);
    private static final EntityName BO = new EntityName(7, EntityKind.MEMBER, 4);
    private static final long NOW = 1_750_000_000_000L;
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final MemoryTokens store = new MemoryTokens();
    private final MemberTokens tokens = new MemberTokens(store);

    @Test
    void aTokenSaysWhoseItIsUntilItExpires() {
        MemberTokens.Issued issued = tokens.issue(MEI, 30, NOW);
        long end = NOW + Duration.ofDays(30).toMillis();

        assertThat(issued.text()).startsWith("ghm_").hasSize(72);
        assertThat(tokens.find(issued.text(), NOW)).isEqualTo(issued.token());
        assertThat(issued.token().member()).isEqualTo(MEI);
        assertThat(issued.token().expires()).isEqualTo(end);
        assertThat(tokens.find(issued.text(), end - 1)).isNotNull();
        assertThat(tokens.find(issued.text(), end)).isNull();
    }

    @Test
    void aTokenOutlivesARestart() {
        String text = tokens.issue(MEI, 1, NOW).text();
        assertThat(new MemberTokens(store).find(text, NOW)).isNotNull();
    }

    @Test
    void aTokenOfAnotherServerIsNobodys() {
        String text = new MemberTokens(new MemoryTokens(2)).issue(MEI, 1, NOW).text();
        assertThat(tokens.find(text, NOW)).isNull();
    }

    @Test
    void noLetterOfATokenCanBeChanged() {
        String text = tokens.issue(MEI, 1, NOW).text();
        for (int i = 0; i < text.length(); i++) {
            for (char letter : BASE64.toCharArray()) {
                String other = text.substring(0, i) + letter + text.substring(i + 1);
                assertThat(tokens.find(other, NOW) != null).as(other).isEqualTo(other.equals(text));
            }
        }
    }

    @Test
    void whatIsNoTokenIsNobodys() {
        String text = tokens.issue(MEI, 1, NOW).text();
        for (String other : new String[]{"", "ghm_", "ghm_?", "gh_" + text.substring(4), text.substring(4), text + "=",
            text + "AAAA", text.substring(0, text.length() - 1), text + " ", "GHM_" + text.substring(4)}) {
            assertThat(tokens.find(other, NOW)).as(other).isNull();
        }
    }

    @Test
    void aMembersTokensAreRevokedTogetherAndNobodyElses() {
        String one = tokens.issue(MEI, 1, NOW).text();
        String two = tokens.issue(MEI, 366, NOW).text();
        String other = tokens.issue(BO, 1, NOW).text();

        tokens.revoke(MEI, NOW);

        for (MemberTokens all : new MemberTokens[]{tokens, new MemberTokens(store)}) {
            assertThat(all.find(one, NOW)).isNull();
            assertThat(all.find(two, NOW)).isNull();
            assertThat(all.find(other, NOW)).isNotNull();
        }
    }

    @Test
    void aTokenMadeInTheMomentOfARevocationIsOfTheTimeAfterOrBeforeIt() {
        for (int i = 0; i < 3; i++) {
            tokens.revoke(MEI, NOW);
            String text = tokens.issue(MEI, 1, NOW).text();
            assertThat(tokens.find(text, NOW)).isNotNull();
            tokens.revoke(MEI, NOW - 1000);
            assertThat(tokens.find(text, NOW)).isNull();
        }
    }
}
