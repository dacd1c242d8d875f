package org.guildhall.core.entity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step leaves of an entity: its new head, and the pages it wrote or dropped, all others staying as they were. */
public record Change(byte[] head, List<Page> pages) {
    /** A page's new bytes, or null for one that is dropped. */
    public record Page(long number, byte @Nullable [] bytes) {}
}
