package org.guildhall.server.pages;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.guildhall.server.http.Visit;

/** What browsers keep for us: who is signed in, and how pages are to look. */
final class Cookies {
    static final String SESSION = "guildhall-session";
    static final String MEMBER = "guildhall-member";
    static final String LANGUAGE = "guildhall-language";
    static final String THEME = "guildhall-theme";

    /** Who may send a cookie along. */
    enum Reach {
        /** Our own pages alone. */
        STRICT("Strict"),
        /** Links on others' pages too. */
        LAX("Lax");

        private final String word;

        Reach(String word) {
            this.word = word;
        }
    }

    private Cookies() {}

    static Optional<String> find(Visit visit, String name) {
        return visit.parts()
                .header("Cookie")
                .stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .findFirst();
    }

    /** A cookie that no script can read. */
    static String of(String name, String value, Reach reach, Duration lasting, boolean secure) {
        return name + "=" + value + "; Path=/; HttpOnly; SameSite=" + reach.word + "; Max-Age=" + lasting.toSeconds()
                + (secure ? "; Secure" : "");
    }

    static String gone(String name) {
        return name + "=; Path=/; HttpOnly; Max-Age=0";
    }
}
