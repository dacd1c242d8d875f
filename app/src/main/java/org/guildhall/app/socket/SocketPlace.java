package org.guildhall.app.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the socket of a data directory is: {@code serving/socket}, or, where that path is too long for a socket, in a folder for
 * temporary files, which {@code serving/elsewhere} names. Both folders are their owner's only.
 */
final class SocketPlace {
    /** Shorter by some bytes than what any system allows, 104. */
    static final int LONGEST = 100;

    private static final String FOLDER = "serving";
    private static final String SOCKET = "socket";
    private static final String ELSEWHERE = "elsewhere";

    private SocketPlace() {}

    /** Where to call. */
    static UnixDomainSocketAddress find(Path data) throws IOException {
        Path folder = data.resolve(FOLDER);
        try {
            return UnixDomainSocketAddress.of(Files.readString(folder.resolve(ELSEWHERE)).strip());
        } catch (NoSuchFileException here) {
            return UnixDomainSocketAddress.of(shorter(folder.resolve(SOCKET)));
        }
    }

    /** Where to listen; what another process left is removed. The caller has the directory locked. */
    static UnixDomainSocketAddress make(Path data) throws IOException {
        clear(data);
        Path folder = Files.createDirectory(data.resolve(FOLDER),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path socket = shorter(folder.resolve(SOCKET));
        if (socket.toString().getBytes(UTF_8).length > LONGEST) {
            socket = Files.createTempDirectory("guildhall-").resolve(SOCKET);
            Files.writeString(folder.resolve(ELSEWHERE), socket + "\n");
        }
        return UnixDomainSocketAddress.of(socket);
    }

    /** Removes the socket. */
    static void clear(Path data) throws IOException {
        Path folder = data.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            Path socket = find(data).getPath();
            Files.deleteIfExists(socket);
            if (Files.deleteIfExists(folder.resolve(ELSEWHERE)) && socket.getParent() != null) {
                Files.deleteIfExists(socket.getParent());
            }
            Files.deleteIfExists(folder);
        }
    }

    /** Absolute paths may be longer than relative ones, or the other way round. */
    private static Path shorter(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.toString().length() < path.toString().length() ? absolute : path;
    }
}
