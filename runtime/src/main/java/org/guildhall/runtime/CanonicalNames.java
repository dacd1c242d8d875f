package org.guildhall.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;

/**
 * Names for members that are the same wherever the same was imported, though keys are random: the first 16 bytes of the
 * SHA-256 of the member's smallest outside reference; zeros for those who were erased. 28 bytes for each member known when they were made; those who came
 * later are looked up. Any thread.
 */
public final class CanonicalNames {
    /** Length of a name in bytes. */
    public static final int BYTES = 16;

    private int[] programmes = new int[1024];
    private long[] keys = new long[1024];
    private long[] names = new long[2048];
    private int size;

    private final ProfileStore profiles;

    private CanonicalNames(ProfileStore profiles) {
        this.profiles = profiles;
    }

    /** Of all members that a profile store knows, or will know. */
    public static CanonicalNames of(ProfileStore profiles) {
        CanonicalNames all = new CanonicalNames(profiles);
        MessageDigest sha = sha256();
        profiles.forEach((programme, key, reference) -> {
            all.add(programme, key, ByteBuffer.wrap(sha.digest(reference.getBytes(UTF_8))));
            return true;
        });
        return all;
    }

    private void add(int programme, long key, ByteBuffer hash) {
        if (size == keys.length) {
            int room = Math.multiplyExact(size, 2);
            programmes = Arrays.copyOf(programmes, room);
            keys = Arrays.copyOf(keys, room);
            names = Arrays.copyOf(names, Math.multiplyExact(room, 2));
        }
        programmes[size] = programme;
        keys[size] = key;
        names[2 * size] = hash.getLong();
        names[2 * size + 1] = hash.getLong();
        size++;
    }

    /** The sixteen bytes of a member's name; of what has no reference, a stock or the budgets of an offer, its kind and its own number. */
    public byte[] of(EntityName member) {
        if (member.kind() != EntityKind.MEMBER) {
            return ByteBuffer.allocate(BYTES)
                    .putInt(member.kind().number())
                    .putInt(member.programme())
                    .putLong(member.key())
                    .array();
        }
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(programmes[middle], member.programme());
            if (order == 0) {
                order = Long.compareUnsigned(keys[middle], member.key());
            }
            if (order == 0) {
                return ByteBuffer.allocate(BYTES).putLong(names[2 * middle]).putLong(names[2 * middle + 1]).array();
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return ofLatecomer(member);
    }

    private byte[] ofLatecomer(EntityName member) {
        if (profiles.isErased(member.programme(), member.key())) {
            return new byte[BYTES];
        }
        return profiles.references(member.programme(), member.key())
                .stream()
                .map(reference -> reference.getBytes(UTF_8))
                .min(Arrays::compareUnsigned)
                .map(smallest -> Arrays.copyOf(sha256().digest(smallest), BYTES))
                .orElseThrow(() -> new DamageException(
                        "expected an outside reference for " + member + ", but found none"));
    }

    public int size() {
        return size;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
