package org.guildhall.app.command;

import java.nio.file.Path;
import org.guildhall.server.http.CertificateFiles;
import picocli.CommandLine.Option;

/** What {@code serve} shows over TLS: both files or neither. */
final class TlsOptions {
    @Option(names = "--tls-cert", required = true, paramLabel = "FILE",
            description = "The certificate in PEM, the server's own first, then those that vouch for it. Read again when"
                    + " it changes.") Path certificate = Path.of("");

    @Option(names = "--tls-key", required = true, paramLabel = "FILE",
            description = "Its key in PEM (RSA or EC in PKCS#8, without a password).") Path key = Path.of("");

    CertificateFiles files() {
        return new CertificateFiles(certificate, key);
    }
}
