package org.guildhall.server.pages;

import java.util.List;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.Permission;
import org.guildhall.server.api.Edge;
import org.guildhall.server.api.MemberSearch;
import org.guildhall.server.http.OpenRoute;
import org.guildhall.server.http.Reply;
import org.guildhall.server.shown.Masks;
import org.jspecify.annotations.Nullable;

/** Members looked up by a reference, or by how one begins. */
final class SearchPages {
    static final String ALL = ProgrammePages.ONE + "/members";
    private static final int MOST = 10;

    private final People people;
    private final Door door;

    SearchPages(Edge edge, Door door) {
        people = new People(edge);
        this.door = door;
    }

    /**
     * Where members are looked up.
     *
     * @param sought what was looked for; empty before
     * @param more whether others were found, too many to be shown
     */
    record SearchPage(Frame frame, String path, String sought, List<Hit> hits, boolean more) {}

    /**
     * Somebody whose reference begins so.
     *
     * @param href of the member's page; null where there is nothing on it yet, or no reference but a contact leads to it
     * @param status a word that the style sheet knows
     */
    record Hit(@Nullable String href, String reference, String status, String statusLabel) {}

    List<OpenRoute> routes() {
        return List.of(door.programmePage(ALL, Permission.READ_MEMBER, this::search));
    }

    private Reply search(Door.Turn turn, Catalogue programme) {
        Terms terms = people.terms(programme);
        Reading reading = new Reading(terms, turn.frame().words());
        String sought = turn.visit().parts().query("reference").map(String::strip).orElse("");
        if (people.find(programme, sought) != null) {
            return Reply.seeOther(People.path(terms, sought));
        }
        MemberSearch.Page page = People.isReference(sought)
                ? new MemberSearch(people.edge().profiles()).find(Edge.number(programme), sought, "", MOST)
                : new MemberSearch.Page(List.of(), null);
        String path = ProgrammePages.path(terms) + "/members";
        Frame frame = MemberPages.inProgramme(turn, terms).at(path, turn.frame().words().say("members"));
        return Html.page("search", new SearchPage(frame, path, sought,
                page.found().stream().map(found -> hit(found, programme, reading)).toList(), page.next() != null));
    }

    private Hit hit(MemberSearch.Found found, Catalogue programme, Reading reading) {
        EntityName name = new EntityName(Edge.number(programme), EntityKind.MEMBER, found.named().key());
        MemberView view = people.view(name);
        String status = view == null ? "guest" : view.status();
        return new Hit(view == null ? null : href(found, reading.terms()), Masks.reference(found.named().reference()),
                status, reading.statement().status(status));
    }

    private static @Nullable String href(MemberSearch.Found found, Terms terms) {
        String own = found.named().reference();
        String shown = Masks.isContact(own)
                ? found.references().stream().filter(one -> !Masks.isContact(one)).findFirst().orElse(null)
                : own;
        return shown == null ? null : People.path(terms, shown);
    }
}
