package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guildhall.server.access.ApiKey;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Visit;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param path of the page, with its query, to come back to
 * @param key who has signed in; null for nobody
 * @param here the way to this page, from the first one
 */
record Frame(Words words, Theme theme, String path, @Nullable ApiKey key, List<Link> here) {
    /** Where something stands, and what it is called. */
    record Link(String href, String text) {}

    /** Light or dark. */
    enum Theme {
        /** As the system has it. */
        AUTO,
        LIGHT,
        DARK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one that the switch changes to. */
        Theme next() {
            return values()[(ordinal() + 1) % values().length];
        }

        static Theme of(String word) {
            for (Theme theme : values()) {
                if (theme.word().equals(word)) {
                    return theme;
                }
            }
            return AUTO;
        }
    }

    /** As the browser asks for it, or was told to remember. */
    static Frame of(Visit visit) {
        Locale language = Cookies.find(visit, Cookies.LANGUAGE)
                .map(word -> word.equals("zh") ? Locale.CHINESE : Locale.ENGLISH)
                .orElse(visit.language());
        Theme theme = Theme.of(Cookies.find(visit, Cookies.THEME).orElse(""));
        return new Frame(new Words(language), theme, visit.parts().address(), null, List.of());
    }

    /** The same, to come back to another page. */
    Frame from(String other) {
        return new Frame(words, theme, other, key, here);
    }

    Frame signedIn(ApiKey by) {
        return new Frame(words, theme, path, by, here);
    }

    /** The page, one step further from the first. */
    Frame at(String href, String text) {
        List<Link> further = new ArrayList<>(here);
        further.add(new Link(href, text));
        return new Frame(words, theme, path, key, List.copyOf(further));
    }

    String title() {
        return here.isEmpty() ? "" : here.getLast().text();
    }

    boolean may(Permission permission) {
        return key != null && key.role().may(permission);
    }

    String otherLanguage() {
        return words.isChinese() ? "en" : "zh";
    }

    String asset(String name) {
        return Assets.path(name);
    }
}
