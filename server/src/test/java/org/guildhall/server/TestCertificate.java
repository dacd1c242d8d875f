package org.guildhall.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for {@code localhost} that vouches for itself, made by the JDK's keytool. */
record TestCertificate(Path certificate, Path key, Certificate trusted) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** @param algorithm {@code RSA} or {@code EC} */
    static TestCertificate make(Path folder, String name, String algorithm, String days) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "it", "-keyalg", algorithm, "-dname", "CN=" + name, "-ext",
                "SAN=dns:localhost",
                "-startdate", "-2d", "-validity", days, "-storetype", "PKCS12", "-keystore", store.toString(),
                "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Certificate certificate = keys.getCertificate("it");
        return new TestCertificate(
                pem(folder.resolve(name + ".crt"), "CERTIFICATE", certificate.getEncoded()),
                pem(folder.resolve(name + ".key"), "PRIVATE KEY", keys.getKey("it", PASSWORD).getEncoded()),
                certificate);
    }

    private static Path pem(Path file, String what, byte[] bytes) throws IOException {
        return Files.write(file, List.of("-----BEGIN " + what + "-----",
                Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(bytes), "-----END " + what + "-----"));
    }

    /** Of a client that trusts this certificate and no other. */
    SSLContext client(String protocol) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("it", trusted);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
