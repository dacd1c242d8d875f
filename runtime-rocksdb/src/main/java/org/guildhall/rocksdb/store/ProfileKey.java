package org.guildhall.rocksdb.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Seal;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * The file with the key that encrypts the keys of members: 64 hexadecimal digits in a line, made when it is first needed, read
 * by its owner alone. Backups leave it out.
 */
public final class ProfileKey {
    /** Where it is in a data directory, unless it is kept elsewhere. */
    public static final String NAME = "profiles.key";

    private final Path file;

    public ProfileKey(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Null where there is no such file. */
    byte @Nullable [] load() {
        try {
            if (Files.notExists(file)) {
                return null;
            }
            String line = Files.readString(file, US_ASCII).strip();
            if (!line.matches("[0-9a-f]{" + 2 * Seal.KEY_BYTES + "}")) {
                throw new DamageException("expected a key of " + 2 * Seal.KEY_BYTES + " hexadecimal digits in " + file
                        + ", but found another text");
            }
            return HexFormat.of().parseHex(line);
        } catch (IOException fault) {
            throw new StorageException("can't read " + file, fault);
        }
    }

    /** A new one, durable on return. */
    byte[] create() {
        byte[] key = Seal.newKey();
        Path made = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(made);
            createPrivate(made);
            Durable.replace(file, (HexFormat.of().formatHex(key) + "\n").getBytes(US_ASCII));
            return key;
        } catch (IOException fault) {
            throw new StorageException("can't write " + file, fault);
        }
    }

    /** Before there is anything in it. */
    private static void createPrivate(Path path) throws IOException {
        if (Files.getFileStore(path.toAbsolutePath().getParent())
                .supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.createFile(path,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }
}
