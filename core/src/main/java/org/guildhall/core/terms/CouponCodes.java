package org.guildhall.core.terms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes of one coupon, worked out from a secret: nothing is kept of them. A code says its serial number, enciphered and
 * authenticated, so nobody can make one or tell from one what another is.
 *
 * <p>The 75 bits before the check are a synthetic initialization vector and what is enciphered by it, as in RFC 5297: 48 bits of an
 * HMAC-SHA-256 of the serial, then the serial's 27 bits under a mask that is an HMAC of those 48. Two serials never have the same code,
 * since a mask is undone by what it was made of. Used by one thread.
 */
public final class CouponCodes {
    /** The most codes of one coupon. */
    public static final int MOST = 100_000_000;
    /** The bytes of the secret. */
    public static final int SECRET_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "codes of coupons";
    private static final int SERIAL_BITS = 27;
    private static final int TAG_BITS = 48;
    /** Symbols that hold the tag but its last 3 bits. */
    private static final int FIRST = 9;
    private static final int REST = 6;
    private static final int SYMBOL_BITS = 5;
    private static final int LAST_TAG_BITS = TAG_BITS - FIRST * SYMBOL_BITS;
    private static final byte OF_SERIAL = 1;
    private static final byte OF_TAG = 2;

    private final Mac mac;

    /** @param coupon its symbol */
    public CouponCodes(byte[] secret, int programme, int coupon) {
        byte[] purpose = PURPOSE.getBytes(UTF_8);
        mac = keyed(keyed(secret).doFinal(ByteBuffer.allocate(purpose.length + 2 * Integer.BYTES)
                .put(purpose)
                .putInt(programme)
                .putInt(coupon)
                .array()));
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException("every Java has " + ALGORITHM, none);
        }
    }

    /** @param serial from 1 to {@value #MOST} */
    public String text(long serial) {
        if (serial < 1 || serial > MOST) {
            throw new IllegalArgumentException("expected a serial from 1 to " + MOST + ", but found " + serial);
        }
        long tag = tag(serial);
        byte[] symbols = new byte[CodeText.SYMBOLS];
        put(symbols, 0, FIRST, tag >>> LAST_TAG_BITS);
        put(symbols, FIRST, REST,
                (tag & (1 << LAST_TAG_BITS) - 1) << SERIAL_BITS | serial ^ mask(tag));
        return CodeText.written(symbols);
    }

    /** Which of the codes a text is, whether or not it was made; empty for none of this coupon. */
    public OptionalLong serial(String text) {
        byte[] symbols = CodeText.symbols(text);
        if (symbols == null) {
            return OptionalLong.empty();
        }
        long rest = get(symbols, FIRST, REST);
        long tag = get(symbols, 0, FIRST) << LAST_TAG_BITS | rest >>> SERIAL_BITS;
        long serial = rest & (1L << SERIAL_BITS) - 1 ^ mask(tag);
        return serial >= 1 && serial <= MOST && tag(serial) == tag ? OptionalLong.of(serial) : OptionalLong.empty();
    }

    private long tag(long serial) {
        return bits(OF_SERIAL, serial, TAG_BITS);
    }

    private long mask(long tag) {
        return bits(OF_TAG, tag, SERIAL_BITS);
    }

    private long bits(byte of, long value, int bits) {
        byte[] hash = mac.doFinal(ByteBuffer.allocate(1 + Long.BYTES).put(of).putLong(value).array());
        return ByteBuffer.wrap(hash).getLong() >>> Long.SIZE - bits;
    }

    private static void put(byte[] symbols, int from, int count, long value) {
        for (int i = 0; i < count; i++) {
            symbols[from + i] = (byte) (value >>> (count - 1 - i) * SYMBOL_BITS & (1 << SYMBOL_BITS) - 1);
        }
    }

    private static long get(byte[] symbols, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << SYMBOL_BITS | symbols[i];
        }
        return value;
    }
}
