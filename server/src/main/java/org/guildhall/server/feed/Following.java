package org.guildhall.server.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Follower;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.Runtime;

/** Somebody's place in all partitions. One thread at a time. */
final class Following implements AutoCloseable {
    /** Entries passed over in one call at most, so that it ends soon however few of them are wanted. */
    private static final int LOOKED_AT = 50_000;

    private final List<Follower> followers = new ArrayList<>();
    private Cursor cursor;
    private int looked;

    /** One entry, and how far one has followed with it. */
    record Followed(EntityName name, PastEntry entry, Cursor cursor) {}

    /**
     * Begins behind a cursor.
     *
     * @throws OutdatedException where entries behind it are not there any more
     */
    Following(Runtime runtime, Cursor cursor) throws OutdatedException {
        this.cursor = cursor;
        long[] places = cursor.places();
        if (places.length != runtime.status().partitions().size()) {
            throw new OutdatedException("a cursor of " + places.length + " partitions, as there were before");
        }
        for (int i = 0; i < places.length; i++) {
            if (Math.abs(places[i]) < runtime.oldest(i)) {
                throw new OutdatedException("a cursor whose next events were trimmed");
            }
        }
        try {
            for (int i = 0; i < places.length; i++) {
                followers.add(runtime.follow(i, places[i] > 0 ? places[i] + 1 : -places[i]));
            }
        } catch (RuntimeException fault) {
            close();
            throw fault;
        }
    }

    /** A cursor that can't be gone on from. */
    static final class OutdatedException extends Exception {
        private static final long serialVersionUID = 1L;

        OutdatedException(String found) {
            super(found);
        }
    }

    Cursor cursor() {
        return cursor;
    }

    /** Those of the next entries that are wanted, in the order of each partition, {@code most} in all. */
    List<Followed> next(int most, Predicate<EntityName> wanted) {
        List<Followed> next = new ArrayList<>();
        looked = 0;
        for (int i = 0; i < followers.size() && next.size() < most && looked < LOOKED_AT; i++) {
            int partition = i;
            int share = next.size() + Math.max(1, (most - next.size()) / (followers.size() - i));
            followers.get(i).poll((name, entry) -> {
                cursor = cursor.moved(partition, entry.position());
                if (wanted.test(name)) {
                    next.add(new Followed(name, entry, cursor));
                }
                return next.size() < share && ++looked < LOOKED_AT;
            });
        }
        return next;
    }

    @Override
    public void close() {
        followers.forEach(Follower::close);
    }
}
