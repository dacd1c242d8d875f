package org.guildhall.server.http;

import java.util.Locale;

/**
 * One request of anybody: who asks, and whether they may, is the handler's to find out.
 *
 * @param language what the browser would rather read
 */
public record Visit(Locale language, Call.Parts parts) {
    public String path(String name) {
        return parts.path(name);
    }
}
