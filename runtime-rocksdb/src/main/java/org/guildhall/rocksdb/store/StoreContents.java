package org.guildhall.rocksdb.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.guildhall.runtime.EntityStore.Stored;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** All that an entity store holds, read from end to end: as one digest, or compared with another's. Any thread. */
final class StoreContents {
    private static final int READAHEAD_BYTES = 2 << 20;

    private StoreContents() {}

    static String digest(Families db) {
        MessageDigest sha = sha256();
        ByteBuffer lengths = ByteBuffer.allocate(2 * Integer.BYTES);
        for (String family : List.of("heads", "pages", "timers", "shards")) {
            try (var _ = db.use();
                    ReadOptions read = new ReadOptions().setFillCache(false).setReadaheadSize(READAHEAD_BYTES);
                    RocksIterator all = db.rocks().newIterator(db.family(family), read)) {
                for (all.seekToFirst(); all.isValid(); all.next()) {
                    byte[] key = all.key();
                    byte[] value = all.value();
                    sha.update(lengths.clear().putInt(key.length).putInt(value.length).flip());
                    sha.update(key);
                    sha.update(value);
                }
                all.status();
            } catch (RocksDBException e) {
                throw RocksEntityStore.failed("read " + family, e);
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    static List<String> differences(Families one, Families other, int limit) {
        List<String> differences = new ArrayList<>();
        for (String family : List.of("heads", "pages", "timers")) {
            try (var _ = one.use();
                    var _ = other.use();
                    RocksIterator expected = one.rocks().newIterator(one.family(family));
                    RocksIterator found = other.rocks().newIterator(other.family(family))) {
                compare(family, expected, found, differences, limit);
            } catch (RocksDBException e) {
                throw RocksEntityStore.failed("compare " + family, e);
            }
        }
        return differences;
    }

    private static void compare(String family, RocksIterator expected, RocksIterator found, List<String> differences,
            int limit) throws RocksDBException {
        expected.seekToFirst();
        found.seekToFirst();
        while ((expected.isValid() || found.isValid()) && differences.size() < limit) {
            int order = !found.isValid() ? -1
                    : !expected.isValid() ? 1 : Arrays.compareUnsigned(expected.key(), found.key());
            if (order < 0) {
                differences.add("expected " + words(family, expected) + ", but found none");
            } else if (order > 0) {
                differences.add("expected no " + words(family, found) + ", but found one");
            } else if (!Arrays.equals(expected.value(), found.value())) {
                differences.add("expected " + words(family, expected) + ", but found " + words(family, found));
            }
            if (order <= 0) {
                expected.next();
            }
            if (order >= 0) {
                found.next();
            }
        }
        expected.status();
        found.status();
    }

    private static String words(String family, RocksIterator at) {
        return switch (family) {
            case "heads" -> {
                Stored stored = RocksEntityStore.stored(at.value());
                yield Keys.entity(at.key()) + " version " + stored.version() + " (" + stored.head().length
                        + " bytes, checksum " + checksum(stored.head()) + ", due " + stored.nextDue() + ")";
            }
            case "pages" -> "page " + Keys.page(at.key()) + " of "
                    + Keys.entity(at.key()) + " (" + at.value().length + " bytes, checksum " + checksum(at.value())
                    + ")";
            default -> "due moment " + Keys.due(at.key());
        };
    }

    private static String checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Long.toHexString(crc.getValue());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
