package org.guildhall.server.http;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.guildhall.server.access.ApiKey;
import org.guildhall.server.access.Caller;
import org.guildhall.server.access.MemberToken;

/**
 * One request whose caller is known and may ask it.
 *
 * @param caller whose call it is
 * @param language in which problems are titled
 * @param closing whether the server takes nothing new any more
 */
public record Call(Caller caller, Locale language, Parts parts, BooleanSupplier closing) {
    /** Where the parts of a request come from. */
    public interface Parts {
        /** A part of the path, decoded. */
        String path(String name);

        /** All of the path with its query, as it was sent. */
        String address();

        /** The address of whoever sent it, or of the proxy before us. */
        InetAddress from();

        /** Whether it came over TLS, to here or to the proxy before us. */
        boolean isSecure();

        Optional<String> query(String name);

        Optional<String> header(String name);

        /** @throws ProblemException when it is too long */
        byte[] body();

        /** The body as it arrives, of any length; instead of {@link #body}. */
        InputStream stream();
    }

    /** The caller's key, which every caller has who may do more than a member. */
    public ApiKey key() {
        return switch (caller) {
            case ApiKey key -> key;
            case MemberToken token -> throw new ProblemException(403, "forbidden",
                    "found the member's token " + token.id() + ", expected a key");
        };
    }

    public String path(String name) {
        return parts.path(name);
    }

    /** For what concerns every programme: a key for one of them may not ask it. */
    public void requireKeyForAll() {
        if (key().programme() != null) {
            throw new ProblemException(403, "forbidden",
                    "found a key for " + key().programme() + ", expected one for all programmes");
        }
    }

    /** A whole number of the query. */
    public int number(String name, int otherwise, int most) {
        String text = parts.query(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new ProblemException(400, "malformed",
                    "found " + name + "=" + text + ", expected a number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }
}
