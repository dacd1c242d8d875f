package org.guildhall.core.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The engine's named 64-bit hashes: stable for good, since stored states hold their values. Not for secrets.
 *
 * <p>{@link #mix} is the finaliser of SplitMix64 (Steele, Lea and Flood 2014); {@link #of(byte[], int, int)} folds
 * eight bytes at a time through it.
 */
public final class Hashes {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long SEED = 0x9E3779B97F4A7C15L;

    private Hashes() {}

    public static long mix(long value) {
        long z = value + SEED;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The hash of a text by its UTF-16 units, four to a step. */
    public static long of(String text) {
        long hash = text.length();
        int i = 0;
        for (; i + 4 <= text.length(); i += 4) {
            hash = mix(hash
                    ^ ((long) text.charAt(i) << 48
                            | (long) text.charAt(i + 1) << 32
                            | (long) text.charAt(i + 2) << 16
                            | text.charAt(i + 3)));
        }
        long rest = 0;
        for (; i < text.length(); i++) {
            rest = rest << 16 | text.charAt(i);
        }
        return mix(hash ^ rest);
    }

    public static long of(byte[] bytes, int offset, int length) {
        long hash = length;
        int end = offset + length;
        int i = offset;
        for (; i + 8 <= end; i += 8) {
            hash = mix(hash ^ (long) LONGS.get(bytes, i));
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << 8 | (bytes[i] & 0xFF);
        }
        return mix(hash ^ rest);
    }
}
