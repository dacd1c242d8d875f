package org.guildhall.core.entity;

/**
 * One thing asked of one entity.
 *
 * @param id the caller's, unique within the entity; a message's id is made of its sender's name, version and index
 * @param at when it happened, by the caller; epoch milliseconds
 * @param received when the partition took it, epoch milliseconds, never going back within a partition; an import sets it
 *     to {@code at}; 0 until stamped
 * @param expects the version that the entity has to be of, else nothing is decided; {@link #ANY} for whichever it is. No entry
 *     or message holds it
 */
public record Command(
        EntityName entity, String id, long at, long received, Origin origin, Body body, long expects) {
    /** How far ahead of its reception a command may lie. */
    public static final long FUTURE_TOLERANCE_MILLIS = 5 * 60_000L;
    /** Expects no version. */
    public static final long ANY = -1;

    public Command(EntityName entity, String id, long at, long received, Origin origin, Body body) {
        this(entity, id, at, received, origin, body, ANY);
    }

    public Command receivedAt(long moment) {
        return new Command(entity, id, at, moment, origin, body, expects);
    }

    /** @param version 0 for an entity that nothing was asked of yet */
    public Command expecting(long version) {
        return new Command(entity, id, at, received, origin, body, version);
    }

    /** What is asked; each kind of entity has its own sealed family. */
    public interface Body {}
}
