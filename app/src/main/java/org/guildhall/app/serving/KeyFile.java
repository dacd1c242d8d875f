package org.guildhall.app.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.StorageException;
import org.guildhall.server.access.ApiKey;
import org.guildhall.server.access.KeyStore;
import org.guildhall.server.access.Role;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The keys of a data directory in {@value #NAME}, replaced whole at each change. */
public final class KeyFile implements KeyStore {
    public static final String NAME = "keys.json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;

    public KeyFile(Path directory) {
        file = directory.resolve(NAME);
    }

    @Override
    public List<ApiKey> load() {
        if (Files.notExists(file)) {
            return List.of();
        }
        try {
            List<ApiKey> keys = new ArrayList<>();
            JsonNode all = MAPPER.readTree(Files.readAllBytes(file)).path("keys");
            if (!all.isArray()) {
                throw new IllegalArgumentException("no list of keys");
            }
            for (JsonNode node : all) {
                keys.add(key(node));
            }
            return keys;
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw new DamageException("expected keys in " + file + ", but found: " + malformed.getMessage()
                    + "; without the file the next start begins with a new administrator's key");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static ApiKey key(JsonNode node) {
        String word = node.path("role").asString("");
        Role role = Role.of(word);
        if (role == null) {
            throw new IllegalArgumentException("a role " + word);
        }
        JsonNode programme = node.path("programme");
        return new ApiKey(text(node, "id"), text(node, "sha256"), role,
                programme.isString() ? programme.asString() : null, text(node, "name"),
                node.path("created").asLong(0), node.path("rate").asInt(0));
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isString()) {
            throw new IllegalArgumentException("a key without " + name);
        }
        return node.path(name).asString();
    }

    @Override
    public void save(List<ApiKey> keys) {
        try {
            Durable.replace(file, MAPPER.writeValueAsBytes(Map.of("keys", keys.stream().map(KeyFile::json).toList())));
            if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException fault) {
            throw new StorageException("can't write " + file, fault);
        }
    }

    private static Map<String, @Nullable Object> json(ApiKey key) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", key.id());
        json.put("sha256", key.hash());
        json.put("role", key.role().word());
        json.put("programme", key.programme());
        json.put("name", key.name());
        json.put("created", key.created());
        if (key.rate() > 0) {
            json.put("rate", key.rate());
        }
        return json;
    }
}
