package org.guildhall.server.api;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.ProfileStore.Named;
import org.jspecify.annotations.Nullable;

/** Finds members by how a reference begins: each once, by the first of its references that begin so. */
public record MemberSearch(ProfileStore profiles) {
    /** Somebody who was found. @param references all of them */
    public record Found(Named named, List<String> references) {}

    /** Some who were found. @param next behind which others come; null at the end */
    public record Page(List<Found> found, @Nullable String next) {}

    /**
     * @param after only those behind it; empty for the first
     * @param limit at most so many
     */
    public Page find(int programme, String prefix, String after, int limit) {
        List<Found> all = new ArrayList<>();
        String last = after;
        boolean more = true;
        while (more && all.size() < limit) {
            int wanted = limit - all.size();
            List<Named> some = profiles.search(programme, prefix, last, wanted);
            for (Named named : some) {
                List<String> references = profiles.references(programme, named.key());
                if (isFirst(named.reference(), prefix, references)) {
                    all.add(new Found(named, references));
                }
            }
            more = some.size() == wanted;
            last = some.isEmpty() ? last : some.getLast().reference();
        }
        return new Page(List.copyOf(all), more ? last : null);
    }

    private static boolean isFirst(String reference, String prefix, List<String> references) {
        return reference.equals(references.stream().filter(one -> one.startsWith(prefix)).findFirst().orElse(""));
    }
}
