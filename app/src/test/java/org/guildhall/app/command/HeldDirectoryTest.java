package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.guildhall.app.ExampleTerms;
import org.guildhall.app.command.Cli.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands on a directory that an import in another process has open. The import reads a pipe, so that it goes on as far, and
 * waits as long, as the test writes.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeldDirectoryTest {
    private static final Path SHOP = ExampleTerms.folder("online-retail");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void everyCommandWorksWhileAnImportGoesOn() throws Exception {
        Path data = folder.resolve("data");
        List<String> rows = rows(2_000);
        try (Import holder = new Import(data)) {
            holder.write(rows.subList(0, rows.size() / 2));

            assertThat(ended(ExitCode.FINE, "status", "--data", data).out()).contains("online-retail");
            assertThat(ended(ExitCode.FINE, "digest", "--data", data).out()).hasSize(64 + 1);
            assertThat(ended(ExitCode.FINE, "publish", SHOP, "--data", data).out()).contains("nothing to publish");
            assertThat(ended(ExitCode.FINE, "baseline", "--data", data, "--name", "now").out()).startsWith("baseline");
            ended(ExitCode.FINE, "trim", "--data", data);
            assertThat(ownProcess("backup", "copy", "--data", "data"))
                    .contains("backed up to " + folder.resolve("copy"));
            assertThat(ownProcess("doctor", "--data", "data")).contains("nothing is wrong");
            assertThat(ended(ExitCode.USAGE, "show", "--data", data).err()).contains("Missing required parameter");
            assertThat(ended(ExitCode.UNAVAILABLE, "show", "customer:1", "--data", data).err())
                    .contains("found nobody");
            for (String alone : new String[]{"rebuild", "demo"}) {
                assertThat(ended(ExitCode.UNAVAILABLE, alone, "--data", data).err())
                        .contains("is in use by process " + holder.process.pid(), alone + " needs it for itself");
            }
            holder.write(rows.subList(rows.size() / 2, rows.size()));
        }
        Path restored = folder.resolve("restored");
        ended(ExitCode.FINE, "restore", folder.resolve("copy"), "--data", restored);
        assertThat(ended(ExitCode.FINE, "doctor", "--data", restored).out()).contains("nothing is wrong");
        assertThat(ended(ExitCode.FINE, "doctor", "--data", data).out()).contains("nothing is wrong");
        assertThat(data.resolve("serving")).doesNotExist();
        assertThat(data).isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("doctor"));
    }

    @Test
    void anotherImportIsTakenToo() throws Exception {
        Path data = folder.resolve("data");
        Path more = folder.resolve("more.csv");
        Files.writeString(more, "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
                + "1,A,x,2,2010-12-01 08:26:00,10.00,1.0,UK\n");
        try (Import holder = new Import(data)) {
            holder.write(rows(100));
            assertThat(ownProcess("import", "more.csv", "--programme", SHOP.toString(), "--map",
                    SHOP.resolve("map.yaml").toString(), "--data", "data", "--json")).contains("\"accepted\":1");
        }
        assertThat(ended(ExitCode.FINE, "doctor", "--data", data).out()).contains("nothing is wrong");
    }

    @Test
    void aCallerThatIsKilledOrSaysNothingDoesNoHarm() throws Exception {
        Path data = folder.resolve("data");
        try (Import holder = new Import(data);
                SocketChannel silent = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            holder.write(rows(200));
            silent.connect(UnixDomainSocketAddress.of(data.resolve("serving/socket")));
            Process killed = new ProcessBuilder(Cli.ownProcess("doctor", "--data", data)).start();
            killed.destroyForcibly().waitFor();
            try (SocketChannel nonsense = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                nonsense.connect(UnixDomainSocketAddress.of(data.resolve("serving/socket")));
                nonsense.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
            }
            assertThat(ended(ExitCode.FINE, "status", "--data", data).out()).contains("online-retail");
            silent.close();
        }
        assertThat(ended(ExitCode.FINE, "status", "--data", data).out()).contains("online-retail");
    }

    @Test
    void aDirectoryWithALongPathIsReachedThroughAnotherFolder() throws Exception {
        Path data = folder.resolve("a-long-name".repeat(12)).resolve("data");
        try (Import holder = new Import(data)) {
            holder.write(rows(50));
            Path socket = Path.of(Files.readString(data.resolve("serving/elsewhere")).strip());
            for (Path place : new Path[]{socket.getParent(), data.resolve("serving")}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place))).isEqualTo("rwx------");
            }
            assertThat(ended(ExitCode.FINE, "status", "--data", data).out()).contains("online-retail");
        }
        assertThat(data.resolve("serving")).doesNotExist();
    }

    /** An import in a process of its own, of what is written to it; closed, it ends. */
    private final class Import implements AutoCloseable {
        private final Process process;
        private final Writer rows;

        Import(Path data) throws IOException, InterruptedException {
            Path pipe = folder.resolve("rows.csv");
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
            process = new ProcessBuilder(Cli.ownProcess("import", pipe, "--programme", SHOP, "--map",
                    SHOP.resolve("map.yaml"), "--data", data)).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("import.log").toFile())
                    .start();
            rows = new OutputStreamWriter(Files.newOutputStream(pipe), StandardCharsets.UTF_8); // once it reads
        }

        void write(List<String> lines) throws IOException {
            for (String line : lines) {
                rows.write(line + "\n");
            }
            rows.flush();
        }

        @Override
        public void close() throws Exception {
            try {
                rows.close();
                assertThat(process.waitFor()).as(Files.readString(folder.resolve("import.log"))).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private List<String> rows(int invoices) throws IOException {
        Path file = folder.resolve("generated.csv");
        ShopHistory.write(file, invoices, 50, 11);
        return Files.readAllLines(file);
    }

    /** Runs a command in the folder of the test; relative paths are there. */
    private String ownProcess(String... words) throws IOException, InterruptedException {
        Path log = folder.resolve("command.log");
        Process process = new ProcessBuilder(Cli.ownProcess((Object[]) words)).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = process.waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }

    private static Result ended(int exit, Object... words) {
        Result result = Cli.run(words);
        assertThat(result.exit()).as("%s%n%s%s", List.of(words), result.out(), result.err()).isEqualTo(exit);
        return result;
    }
}
