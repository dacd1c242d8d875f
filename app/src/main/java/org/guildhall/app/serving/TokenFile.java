package org.guildhall.app.serving;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.guildhall.app.serving.CheckedLines.Mark;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.server.access.MemberTokens;
import org.guildhall.server.access.TokenStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What tells genuine member tokens, of a data directory in {@value #NAME}: the secret, then a line for each revocation. */
public final class TokenFile implements TokenStore, AutoCloseable {
    public static final String NAME = "member-tokens";

    private static final HexFormat HEX = HexFormat.of();

    private final Map<EntityName, Long> revoked = new HashMap<>();
    private byte @Nullable [] secret;
    private final LineFile file;

    private TokenFile(Path path) {
        file = LineFile.open(path, this::read);
    }

    public static TokenFile open(Path directory) {
        return new TokenFile(directory.resolve(NAME));
    }

    private void read(Mark before, JsonNode line) {
        if (before.equals(Mark.BEGINNING)) {
            secret = HEX.parseHex(text(line, "secret"));
        } else {
            revoked.put(new EntityName(HexFormat.fromHexDigits(text(line, "programme")), EntityKind.MEMBER,
                    HexFormat.fromHexDigitsToLong(text(line, "member"))), line.path("up-to").asLong());
        }
    }

    private static String text(JsonNode line, String name) {
        if (!line.path(name).isString()) {
            throw new IllegalArgumentException("a line without " + name);
        }
        return line.path(name).asString();
    }

    @Override
    public byte[] secret() {
        byte[] known = secret;
        if (known == null) {
            known = new byte[MemberTokens.SECRET_BYTES];
            new SecureRandom().nextBytes(known);
            file.append(Map.of("secret", HEX.formatHex(known)));
            secret = known;
        }
        return known.clone();
    }

    @Override
    public Map<EntityName, Long> revoked() {
        return Map.copyOf(revoked);
    }

    @Override
    public void revoke(EntityName member, long upTo) {
        file.append(Map.of("programme", HEX.toHexDigits(member.programme()), "member", HEX.toHexDigits(member.key()),
                "up-to", upTo));
        revoked.put(member, upTo);
    }

    @Override
    public void close() {
        file.close();
    }
}
