package org.guildhall.core.entity;

/**
 * One thing asked of one entity.
 *
 * @param id the caller's, unique within the entity; a message's id is made of its sender's name, version and index
 * @param at when it happened, by the caller; epoch milliseconds
 * @param received when the partition took it, epoch milliseconds, never going back within a partition; an import sets it
 *     to {@code at}; 0 until stamped
 */
public record Command(EntityName entity, String id, long at, long received, Origin origin, Body body) {
    public Command receivedAt(long moment) {
        return new Command(entity, id, at, moment, origin, body);
    }

    /** What is asked; each kind of entity has its own sealed family. */
    public interface Body {}
}
