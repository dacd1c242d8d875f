package org.guildhall.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.guildhall.server.http.Reply;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI document, {@code openapi.yaml}; the tests check every response of the server against it. */
record ApiDocument(Reply yaml, Reply json) {
    static ApiDocument read() {
        String text = text();
        Object read = new Load(LoadSettings.builder().build()).loadFromString(text);
        return new ApiDocument(Reply.text(200, "application/yaml", text).kept(), Reply.json(200, read).kept());
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(ApiDocument.class.getResourceAsStream("openapi.yaml"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }
}
