package org.guildhall.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.request.ContactsReader;
import org.guildhall.core.terms.PersonalField;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.Permission;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.JsonNodes;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;
import org.guildhall.server.shown.Masks;
import org.jspecify.annotations.Nullable;

/** Who members are: the only replies that have contacts, masked for those who need not see them whole. */
final class ContactRoutes {
    private static final String CONTACTS = Members.ONE + "/contacts";

    private final Edge edge;
    private final Members members;

    ContactRoutes(Edge edge, Members members) {
        this.edge = edge;
        this.members = members;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", CONTACTS, Permission.CONTACTS, this::read),
                new Route("PUT", CONTACTS, Permission.RECORD, this::replace));
    }

    /** In full only once it is recorded who reads them. */
    private Reply read(Call call) {
        EntityName member = members.asked(call);
        boolean full = call.caller().role().may(Permission.FULL_CONTACTS);
        if (full) {
            edge.record(call, "contacts-read", member, Map.of());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("masked", !full);
        json.put("contacts", contacts(member, edge.programme(call).latest(), full));
        json.put("references", edge.profiles()
                .references(member.programme(), member.key())
                .stream()
                .map(reference -> full ? reference : Masks.reference(reference))
                .toList());
        return Reply.json(200, json);
    }

    private Map<String, String> contacts(EntityName member, Terms terms, boolean full) {
        Map<String, String> stored = edge.profiles().contacts(member.programme(), member.key());
        Map<String, String> shown = new LinkedHashMap<>();
        terms.personal()
                .stream()
                .filter(field -> stored.containsKey(field.name()))
                .forEach(field -> shown.put(field.name(), ""));
        stored.forEach((name, value) -> shown.put(name, full ? value : Masks.of(kind(terms, name), value)));
        return shown;
    }

    private static PersonalField.@Nullable Kind kind(Terms terms, String name) {
        return terms.personal()
                .stream()
                .filter(field -> field.name().equals(name))
                .map(PersonalField::kind)
                .findFirst()
                .orElse(null);
    }

    private Reply replace(Call call) {
        EntityName member = members.asked(call);
        Problems problems = new Problems("body");
        Node root = JsonNodes.read(call.parts().body(), problems);
        Map<String, String> contacts = root == null ? Map.of()
                : new ContactsReader(edge.programme(call).latest(), problems).read(root);
        if (!problems.none()) {
            throw new ProblemException(RequestBody.malformed(problems));
        }
        edge.record(call, "contacts-changed", member, Map.of());
        if (!edge.profiles().describe(member.programme(), member.key(), contacts)) {
            throw Members.unknown(Members.reference(call));
        }
        return Reply.nothing();
    }
}
