package org.guildhall.app.importing;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.Hashes;
import org.jspecify.annotations.Nullable;

/** Remembers the keys of recent references, one to a place, and counts how many different ones there were. */
final class KeptReferences {
    private static final int PLACES = 1 << 16;

    private final References references;
    private final String namespace;
    private final @Nullable String[] texts = new @Nullable String[PLACES];
    private final long[] keys = new long[PLACES];
    private final KeySet seen = new KeySet();

    KeptReferences(References references, String namespace) {
        this.references = references;
        this.namespace = namespace;
    }

    /** How many different members were asked for. */
    long members() {
        return seen.size();
    }

    long[] keys(List<String> wanted) {
        long[] found = new long[wanted.size()];
        List<String> unknown = new ArrayList<>();
        int[] unknownAt = new int[wanted.size()];
        for (int i = 0; i < wanted.size(); i++) {
            String text = wanted.get(i);
            int place = place(text);
            if (text.equals(texts[place])) {
                found[i] = keys[place];
            } else {
                unknownAt[unknown.size()] = i;
                unknown.add(text);
            }
        }
        if (!unknown.isEmpty()) {
            long[] given = references.keys(namespace, unknown);
            for (int i = 0; i < given.length; i++) {
                int place = place(unknown.get(i));
                texts[place] = unknown.get(i);
                keys[place] = given[i];
                found[unknownAt[i]] = given[i];
                seen.add(given[i]);
            }
        }
        return found;
    }

    private static int place(String text) {
        return (int) Hashes.of(text) & (PLACES - 1);
    }
}
