package org.guildhall.server.access;

import java.util.List;

/** Keeps keys. {@link AccessKeys} calls it, one call at a time. */
public interface KeyStore {
    /** All that were saved last; none at first. */
    List<ApiKey> load();

    /** Keeps these and no others; durable on return. */
    void save(List<ApiKey> keys);
}
