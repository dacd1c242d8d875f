package org.guildhall.server.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Writes member tokens as texts that nobody else can make: what they say, and 128 bits of its HMAC-SHA-256. Any thread. */
final class TokenSeal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte FORMAT = 1;
    private static final int ID_BYTES = 6;
    private static final int SAID_BYTES = 1 + Integer.BYTES + 3 * Long.BYTES + ID_BYTES;
    private static final int SEAL_BYTES = 16;
    /** A multiple of three, so that every text of this many bytes is the only one for its bytes. */
    private static final int BYTES = SAID_BYTES + SEAL_BYTES;

    private final SecretKeySpec secret;

    TokenSeal(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    String close(MemberToken token) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .put(FORMAT)
                .putInt(token.programme())
                .putLong(token.key())
                .putLong(token.issued())
                .putLong(token.expires())
                .put(HexFormat.of().parseHex(token.id()));
        bytes.put(seal(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** What a text says; null where it is none of ours. */
    @Nullable
    MemberToken open(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException other) {
            return null;
        }
        if (bytes.length != BYTES || bytes[0] != FORMAT
                || !MessageDigest.isEqual(seal(bytes), Arrays.copyOfRange(bytes, SAID_BYTES, BYTES))) {
            return null;
        }
        ByteBuffer said = ByteBuffer.wrap(bytes, 1, SAID_BYTES - 1);
        int programme = said.getInt();
        long key = said.getLong();
        long issued = said.getLong();
        long expires = said.getLong();
        return new MemberToken(HexFormat.of().formatHex(bytes, said.position(), SAID_BYTES), programme, key, issued,
                expires);
    }

    private byte[] seal(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(bytes, 0, SAID_BYTES);
            return Arrays.copyOf(mac.doFinal(), SEAL_BYTES);
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException("every Java has " + ALGORITHM, none);
        }
    }
}
