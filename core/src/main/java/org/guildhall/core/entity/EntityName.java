package org.guildhall.core.entity;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;

/**
 * Names one entity for good.
 *
 * @param programme {@link #programmeNumber(String)} of the programme's name
 * @param key for a member the random internal key that the profile store gave, never an outside reference
 */
public record EntityName(int programme, EntityKind kind, long key) implements Comparable<EntityName> {
    /** Shards a directory or cluster is cut into; fixed for good, see {@link #shard()}. */
    public static final int SHARDS = 1024;

    /** The name of the function in {@link #shard()}, kept in a directory's header. */
    public static final String SHARD_FUNCTION = "mix64-1024";

    /** Encoded length in bytes. */
    public static final int BYTES = 13;

    /** The number that stands for a programme's name in every entity of its: 32 bits of its hash. */
    public static int programmeNumber(String programme) {
        return (int) Hashes.of(programme);
    }

    public int shard() {
        return (int) (Hashes.mix(key ^ ((long) programme << 8) ^ kind.number()) >>> 54);
    }

    public void write(ByteWriter out) {
        out.writeInt(programme).writeByte(kind.number()).writeLong(key);
    }

    /** The name that {@link #toString} wrote. */
    public static EntityName parse(String name) {
        String[] parts = name.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "expected a name such as member/0a1b2c3d/0123456789abcdef, but found " + name);
        }
        return new EntityName(Integer.parseUnsignedInt(parts[1], 16),
                EntityKind.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT)), Long.parseUnsignedLong(parts[2], 16));
    }

    public static EntityName read(ByteReader in) {
        return new EntityName(in.readInt(), EntityKind.of(in.readByte()), in.readLong());
    }

    /** By shard first, so that what is written back together lies together. */
    @Override
    public int compareTo(EntityName other) {
        int byShard = Integer.compare(shard(), other.shard());
        if (byShard != 0) {
            return byShard;
        }
        int byProgramme = Integer.compareUnsigned(programme, other.programme);
        if (byProgramme != 0) {
            return byProgramme;
        }
        int byKind = Integer.compare(kind.number(), other.kind.number());
        return byKind != 0 ? byKind : Long.compareUnsigned(key, other.key);
    }

    @Override
    public int hashCode() {
        return (int) Hashes.mix(key + programme);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntityName that
                && key == that.key
                && programme == that.programme
                && kind == that.kind;
    }

    /** For messages to people and logs: {@code member/1f3c…}, sixteen hex digits. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + "/" + String.format("%08x", programme) + "/"
                + String.format("%016x", key);
    }
}
