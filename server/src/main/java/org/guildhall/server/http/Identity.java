package org.guildhall.server.http;

import io.helidon.common.tls.Tls;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Whom a server shows itself as over TLS.
 *
 * @param chain the certificate of the key first, then those that vouch for it
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    /** TLS 1.2 and 1.3, nothing before. Helidon 4.4.0 takes another later only where it was told whom to trust. */
    Tls tls() {
        return Tls.builder()
                .privateKey(key)
                .privateKeyCertChain(chain)
                .trust(chain)
                .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))
                .build();
    }

    @Override
    public String toString() {
        return "Identity of " + chain.getFirst().getSubjectX500Principal();
    }
}
