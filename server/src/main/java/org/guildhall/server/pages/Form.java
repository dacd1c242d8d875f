package org.guildhall.server.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Visit;

/** A form that one of our own pages sent. */
record Form(Map<String, String> fields) {
    /** @throws ProblemException for what another site's page sent */
    static Form of(Visit visit) {
        requireOurs(visit);
        Map<String, String> fields = new HashMap<>();
        for (String field : new String(visit.parts().body(), UTF_8).split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    /** What was written into a field; empty where there is none. */
    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /** A page of ours that a field names; the first page where it names none. */
    String page(String name) {
        String path = text(name);
        return path.matches("/(?![/\\\\])[!-~&&[^\\\\]]*") ? path : "/";
    }

    private static void requireOurs(Visit visit) {
        String origin = visit.parts().header("Origin").orElse("none");
        String host = visit.parts().header("Host").orElse("");
        if (!isAt(origin, host)) {
            throw new ProblemException(403, "other-origin",
                    "found a form of the origin " + origin + ", expected one of our own, " + host);
        }
    }

    private static boolean isAt(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(400, "malformed", "found a form with a % that stands for nothing, expected"
                    + " application/x-www-form-urlencoded");
        }
    }
}
