package org.guildhall.rocksdb.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Due;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.Progress;
import org.guildhall.runtime.ShardWrite;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Snapshots in RocksDB, without its log: the journals are the truth. All families flush together, so a crash leaves a prefix
 * of the writes, and with it the progress that belongs to them.
 *
 * <p>Any thread. {@link #useLayout} and {@link #beginLayout} only while nobody writes.
 */
public final class RocksEntityStore implements EntityStore, AutoCloseable {
    private static final int SCAN_READAHEAD_BYTES = 2 << 20;
    private static final int SHARD_READAHEAD_BYTES = 256 << 10;
    /** So many entities are passed over in the time in which one is found by its name. */
    private static final int PASSED_FOR_ONE = 8;

    private final Families db;
    private final ColumnFamilyHandle heads;
    private final ColumnFamilyHandle pages;
    private final ColumnFamilyHandle timers;
    private final ColumnFamilyHandle shards;
    private final ColumnFamilyHandle meta;
    private final WriteOptions unlogged;
    /** For loads of many: they go into the caller's cache, which is above this one and larger. */
    private final ReadOptions uncached;
    private volatile int generation;

    public RocksEntityStore(Path folder, StoreOptions options) {
        db = Families.entities(folder, options);
        uncached = new ReadOptions().setFillCache(false);
        unlogged = new WriteOptions().setDisableWAL(true);
        heads = db.family("heads");
        pages = db.family("pages");
        timers = db.family("timers");
        shards = db.family("shards");
        meta = db.family("meta");
    }

    /** Progress is kept apart for each generation. */
    public void useLayout(int generation) {
        this.generation = generation;
    }

    /** Notes the progress with which a generation begins; durable on return, and without effect until it is used. */
    public void beginLayout(int next, int partitions, long received) {
        try (var _ = db.use();
                WriteBatch batch = new WriteBatch()) {
            for (int partition = 0; partition < partitions; partition++) {
                batch.put(meta, progressKey(next, partition), bytes(new Progress(0, received)));
            }
            db.rocks().write(unlogged, batch);
        } catch (RocksDBException e) {
            throw failed("write", e);
        }
        sync();
    }

    @Override
    public @Nullable Stored load(EntityName name) {
        try (var _ = db.use()) {
            byte[] value = db.rocks().get(heads, Keys.entity(name));
            return value == null ? null : stored(value);
        } catch (RocksDBException e) {
            throw failed("read " + name, e);
        }
    }

    @Override
    public @Nullable Stored[] loadAll(List<EntityName> names) {
        @Nullable Stored[] all = new Stored[names.size()];
        if (all.length == 0) {
            return all;
        }
        List<byte[]> keys = new ArrayList<>(all.length);
        for (EntityName name : names) {
            keys.add(Keys.entity(name));
        }
        try (var _ = db.use()) {
            List<byte @Nullable []> values =
                    db.rocks().multiGetAsList(uncached, Collections.nCopies(all.length, heads), keys);
            for (int i = 0; i < all.length; i++) {
                byte[] value = values.get(i);
                all[i] = value == null ? null : stored(value);
            }
            return all;
        } catch (RocksDBException e) {
            throw failed("read " + all.length + " entities", e);
        }
    }

    /** Passes over the shard where that is less work than to look for each by itself. */
    @Override
    public @Nullable Stored[] loadShard(List<EntityName> names) {
        if (names.isEmpty() || names.size() < estimatedEntities() / EntityName.SHARDS / PASSED_FOR_ONE) {
            return loadAll(names);
        }
        @Nullable Stored[] all = new Stored[names.size()];
        try (var _ = db.use();
                Slice end = new Slice(Keys.after(Keys.entity(names.getLast())));
                ReadOptions read = new ReadOptions().setIterateUpperBound(end)
                        .setFillCache(false)
                        .setReadaheadSize(SHARD_READAHEAD_BYTES);
                RocksIterator stored = db.rocks().newIterator(heads, read)) {
            int next = 0;
            for (stored.seek(Keys.entity(names.getFirst())); stored.isValid(); stored.next()) {
                EntityName here = Keys.entity(stored.key());
                while (names.get(next).compareTo(here) < 0) {
                    next++; // is not stored
                }
                if (names.get(next).equals(here)) {
                    all[next] = stored(stored.value());
                }
            }
            stored.status();
            return all;
        } catch (RocksDBException e) {
            throw failed("read " + all.length + " entities", e);
        }
    }

    /** About how many there are. */
    private long estimatedEntities() {
        try (var _ = db.use()) {
            return db.rocks().getLongProperty(heads, "rocksdb.estimate-num-keys");
        } catch (RocksDBException e) {
            throw failed("estimate its size", e);
        }
    }

    @Override
    public byte @Nullable [] page(EntityName name, long page) {
        try (var _ = db.use()) {
            return db.rocks().get(pages, Keys.page(name, page));
        } catch (RocksDBException e) {
            throw failed("read page " + page + " of " + name, e);
        }
    }

    @Override
    public @Nullable StoredShard shard(int shard) {
        try (var _ = db.use()) {
            byte[] value = db.rocks().get(shards, Keys.shard(shard));
            if (value == null) {
                return null;
            }
            ByteReader in = new ByteReader(value);
            long position = in.readVarint();
            return new StoredShard(rest(in), position);
        } catch (RocksDBException e) {
            throw failed("read shard " + shard, e);
        }
    }

    @Override
    public Progress progress(int partition) {
        try (var _ = db.use()) {
            byte[] value = db.rocks().get(meta, progressKey(generation, partition));
            if (value == null) {
                return Progress.NONE;
            }
            ByteReader in = new ByteReader(value);
            return new Progress(in.readVarint(), in.readSigned());
        } catch (RocksDBException e) {
            throw failed("read the progress of partition " + partition, e);
        }
    }

    @Override
    public void write(ShardWrite write) {
        ByteWriter out = new ByteWriter(2048);
        try (var _ = db.use();
                WriteBatch batch = new WriteBatch()) {
            for (ShardWrite.EntityWrite entity : inOrder(write.entities())) {
                write(batch, entity, out);
            }
            out.reset().writeVarint(write.position()).writeRaw(write.state(), 0, write.state().length);
            batch.put(shards, Keys.shard(write.shard()), out.toByteArray());
            batch.put(meta, progressKey(generation, write.partition()), bytes(write.progress()));
            db.rocks().write(unlogged, batch);
        } catch (RocksDBException e) {
            throw failed("write shard " + write.shard(), e);
        }
    }

    /** In the order of their keys, in which a memtable takes them most cheaply. */
    private static List<ShardWrite.EntityWrite> inOrder(List<ShardWrite.EntityWrite> entities) {
        List<ShardWrite.EntityWrite> sorted = new ArrayList<>(entities);
        sorted.sort(Comparator.comparing(ShardWrite.EntityWrite::name));
        return sorted;
    }

    private void write(WriteBatch batch, ShardWrite.EntityWrite entity, ByteWriter out) throws RocksDBException {
        EntityName name = entity.name();
        out.reset().writeVarint(entity.version()).writeVarint(entity.position()).writeSigned(entity.nextDue());
        out.writeRaw(entity.bytes(), entity.headFrom(), entity.headLength());
        batch.put(heads, Keys.entity(name), out.toByteArray());
        for (Change.Page page : entity.pages()) {
            byte[] bytes = page.bytes();
            if (bytes == null) {
                batch.delete(pages, Keys.page(name, page.number()));
            } else {
                batch.put(pages, Keys.page(name, page.number()), bytes);
            }
        }
        if (entity.nextDue() != entity.storedDue()) {
            if (entity.storedDue() != Long.MAX_VALUE) {
                batch.delete(timers, Keys.due(entity.storedDue(), name));
            }
            if (entity.nextDue() != Long.MAX_VALUE) {
                batch.put(timers, Keys.due(entity.nextDue(), name), new byte[0]);
            }
        }
    }

    @Override
    public void due(Due after, long until, Predicate<Due> visitor) {
        try (var _ = db.use();
                ReadOptions read = new ReadOptions();
                RocksIterator all = db.rocks().newIterator(timers, read)) {
            for (all.seek(Keys.after(Keys.due(after.moment(), after.entity()))); all.isValid(); all.next()) {
                Due due = Keys.due(all.key());
                if (due.moment() > until || !visitor.test(due)) {
                    return;
                }
            }
            all.status();
        } catch (RocksDBException e) {
            throw failed("read what is due", e);
        }
    }

    @Override
    public void scan(EntityVisitor visitor) {
        try (var _ = db.use()) {
            scanHere(visitor);
        }
    }

    private void scanHere(EntityVisitor visitor) {
        Snapshot moment = db.rocks().getSnapshot();
        try (ReadOptions read = new ReadOptions().setSnapshot(moment)
                .setFillCache(false)
                .setReadaheadSize(SCAN_READAHEAD_BYTES);
                ReadOptions one = new ReadOptions().setSnapshot(moment);
                RocksIterator all = db.rocks().newIterator(heads, read)) {
            for (all.seekToFirst(); all.isValid(); all.next()) {
                EntityName name = Keys.entity(all.key());
                if (!visitor.entity(name, stored(all.value()), page -> pageAt(one, name, page))) {
                    return;
                }
            }
            all.status();
        } catch (RocksDBException e) {
            throw failed("read all entities", e);
        } finally {
            db.rocks().releaseSnapshot(moment);
        }
    }

    private byte[] pageAt(ReadOptions moment, EntityName name, long page) {
        try (var _ = db.use()) {
            byte[] bytes = db.rocks().get(pages, moment, Keys.page(name, page));
            if (bytes == null) {
                throw new DamageException("expected page " + page + " of " + name + ", but found none");
            }
            return bytes;
        } catch (RocksDBException e) {
            throw failed("read page " + page + " of " + name, e);
        }
    }

    @Override
    public List<byte[]> terms() {
        List<byte[]> terms = new ArrayList<>();
        byte[] prefix = Keys.text("terms/");
        byte[] behind = Keys.text("terms0");
        try (var _ = db.use();
                Slice end = new Slice(behind);
                ReadOptions read = new ReadOptions().setIterateUpperBound(end);
                RocksIterator all = db.rocks().newIterator(meta, read)) {
            for (all.seek(prefix); all.isValid(); all.next()) {
                terms.add(all.value());
            }
            all.status();
            return terms;
        } catch (RocksDBException e) {
            throw failed("read the terms", e);
        }
    }

    @Override
    public void addTerms(byte[] terms) {
        try (var _ = db.use()) {
            db.rocks().put(meta, unlogged, Keys.text(String.format("terms/%08d", terms().size())), terms);
        } catch (RocksDBException e) {
            throw failed("write terms", e);
        }
        sync();
    }

    @Override
    public void sync() {
        try (var _ = db.use();
                FlushOptions flush = new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true)) {
            db.rocks().flush(flush, db.families());
        } catch (RocksDBException e) {
            throw failed("flush", e);
        }
    }

    /** Makes a copy of everything written so far, by links where the file system has them; {@code folder} must not exist. */
    public void copyTo(Path folder) {
        try (var _ = db.use();
                Checkpoint checkpoint = Checkpoint.create(db.rocks())) {
            sync();
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException e) {
            throw failed("copy to " + folder, e);
        }
    }

    /**
     * Where another store's entities, pages and due moments differ from this one's, in words.
     *
     * @param limit of differences, after which it stops
     */
    public List<String> differences(RocksEntityStore other, int limit) {
        return StoreContents.differences(db, other.db, limit);
    }

    /** One SHA-256 in hexadecimal over all entities, pages, due moments and shards, by their keys; it reads all of them. */
    public String digest() {
        return StoreContents.digest(db);
    }

    /**
     * Lets its files stand still until {@link #resume}, so that what a crash would leave can be copied. Tables it has
     * no use for any more ({@code .trash}) go on being removed.
     */
    public void pause() {
        try (var _ = db.use()) {
            db.rocks().pauseBackgroundWork();
        } catch (RocksDBException e) {
            throw failed("pause", e);
        }
    }

    public void resume() {
        try (var _ = db.use()) {
            db.rocks().continueBackgroundWork();
        } catch (RocksDBException e) {
            throw failed("resume", e);
        }
    }

    /** RocksDB's own figures by name, for measurements. */
    public @Nullable String property(String family, String name) {
        try (var _ = db.use()) {
            return db.rocks().getProperty(db.family(family), name);
        } catch (RocksDBException e) {
            throw failed("read property " + name, e);
        }
    }

    @Override
    public void close() {
        db.close();
        uncached.close();
        unlogged.close();
    }

    static Stored stored(byte[] value) {
        ByteReader in = new ByteReader(value);
        long version = in.readVarint();
        long position = in.readVarint();
        long nextDue = in.readSigned();
        return new Stored(rest(in), version, position, nextDue);
    }

    private static byte[] rest(ByteReader in) {
        return Arrays.copyOfRange(in.array(), in.position(), in.position() + in.remaining());
    }

    private static byte[] progressKey(int generation, int partition) {
        return Keys.text("progress/" + generation + "/" + partition);
    }

    private static byte[] bytes(Progress progress) {
        return new ByteWriter(16).writeVarint(progress.replayFrom()).writeSigned(progress.received()).toByteArray();
    }

    static StorageException failed(String what, RocksDBException cause) {
        return Families.failed("the entity store could not " + what, cause, true);
    }
}
