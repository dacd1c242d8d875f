package org.guildhall.app.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

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
    /** While it is written; it counts for nothing. */
    private static final String UNFINISHED = "elsewhere.new";

    private SocketPlace() {}

    /** Where to call. */
    static UnixDomainSocketAddress find(Path data) throws IOException {
        Path folder = data.resolve(FOLDER);
        Path elsewhere = elsewhere(folder);
        return UnixDomainSocketAddress.of(elsewhere != null ? elsewhere : shorter(folder.resolve(SOCKET)));
    }

    /** What the file names; null without one, or where a crash left it empty or torn: no whole line with a whole path. */
    private static @Nullable Path elsewhere(Path folder) throws IOException {
        try {
            String text = new String(Files.readAllBytes(folder.resolve(ELSEWHERE)), UTF_8);
            Path path = Path.of(text.strip());
            return text.endsWith("\n") && path.isAbsolute() && path.endsWith(SOCKET) ? path : null;
        } catch (NoSuchFileException | InvalidPathException none) {
            return null;
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
            Files.writeString(folder.resolve(UNFINISHED), socket + "\n");
            Files.move(folder.resolve(UNFINISHED), folder.resolve(ELSEWHERE), StandardCopyOption.ATOMIC_MOVE);
        }
        return UnixDomainSocketAddress.of(socket);
    }

    /** Removes the socket. */
    static void clear(Path data) throws IOException {
        Path folder = data.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            Path elsewhere = elsewhere(folder);
            if (elsewhere != null && elsewhere.getParent() != null) {
                Files.deleteIfExists(elsewhere);
                Files.deleteIfExists(elsewhere.getParent());
            }
            for (String file : new String[]{SOCKET, ELSEWHERE, UNFINISHED}) {
                Files.deleteIfExists(folder.resolve(file));
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
