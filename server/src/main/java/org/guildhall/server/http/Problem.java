package org.guildhall.server.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Why a request came to nothing, as RFC 9457 has it.
 *
 * @param code stable, kebab-case; its title is in {@code titles.properties}
 * @param detail what was found and what would be right, in English
 * @param more further members of the body
 */
public record Problem(int status, String code, String detail, Map<String, Object> more) {
    static final String TYPE = "application/problem+json";
    /** Titles by code; the root of the bundle is English. */
    static final String TITLES = "org.guildhall.server.http.titles";

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Map.of());
    }

    public String title(Locale language) {
        return Languages.bundle(TITLES, language).getString(code);
    }

    /** Titled in the language of the reader. */
    public Map<String, Object> json(Locale language) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "/problems/" + code);
        json.put("title", title(language));
        json.put("status", status);
        json.put("code", code);
        json.put("detail", detail);
        json.putAll(more);
        return json;
    }

    /** The same as a reply. */
    public Reply reply(Locale language) {
        Reply reply = Reply.whole(status, TYPE, Json.bytes(json(language)))
                .with("Content-Language", language.getLanguage());
        return status == 429 || status == 503 ? reply.with("Retry-After", "1") : reply;
    }
}
