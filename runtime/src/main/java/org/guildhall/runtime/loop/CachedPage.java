package org.guildhall.runtime.loop;

import org.jspecify.annotations.Nullable;

/**
 * A page in memory. Immutable; any thread.
 *
 * @param content null for a page that was dropped
 * @param version of the entity when the page was last written, or a later one; above the stored version, the page is still
 *     to be written back
 */
record CachedPage(long number, byte @Nullable [] content, long version) {
    private static final int OVERHEAD_BYTES = 56;

    int bytes() {
        return OVERHEAD_BYTES + (content == null ? 0 : content.length);
    }
}
