package org.guildhall.app.importing;

import java.util.List;

/**
 * Gives the members of one programme, behind their outside references, the internal keys:
 * {@code ProfileStore.keysOf} for that programme. A new key is on disk before the call returns.
 */
@FunctionalInterface
public interface References {
    /** For each of {@code references}, such as {@code customer:17850}, its key. */
    long[] keys(List<String> references);
}
