package org.guildhall.server.http;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.pki.PemReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * A server's certificate and its key, in PEM.
 *
 * @param certificate the server's own first, then those that vouch for it
 * @param key of RSA or EC in PKCS#8, without a password
 */
public record CertificateFiles(Path certificate, Path key) {
    private static final byte[] ANYTHING = {1, 2, 3};

    /** What is wrong with such a file, for people. */
    public static final class UnusableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /** @throws UnusableException where they can't be read, don't belong together or are out of date */
    public Identity read() {
        List<X509Certificate> chain = chain();
        PrivateKey secret = secret();
        X509Certificate own = chain.getFirst();
        if (!belong(own.getPublicKey(), secret)) {
            throw new UnusableException("found in " + key + " a key of another certificate than that in " + certificate
                    + ", expected the key it was made with, and the server's own certificate first");
        }
        if (own.getNotAfter().before(Date.from(Instant.now()))) {
            throw new UnusableException("found in " + certificate + " a certificate that ended on "
                    + own.getNotAfter().toInstant() + ", expected one that is good");
        }
        return new Identity(secret, chain);
    }

    private List<X509Certificate> chain() {
        byte[] bytes = bytes(certificate);
        try {
            return PemReader.readCertificates(new ByteArrayInputStream(bytes));
        } catch (RuntimeException malformed) {
            throw new UnusableException("found no certificate in " + certificate
                    + ", expected PEM that begins with -----BEGIN CERTIFICATE-----");
        }
    }

    private PrivateKey secret() {
        byte[] bytes = bytes(key);
        try {
            return Keys.builder()
                    .pem(pem -> pem.key(Resource.create(key.toString(), bytes)))
                    .build()
                    .privateKey()
                    .orElseThrow();
        } catch (RuntimeException malformed) {
            throw new UnusableException("found no key in " + key + " that can be read, expected PEM that begins with"
                    + " -----BEGIN PRIVATE KEY----- (RSA or EC in PKCS#8, without a password)");
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new UnusableException("found no file " + file);
        } catch (IOException unreadable) {
            throw new UnusableException("found " + file + ", which can't be read: " + unreadable);
        }
    }

    private static boolean belong(PublicKey open, PrivateKey secret) {
        try {
            Signature signature = Signature.getInstance(
                    open.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256with" + open.getAlgorithm());
            signature.initSign(secret);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(ANYTHING);
            return signature.verify(signed);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }
}
