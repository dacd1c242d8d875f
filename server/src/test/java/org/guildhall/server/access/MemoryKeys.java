package org.guildhall.server.access;

import java.util.List;

/** Keys that are gone with the test. */
public final class MemoryKeys implements KeyStore {
    private List<ApiKey> saved = List.of();

    @Override
    public List<ApiKey> load() {
        return saved;
    }

    @Override
    public void save(List<ApiKey> keys) {
        saved = List.copyOf(keys);
    }
}
