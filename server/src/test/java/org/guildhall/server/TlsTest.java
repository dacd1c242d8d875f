package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.guildhall.server.http.CertificateFiles;
import org.guildhall.server.http.CertificateFiles.UnusableException;
import org.guildhall.server.http.Identity;
import org.guildhall.server.http.Limits;
import org.guildhall.server.http.Listening;
import org.guildhall.server.telemetry.RequestLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates, and what is wrong with them. */
class TlsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private static TestServer server(Identity identity) {
        return new TestServer(runtime -> runtime, edge -> GuildhallServer.start(edge,
                new Listening("localhost", 0, identity), Limits.USUAL, RequestLog.SLOW_ONLY, null));
    }

    private static HttpResponse<String> health(TestCertificate trusted, int port, String... protocols)
            throws Exception {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(protocols);
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusted.client("TLS"))
                .sslParameters(parameters)
                .build()) {
            return client.send(HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/health")).build(),
                    BodyHandlers.ofString());
        }
    }

    private static CertificateFiles files(TestCertificate certificate) {
        return new CertificateFiles(certificate.certificate(), certificate.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void answersOverTls(String algorithm) throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "one", algorithm, "30");
        try (TestServer server = server(files(certificate).read())) {
            for (String protocol : new String[]{"TLSv1.2", "TLSv1.3"}) {
                HttpResponse<String> health = health(certificate, server.port(), protocol);
                assertThat(health.statusCode()).isEqualTo(200);
                assertThat(health.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
            }
        }
    }

    @Test
    void showsARenewedCertificateWithoutAStart() throws Exception {
        TestCertificate first = TestCertificate.make(folder, "first", "EC", "30");
        TestCertificate second = TestCertificate.make(folder, "second", "EC", "30");
        try (TestServer server = server(files(first).read())) {
            assertThat(health(first, server.port(), "TLSv1.3").statusCode()).isEqualTo(200);

            server.renew(files(second).read());

            assertThat(health(second, server.port(), "TLSv1.3").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> health(first, server.port(), "TLSv1.3")).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void saysWhatIsWrongWithFiles() throws Exception {
        TestCertificate one = TestCertificate.make(folder, "one", "RSA", "30");
        TestCertificate sameKind = TestCertificate.make(folder, "two", "RSA", "30");
        TestCertificate otherKind = TestCertificate.make(folder, "three", "EC", "30");
        TestCertificate old = TestCertificate.make(folder, "old", "EC", "1");
        Path nothing = folder.resolve("nothing.pem");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path broken = Files.writeString(folder.resolve("broken.pem"),
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

        assertWrong(nothing, one.key(), "found no file " + nothing);
        assertWrong(one.certificate(), nothing, "found no file " + nothing);
        assertWrong(empty, one.key(), "found no certificate in " + empty);
        assertWrong(one.key(), one.key(), "found no certificate in " + one.key());
        assertWrong(one.certificate(), empty, "found no key in " + empty);
        assertWrong(one.certificate(), broken, "found no key in " + broken);
        assertWrong(one.certificate(), one.certificate(), "found no key in " + one.certificate());
        assertWrong(one.certificate(), folder, "found " + folder + ", which can't be read");
        assertWrong(one.certificate(), sameKind.key(), "a key of another certificate");
        assertWrong(one.certificate(), otherKind.key(), "a key of another certificate");
        assertWrong(old.certificate(), old.key(), "a certificate that ended on");
    }

    private static void assertWrong(Path certificate, Path key, String words) throws IOException {
        assertThatThrownBy(() -> new CertificateFiles(certificate, key).read()).isInstanceOf(UnusableException.class)
                .hasMessageContaining(words);
    }
}
