package org.guildhall.core.member;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.terms.Catalogue;
import org.jspecify.annotations.Nullable;

/**
 * A member as it stood before, made again from its entries: each event evolves it, and at a moment in between everything due
 * by then is brought about on a copy, as any view of that moment would have had it.
 */
final class Past {
    private final EntityName name;
    private final Catalogue catalogue;
    private final ByteWriter out = new ByteWriter(1024);
    private final Map<Long, byte[]> pages = new HashMap<>();
    private Member member = Member.open(null);
    private @Nullable Image image;

    Past(EntityName name, Catalogue catalogue) {
        this.name = name;
        this.catalogue = catalogue;
    }

    /** Applies entries that are not later than {@code moment}, from {@code next} on; the first that is. */
    int apply(List<Entry> entries, int next, long moment) {
        while (next < entries.size() && time(entries.get(next)) <= moment) {
            Entry entry = entries.get(next++);
            if (entry.version() != member.version + 1) {
                throw new ImpossibleEventException(
                        "expected entry " + (member.version + 1) + " of " + name + ", but found " + entry.version());
            }
            entry.events().forEach(event -> Evolution.apply(member, event));
            Engine.seal(member, entry);
            image = null;
        }
        return next;
    }

    /** The member at a moment that is not before what was applied; null where nothing was. */
    @Nullable
    Member at(long moment) {
        if (!member.known()) {
            return null;
        }
        return advanced(Objects.requireNonNullElseGet(image, this::rest), name, catalogue, moment);
    }

    /** A copy with everything due by a moment brought about. */
    static Member advanced(Image image, EntityName name, Catalogue catalogue, long moment) {
        Member member = Member.open(image);
        Advancing.advance(new Decision(member, catalogue, Engine.advancing(name, moment)),
                Math.max(moment, member.time));
        return member;
    }

    private Image rest() {
        Change change = MemberCodec.change(member, out);
        for (Change.Page page : change.pages()) {
            if (page.bytes() == null) {
                pages.remove(page.number());
            } else {
                pages.put(page.number(), page.bytes());
            }
        }
        Image rest = new Image(change.head(), number -> Objects.requireNonNull(pages.get(number), "a page"));
        image = rest;
        member = Member.open(rest);
        return rest;
    }

    /** The member's time after an entry. */
    private long time(Entry entry) {
        long time = member.time;
        for (MemberEvent event : entry.events()) {
            time = event instanceof MemberEvent.TimePassed passed ? passed.moment() : time;
        }
        return time;
    }
}
