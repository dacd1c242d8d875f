package org.guildhall.rocksdb.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Due;

/** The keys of the entity store: their bytes sort as the names do. */
final class Keys {
    /** The shard and the name. */
    private static final int ENTITY_BYTES = Short.BYTES + EntityName.BYTES;

    private static final int DUE_BYTES = Long.BYTES + ENTITY_BYTES;

    private Keys() {}

    static byte[] entity(EntityName name) {
        byte[] key = new byte[ENTITY_BYTES];
        put(ByteBuffer.wrap(key), name);
        return key;
    }

    static EntityName entity(byte[] key) {
        return entity(ByteBuffer.wrap(key));
    }

    static byte[] page(EntityName name, long page) {
        byte[] key = new byte[ENTITY_BYTES + Long.BYTES];
        put(ByteBuffer.wrap(key), name).putLong(page);
        return key;
    }

    static byte[] due(long moment, EntityName name) {
        byte[] key = new byte[DUE_BYTES];
        put(ByteBuffer.wrap(key).putLong(moment ^ Long.MIN_VALUE), name);
        return key;
    }

    static Due due(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return new Due(in.getLong() ^ Long.MIN_VALUE, entity(in));
    }

    /** The first key behind this one. */
    static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** The page in the key of a page. */
    static long page(byte[] key) {
        return ByteBuffer.wrap(key).getLong(ENTITY_BYTES);
    }

    static byte[] shard(int shard) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(shard).array();
    }

    static byte[] text(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer put(ByteBuffer out, EntityName name) {
        return out.putShort((short) name.shard())
                .putInt(name.programme())
                .put((byte) name.kind().number())
                .putLong(name.key());
    }

    private static EntityName entity(ByteBuffer in) {
        in.getShort();
        return new EntityName(in.getInt(), EntityKind.of(in.get() & 0xFF), in.getLong());
    }
}
