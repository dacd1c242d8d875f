package org.guildhall.server.api;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.ProfileStore.Named;
import org.guildhall.server.shown.Masks;
import org.jspecify.annotations.Nullable;

/**
 * Finds members by how a reference begins: each once, by the first of its references that begin so. A reference that is a
 * contact is found only by the whole of it.
 */
public record MemberSearch(ProfileStore profiles) {
    /** So that one page is answered soon, however many references are passed over. */
    private static final int MOST_LOOKS = 20;

    /** Somebody who was found. @param references all of them */
    public record Found(Named named, List<String> references) {}

    /** Some who were found. @param next behind which others come, and no contact; null at the end */
    public record Page(List<Found> found, @Nullable String next) {}

    /**
     * @param after only those behind it; empty for the first
     * @param limit at most so many
     */
    public Page find(int programme, String prefix, String after, int limit) {
        List<Found> all = new ArrayList<>();
        String last = after;
        boolean more = true;
        for (int looks = 0; more && all.size() < limit && looks < MOST_LOOKS; looks++) {
            int wanted = limit - all.size();
            List<Named> some = profiles.search(programme, prefix, last, wanted);
            more = some.size() == wanted;
            for (Named named : some) {
                if (isHidden(named.reference(), prefix)) {
                    last = behindNamespace(named.reference());
                    more = true;
                    break;
                }
                last = named.reference();
                List<String> references = profiles.references(programme, named.key());
                if (isFirst(named.reference(), prefix, references)) {
                    all.add(new Found(named, references));
                }
            }
        }
        return new Page(List.copyOf(all), more ? last : null);
    }

    private static boolean isHidden(String reference, String said) {
        return !reference.equals(said) && Masks.isContact(reference);
    }

    private static String behindNamespace(String reference) {
        return reference.substring(0, reference.indexOf(':')) + (char) (':' + 1);
    }

    private static boolean isFirst(String reference, String prefix, List<String> references) {
        return reference.equals(references.stream()
                .filter(one -> one.startsWith(prefix) && !isHidden(one, prefix))
                .findFirst()
                .orElse(""));
    }
}
