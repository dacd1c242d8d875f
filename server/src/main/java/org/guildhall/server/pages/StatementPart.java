package org.guildhall.server.pages;

import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Visit;
import org.jspecify.annotations.Nullable;

/** A stretch of a statement, the newest items first. @param more where the next stretch is; null at the end */
record StatementPart(Words words, List<Item> items, @Nullable String more) {
    private static final int LENGTH = 20;

    /** @param reading by the latest terms @param path where the statement is found */
    static StatementPart of(
            People people, EntityName name, Catalogue programme, Reading reading, String path, Wanted wanted,
            long before) {
        People.Entries found = people.entries(name, wanted::test, before, LENGTH);
        Map<Long, Long> vested = wanted instanceof Wanted.OfAccount
                ? people.vested(name, found.entries(), wanted::concerns)
                : Map.of();
        List<Item> items = found.entries()
                .stream()
                .map(entry -> Item.of(entry, programme, reading, path, wanted, vested))
                .toList();
        return new StatementPart(reading.words(), items,
                found.more() ? path + "?" + wanted.query() + "before=" + items.getLast().version() : null);
    }

    /** The version before which a stretch begins. */
    static long before(Visit visit) {
        String text = visit.parts().query("before").orElse("");
        if (!text.isEmpty() && !text.matches("[0-9]{1,18}")) {
            throw new ProblemException(400, "malformed", "found before=" + text + ", expected a version");
        }
        return text.isEmpty() ? Long.MAX_VALUE : Long.parseLong(text);
    }
}
