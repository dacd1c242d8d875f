package org.guildhall.server.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.runtime.Runtime;
import org.guildhall.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** Finds the places of those who follow, and keeps some of them open for who comes back with the cursor given last. Any thread. */
final class Feed {
    private static final int KEPT_OPEN = 32;

    private final Runtime runtime;
    private final Map<String, Following> open = new LinkedHashMap<>();

    Feed(Runtime runtime) {
        this.runtime = runtime;
    }

    /**
     * @param after a cursor; {@code latest} for what comes from now on; null for the oldest there is
     * @throws ProblemException for a cursor that can't be gone on from
     */
    Following open(@Nullable String after) {
        Following kept = after == null ? null : take(after);
        if (kept != null) {
            return kept;
        }
        try {
            return new Following(runtime, cursor(after));
        } catch (Following.OutdatedException outdated) {
            throw new ProblemException(410, "cursor-outdated",
                    "found " + outdated.getMessage() + ", expected no after, for the oldest events there are");
        } catch (IllegalArgumentException none) {
            throw new ProblemException(400, "malformed", "found after=" + after
                    + ", expected a cursor that was given here, latest, or no after for the oldest events");
        }
    }

    private Cursor cursor(@Nullable String after) {
        return after == null ? Cursor.oldest(runtime)
                : after.equals("latest") ? Cursor.latest(runtime.status()) : Cursor.parse(after);
    }

    private synchronized @Nullable Following take(String cursor) {
        return open.remove(cursor);
    }

    /** Keeps a place for who comes back. */
    synchronized void keep(Following following) {
        Following other = open.put(following.cursor().text(), following);
        if (other != null) {
            other.close();
        }
        if (open.size() > KEPT_OPEN) {
            String oldest = open.keySet().iterator().next();
            Following left = open.remove(oldest);
            if (left != null) {
                left.close();
            }
        }
    }
}
