package org.guildhall.rocksdb.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Profiles in RocksDB, with its log, synced.
 *
 * <pre>
 * references  programme (4), reference in UTF-8           key (8)
 * members     programme (4), key (8)                      the profile: its format (1)
 *             programme (4), key (8), reference in UTF-8  nothing
 * </pre>
 */
public final class RocksProfileStore implements ProfileStore {
    /** Heap for the cache of references; about 1,000,000 of them. */
    public static final long CACHE_BYTES = 64L << 20;

    private static final byte[] PROFILE = {1};
    private static final int MEMBER_BYTES = Integer.BYTES + Long.BYTES;
    private static final int SCAN_READAHEAD_BYTES = 2 << 20;

    private final Families db;
    private final ColumnFamilyHandle byReference;
    private final ColumnFamilyHandle members;
    private final WriteOptions synced;
    private final SecureRandom random = new SecureRandom();
    private final ReferenceCache cache;
    /** Held from the check that something is unknown until what was made of it is durable. */
    private final Object making = new Object();

    public RocksProfileStore(Path folder, StoreOptions options, long cacheBytes) {
        db = Families.profiles(folder, options);
        synced = new WriteOptions().setSync(true);
        byReference = db.family("references");
        members = db.family("members");
        cache = new ReferenceCache(cacheBytes);
    }

    @Override
    public long[] keysOf(int programme, List<String> references) {
        long[] keys = new long[references.size()];
        Map<ByteBuffer, List<Integer>> unknown = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            byte[] reference = bytes(references.get(i));
            OptionalLong known = cache.find(programme, reference);
            if (known.isPresent()) {
                keys[i] = known.getAsLong();
            } else {
                unknown.computeIfAbsent(ByteBuffer.wrap(reference), any -> new ArrayList<>(1)).add(i);
            }
        }
        if (!unknown.isEmpty()) {
            try (var _ = db.use()) {
                fill(programme, unknown, keys);
            } catch (RocksDBException e) {
                throw failed("find " + unknown.size() + " references", e);
            }
        }
        return keys;
    }

    private void fill(int programme, Map<ByteBuffer, List<Integer>> unknown, long[] keys) throws RocksDBException {
        List<byte[]> wanted = new ArrayList<>(unknown.size());
        unknown.keySet().forEach(reference -> wanted.add(reference.array()));
        long[] found = stored(programme, wanted);
        if (hasZero(found)) {
            synchronized (making) {
                found = stored(programme, wanted);
                make(programme, wanted, found);
            }
        }
        int next = 0;
        for (List<Integer> places : unknown.values()) {
            cache.put(programme, wanted.get(next), found[next]);
            for (int place : places) {
                keys[place] = found[next];
            }
            next++;
        }
    }

    /** The keys of references; 0 for one that is unknown. */
    private long[] stored(int programme, List<byte[]> references) throws RocksDBException {
        List<byte[]> names = new ArrayList<>(references.size());
        for (byte[] reference : references) {
            names.add(referenceKey(programme, reference));
        }
        List<byte @Nullable []> values =
                db.rocks().multiGetAsList(Collections.nCopies(names.size(), byReference), names);
        long[] keys = new long[names.size()];
        for (int i = 0; i < keys.length; i++) {
            byte[] value = values.get(i);
            keys[i] = value == null ? 0 : ByteBuffer.wrap(value).getLong();
        }
        return keys;
    }

    /** Gives every reference without a key a new one, durably. */
    private void make(int programme, List<byte[]> references, long[] keys) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] == 0) {
                    keys[i] = unusedKey(programme);
                    batch.put(members, memberKey(programme, keys[i]), PROFILE);
                    put(batch, programme, keys[i], references.get(i));
                }
            }
            db.rocks().write(synced, batch);
        }
    }

    private void put(WriteBatch batch, int programme, long key, byte[] reference) throws RocksDBException {
        batch.put(byReference, referenceKey(programme, reference),
                ByteBuffer.allocate(Long.BYTES).putLong(key).array());
        batch.put(members, memberReferenceKey(programme, key, reference), new byte[0]);
    }

    /** Two equal draws within one batch are as likely as a broken generator, and {@link #make} is called under a lock. */
    private long unusedKey(int programme) throws RocksDBException {
        while (true) {
            long key = random.nextLong();
            if (key != 0 && db.rocks().get(members, memberKey(programme, key)) == null) {
                return key;
            }
        }
    }

    @Override
    public OptionalLong find(int programme, String reference) {
        byte[] bytes = bytes(reference);
        OptionalLong known = cache.find(programme, bytes);
        if (known.isPresent()) {
            return known;
        }
        try (var _ = db.use()) {
            byte[] value = db.rocks().get(byReference, referenceKey(programme, bytes));
            if (value == null) {
                return OptionalLong.empty();
            }
            long key = ByteBuffer.wrap(value).getLong();
            cache.put(programme, bytes, key);
            return OptionalLong.of(key);
        } catch (RocksDBException e) {
            throw failed("find a reference", e);
        }
    }

    @Override
    public long link(int programme, long key, String reference) {
        byte[] bytes = bytes(reference);
        synchronized (making) {
            OptionalLong known = find(programme, reference);
            if (known.isPresent()) {
                return known.getAsLong();
            }
            try (var _ = db.use();
                    WriteBatch batch = new WriteBatch()) {
                if (db.rocks().get(members, memberKey(programme, key)) == null) {
                    throw new IllegalArgumentException("expected a key that this store gave, but found "
                            + Long.toHexString(key));
                }
                put(batch, programme, key, bytes);
                db.rocks().write(synced, batch);
            } catch (RocksDBException e) {
                throw failed("link a reference", e);
            }
            cache.put(programme, bytes, key);
            return key;
        }
    }

    @Override
    public List<String> references(int programme, long key) {
        byte[] member = memberKey(programme, key);
        List<String> references = new ArrayList<>();
        try (var _ = db.use();
                ReadOptions read = new ReadOptions();
                RocksIterator all = db.rocks().newIterator(members, read)) {
            for (all.seek(member); all.isValid(); all.next()) {
                byte[] at = all.key();
                if (!Arrays.equals(at, 0, MEMBER_BYTES, member, 0, MEMBER_BYTES)) {
                    break;
                }
                if (at.length > MEMBER_BYTES) {
                    references.add(reference(at));
                }
            }
            all.status();
            return references;
        } catch (RocksDBException e) {
            throw failed("read the references of a member", e);
        }
    }

    @Override
    public List<Named> search(int programme, String prefix, String after, int limit) {
        byte[] within = referenceKey(programme, prefix.getBytes(UTF_8));
        byte[] behind = referenceKey(programme, after.getBytes(UTF_8));
        List<Named> found = new ArrayList<>();
        try (var _ = db.use();
                ReadOptions read = new ReadOptions();
                RocksIterator all = db.rocks().newIterator(byReference, read)) {
            all.seek(Arrays.compareUnsigned(within, behind) > 0 ? within : behind);
            for (; all.isValid() && found.size() < limit; all.next()) {
                byte[] at = all.key();
                if (!startsWith(at, within)) {
                    break;
                }
                if (!Arrays.equals(at, behind)) {
                    found.add(new Named(new String(at, Integer.BYTES, at.length - Integer.BYTES, UTF_8),
                            ByteBuffer.wrap(all.value()).getLong()));
                }
            }
            all.status();
            return found;
        } catch (RocksDBException e) {
            throw failed("search for references", e);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    @Override
    public void forEach(MemberVisitor visitor) {
        byte[] last = new byte[0];
        try (var _ = db.use();
                ReadOptions read = new ReadOptions().setFillCache(false).setReadaheadSize(SCAN_READAHEAD_BYTES);
                RocksIterator all = db.rocks().newIterator(members, read)) {
            for (all.seekToFirst(); all.isValid(); all.next()) {
                byte[] at = all.key();
                if (at.length > MEMBER_BYTES
                        && !(last.length > 0 && Arrays.equals(at, 0, MEMBER_BYTES, last, 0, MEMBER_BYTES))) {
                    last = at;
                    ByteBuffer in = ByteBuffer.wrap(at);
                    if (!visitor.member(in.getInt(), in.getLong(), reference(at))) {
                        return;
                    }
                }
            }
            all.status();
        } catch (RocksDBException e) {
            throw failed("read all members", e);
        }
    }

    /** Makes a copy of everything given so far, by links where the file system has them; {@code folder} must not exist. */
    public void copyTo(Path folder) {
        try (var _ = db.use();
                Checkpoint checkpoint = Checkpoint.create(db.rocks())) {
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException e) {
            throw failed("copy to " + folder, e);
        }
    }

    @Override
    public void close() {
        db.close();
        synced.close();
    }

    private static byte[] bytes(String reference) {
        if (reference.isEmpty() || reference.length() > MAX_REFERENCE) {
            throw new IllegalArgumentException("expected a reference of 1 to " + MAX_REFERENCE
                    + " characters, but found " + reference.length());
        }
        byte[] bytes = reference.getBytes(UTF_8);
        for (int i = 0; i < reference.length(); i++) {
            if (Character.isSurrogate(reference.charAt(i))) {
                if (!new String(bytes, UTF_8).equals(reference)) {
                    throw new IllegalArgumentException(
                            "expected a reference in Unicode, but found half a pair at " + i);
                }
                break;
            }
        }
        return bytes;
    }

    private static boolean hasZero(long[] keys) {
        return Arrays.stream(keys).anyMatch(key -> key == 0);
    }

    private static byte[] referenceKey(int programme, byte[] reference) {
        return ByteBuffer.allocate(Integer.BYTES + reference.length).putInt(programme).put(reference).array();
    }

    private static byte[] memberKey(int programme, long key) {
        return ByteBuffer.allocate(MEMBER_BYTES).putInt(programme).putLong(key).array();
    }

    private static byte[] memberReferenceKey(int programme, long key, byte[] reference) {
        return ByteBuffer.allocate(MEMBER_BYTES + reference.length)
                .putInt(programme)
                .putLong(key)
                .put(reference)
                .array();
    }

    private static String reference(byte[] memberReferenceKey) {
        return new String(memberReferenceKey, MEMBER_BYTES, memberReferenceKey.length - MEMBER_BYTES, UTF_8);
    }

    private static StorageException failed(String what, RocksDBException cause) {
        return Families.failed("the profile store could not " + what, cause, false);
    }
}
