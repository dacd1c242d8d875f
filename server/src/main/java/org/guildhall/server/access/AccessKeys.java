package org.guildhall.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of one server. A token is shown once, when it is made; only its SHA-256 is kept. Any thread. */
public final class AccessKeys {
    /** Every token begins so, that it is known where it turns up by mistake. */
    public static final String PREFIX = "gh_";

    private static final int TOKEN_BYTES = 24;
    private static final int ID_BYTES = 6;

    private final KeyStore store;
    private final SecureRandom random = new SecureRandom();
    private volatile Map<String, ApiKey> byHash;

    public AccessKeys(KeyStore store) {
        this.store = store;
        byHash = byHash(store.load());
    }

    /** A new key, with the token that is never shown again. */
    public record Created(ApiKey key, String token) {}

    /** @param now epoch milliseconds */
    public Created create(Role role, @Nullable String programme, String name, long now) {
        return create(role, programme, name, now, 0);
    }

    /**
     * @param now epoch milliseconds
     * @param rate how many requests a second it may send; 0 for any number
     */
    public synchronized Created create(Role role, @Nullable String programme, String name, long now, int rate) {
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
        ApiKey key =
                new ApiKey(HexFormat.of().formatHex(bytes(ID_BYTES)), hash(token), role, programme, name, now, rate);
        List<ApiKey> keys = new ArrayList<>(byHash.values());
        keys.add(key);
        replace(keys);
        return new Created(key, token);
    }

    /** The key of that id, whose token is good for nothing from now on; null where there is none. */
    public synchronized @Nullable ApiKey revoke(String id) {
        List<ApiKey> keys = new ArrayList<>(byHash.values());
        ApiKey revoked = keys.stream().filter(key -> key.id().equals(id)).findFirst().orElse(null);
        if (revoked != null) {
            keys.remove(revoked);
            replace(keys);
        }
        return revoked;
    }

    /** Whose token it is; null for nobody's. */
    public @Nullable ApiKey find(String token) {
        return byHash.get(hash(token));
    }

    /** Whether a key is still good. */
    public boolean hold(ApiKey key) {
        return byHash.containsKey(key.hash());
    }

    /** Whether anybody can make keys. */
    public boolean hasAdministrator() {
        return byHash.values().stream().anyMatch(key -> key.role() == Role.ADMINISTRATOR && key.programme() == null);
    }

    /** In the order in which they were made. */
    public List<ApiKey> all() {
        return byHash.values()
                .stream()
                .sorted((one, other) -> Long.compare(one.created(), other.created()))
                .toList();
    }

    private void replace(List<ApiKey> keys) {
        store.save(keys);
        byHash = byHash(keys);
    }

    private static Map<String, ApiKey> byHash(List<ApiKey> keys) {
        return keys.stream().collect(Collectors.toUnmodifiableMap(ApiKey::hash, key -> key));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every Java has SHA-256", none);
        }
    }
}
