package org.guildhall.app.serving;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.guildhall.app.serving.CheckedLines.Mark;
import org.guildhall.core.terms.CodeKey;
import org.guildhall.core.terms.CouponCodes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What codes of coupons are made of, of a data directory in {@value #NAME}: one line, which is made once and never changes. */
public final class CodeKeyFile {
    public static final String NAME = "coupon-codes";

    private static final HexFormat HEX = HexFormat.of();

    private byte @Nullable [] secret;

    private CodeKeyFile() {}

    /** The key of a directory, made if there is none. */
    public static CodeKey key(Path directory) {
        byte[] made = new byte[CouponCodes.SECRET_BYTES];
        new SecureRandom().nextBytes(made);
        return new CodeKey(secret(directory, made));
    }

    /** Keeps the key of a directory, if it has one, in a copy of it: codes that were printed are good there too. */
    public static void copy(Path directory, Path copy) {
        byte[] its = Files.exists(directory.resolve(NAME)) ? secret(directory, new byte[0]) : new byte[0];
        if (its.length > 0) {
            secret(copy, its);
        }
    }

    private static byte[] secret(Path directory, byte[] otherwise) {
        CodeKeyFile read = new CodeKeyFile();
        try (LineFile file = LineFile.open(directory.resolve(NAME), read::read)) {
            byte[] known = read.secret;
            if (known == null && otherwise.length > 0) {
                file.append(Map.of("secret", HEX.formatHex(otherwise)));
            }
            return known == null ? otherwise : known;
        }
    }

    private void read(Mark before, JsonNode line) {
        if (!before.equals(Mark.BEGINNING) || !line.path("secret").isString()) {
            throw new IllegalArgumentException("something else than the one secret");
        }
        secret = HEX.parseHex(line.path("secret").asString());
    }
}
