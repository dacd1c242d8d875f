package org.guildhall.runtime;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts small values with AES-256-GCM, each for its place. Any thread.
 *
 * <pre>
 * format 1 (1), nonce (12), the value encrypted, tag (16)
 * </pre>
 *
 * <p>Nonces are random: far fewer than 2^32 values are sealed with one key, so two alike are as unlikely as NIST SP 800-38D asks.
 */
public final class Seal {
    public static final int KEY_BYTES = 32;

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Supplier<byte[]> nonces;

    public Seal() {
        this(() -> random(NONCE_BYTES));
    }

    Seal(Supplier<byte[]> nonces) {
        this.nonces = nonces;
    }

    public static byte[] newKey() {
        return random(KEY_BYTES);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** @param place where the value belongs; it is not in the result, and needed to open it */
    public byte[] seal(byte[] key, byte[] place, byte[] value) {
        byte[] nonce = nonces.get();
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(value);
            return ByteBuffer.allocate(1 + NONCE_BYTES + encrypted.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException("every JDK has AES-256-GCM", none);
        }
    }

    /** @throws DamageException when it was not sealed so: with another key, for another place, or changed since */
    public byte[] open(byte[] key, byte[] place, byte[] sealed) {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE || sealed[0] != FORMAT) {
            throw new DamageException("expected a sealed value of format " + FORMAT + ", but found "
                    + (sealed.length == 0 ? "nothing" : sealed.length + " bytes of format " + sealed[0]));
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer in = ByteBuffer.wrap(sealed, 1, sealed.length - 1).get(nonce);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(sealed, in.position(), in.remaining());
        } catch (AEADBadTagException other) {
            throw new DamageException(
                    "expected a value sealed for its place with the key at hand, but found one that does not open");
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException("every JDK has AES-256-GCM", none);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place);
        return cipher;
    }
}
