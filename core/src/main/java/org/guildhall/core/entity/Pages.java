package org.guildhall.core.entity;

/**
 * The pages of one entity as they stood when a decision began: the parts of a large entity that most decisions do not
 * touch.
 *
 * <ul>
 *   <li>A page, once read, must be given unchanged for the rest of the decision; the reader never writes into it.
 *   <li>Asking for a page that was never written, or was dropped, is damage: it throws.
 *   <li>Called only on the thread that decides.
 * </ul>
 */
@FunctionalInterface
public interface Pages {
    byte[] read(long page);

    /** For an entity that has no pages. */
    Pages NONE = page -> {
        throw new IllegalStateException("expected page " + page + " of the entity, but it has none");
    };
}
