package org.guildhall.rocksdb.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.runtime.Seal;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Contacts, each member's under a key of its own, which the key of the whole store encrypts. The
 * locks of the profile store hold.
 *
 * <pre>
 * contacts  programme (4), key (8)          the member's key, sealed
 *           programme (4), key (8), field   its value, sealed
 * default   profile-key                     which key seals the members' keys: first bytes of its SHA-256 (8)
 * </pre>
 */
final class RocksContacts {
    private static final byte[] KEY_ID = "profile-key".getBytes(UTF_8);
    private static final int ID_BYTES = 8;

    private final Families db;
    private final ColumnFamilyHandle contacts;
    private final ColumnFamilyHandle meta;
    private final ProfileKey file;
    private final Seal seal = new Seal();
    private byte @Nullable [] master;

    RocksContacts(Families db, ProfileKey file) {
        this.db = db;
        this.file = file;
        contacts = db.family("contacts");
        meta = db.family("default");
    }

    Map<String, String> of(byte[] member) throws RocksDBException {
        Map<String, byte[]> sealed = new LinkedHashMap<>();
        MemberRows.forEach(db, contacts, member, (field, value) -> sealed.put(new String(field, UTF_8), value));
        byte[] wrapped = sealed.remove("");
        Map<String, String> values = new LinkedHashMap<>();
        if (wrapped != null) {
            byte[] own = seal.open(master(), member, wrapped);
            sealed.forEach((field, value) -> values.put(field,
                    new String(seal.open(own, MemberRows.key(member, field.getBytes(UTF_8)), value), UTF_8)));
        }
        return values;
    }

    /** Puts values in place of all that were there. */
    void put(byte[] member, Map<String, String> values, WriteBatch batch) throws RocksDBException {
        byte[] own = ownKey(member, batch);
        MemberRows.forEach(db, contacts, member, (field, value) -> {
            if (field.length > 0 && !values.containsKey(new String(field, UTF_8))) {
                batch.delete(contacts, MemberRows.key(member, field));
            }
        });
        for (Map.Entry<String, String> one : values.entrySet()) {
            byte[] place = MemberRows.key(member, one.getKey().getBytes(UTF_8));
            batch.put(contacts, place, seal.seal(own, place, one.getValue().getBytes(UTF_8)));
        }
    }

    private byte[] ownKey(byte[] member, WriteBatch batch) throws RocksDBException {
        byte[] wrapped = db.rocks().get(contacts, member);
        if (wrapped != null) {
            return seal.open(master(), member, wrapped);
        }
        byte[] own = Seal.newKey();
        batch.put(contacts, member, seal.seal(master(), member, own));
        return own;
    }

    /** Makes sure that what was encrypted can be read. */
    void requireKey() throws RocksDBException {
        if (db.rocks().get(meta, KEY_ID) != null) {
            var _ = master();
        }
    }

    private synchronized byte[] master() throws RocksDBException {
        byte[] known = master;
        if (known == null) {
            known = found();
            master = known;
        }
        return known;
    }

    /** The key of the whole store, made when nothing was encrypted yet. */
    private byte[] found() throws RocksDBException {
        byte[] expected = db.rocks().get(meta, KEY_ID);
        byte[] key = file.load();
        if (expected == null) {
            byte[] first = key == null ? file.create() : key;
            db.put(meta, KEY_ID, id(first));
            return first;
        }
        if (key == null || !Arrays.equals(expected, id(key))) {
            throw new StorageException(
                    "found " + (key == null ? "no key" : "key " + hex(id(key))) + " in " + file.file()
                            + ", expected key " + hex(expected) + ", with which contacts are encrypted");
        }
        return key;
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    private static byte[] id(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(ByteBuffer.allocate(KEY_ID.length + key.length).put(KEY_ID).put(key).array());
            return Arrays.copyOf(hash, ID_BYTES);
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every JDK has SHA-256", none);
        }
    }
}
