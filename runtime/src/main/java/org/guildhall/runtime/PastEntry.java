package org.guildhall.runtime;

/**
 * One entry of an entity, read back from the journal.
 *
 * @param position where it lies; not part of its name, and not to be kept
 * @param bytes in core's encoding
 */
public record PastEntry(long version, long position, byte[] bytes) {}
