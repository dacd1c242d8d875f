package org.guildhall.server.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.OutlookView;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.shown.Called;
import org.guildhall.server.shown.Masks;
import org.jspecify.annotations.Nullable;

/** Members and guests, as pages look them up. */
record People(Edge edge) {
    /** The terms in force. */
    Terms terms(Catalogue programme) {
        return TermsPages.inForce(programme, edge.clock().millis());
    }

    /** Who goes by a reference; null for nobody. */
    @Nullable
    EntityName find(Catalogue programme, String reference) {
        int number = Edge.number(programme);
        if (!isReference(reference)) {
            return null;
        }
        var key = edge.profiles().find(number, reference);
        return key.isPresent() ? new EntityName(number, EntityKind.MEMBER, key.getAsLong()) : null;
    }

    /** Whether it can be a reference, or the beginning of one. */
    static boolean isReference(String text) {
        return !text.isEmpty() && text.length() <= ProfileStore.MAX_REFERENCE;
    }

    EntityName known(Catalogue programme, String reference) {
        EntityName name = find(programme, reference);
        if (name == null) {
            throw unknown(reference);
        }
        return name;
    }

    /** As of now; null for who did nothing yet. */
    @Nullable
    MemberView view(EntityName name) {
        long now = edge.clock().millis();
        return edge.runtime().view(name, image -> image == null ? null : edge.engine().view(image, name, now));
    }

    /** A coupon that a member can claim. @param gone whether the budgets of its offer have none left now */
    record CanClaim(Coupon coupon, boolean gone) {}

    /** What a member can claim now, in the order of the offers. */
    List<CanClaim> claimable(EntityName name, Catalogue programme) {
        long now = edge.clock().millis();
        List<Coupon> all = edge.runtime()
                .view(name, image -> image == null
                        ? List.<Coupon>of()
                        : edge.engine().claimable(image, name, now));
        return all.stream().map(coupon -> new CanClaim(coupon, gone(name, programme, coupon, now))).toList();
    }

    private boolean gone(EntityName name, Catalogue programme, Coupon coupon, long now) {
        int offer = Objects.requireNonNull(programme.offers().ofCoupon(coupon.number())).latest().number();
        return edge.runtime()
                .view(BudgetMachine.name(name.programme(), offer),
                        budget -> edge.engine().soldOut(budget, null, name, "", coupon.number(), now) != null);
    }

    /** What is told of a plan, as of now; null where they have it not. */
    @Nullable
    OutlookView outlook(EntityName name, String plan) {
        long now = edge.clock().millis();
        return edge.runtime()
                .view(name,
                        image -> image == null ? null : edge.engine().outlook(image, name, plan, now));
    }

    /** By what somebody is called; null for who is known by no reference any more. */
    @Nullable
    String called(EntityName name) {
        return Masks.name(references(name));
    }

    /** By what somebody is called where another member reads it; null as before. */
    @Nullable
    String calledToMembers(EntityName name) {
        return Masks.nameToMembers(references(name));
    }

    /** For who may see the engine's keys of those who are known by no reference any more. */
    Called called() {
        return new Called(name -> Objects.requireNonNullElse(called(name), name.toString()));
    }

    Called calledToMembers(Words words) {
        return new Called(name -> Objects.requireNonNullElse(calledToMembers(name), words.say("plan.seat.somebody")));
    }

    private List<String> references(EntityName name) {
        return edge.profiles().references(name.programme(), name.key());
    }

    /** As of now. */
    MemberView view(EntityName name, String reference) {
        MemberView view = view(name);
        if (view == null) {
            throw unknown(reference);
        }
        return view;
    }

    /** Some entries and whether there are more, the newest first, from before a version on. */
    Entries entries(EntityName name, Predicate<EntryView> wanted, long before, int limit) {
        try (Stream<PastEntry> all = edge.runtime().entries(name, before - 1)) {
            List<EntryView> found = all.map(entry -> edge.engine().explain(name, entry.bytes()))
                    .filter(wanted)
                    .limit(limit + 1L)
                    .toList();
            return new Entries(found.stream().limit(limit).toList(), found.size() > limit);
        }
    }

    /**
     * How much lots that vest held at that moment: what came into them while they were pending, less what was taken out.
     *
     * @param entries in which they vest, the newest first
     * @param wanted which lines are asked about
     */
    Map<Long, Long> vested(EntityName name, List<EntryView> entries, Predicate<EntryView.Line> wanted) {
        Set<Long> sought = new HashSet<>();
        entries.stream()
                .flatMap(entry -> entry.lines().stream())
                .filter(line -> line.what().equals("vested") && wanted.test(line))
                .forEach(line -> sought.add((Long) line.facts().get("lot")));
        Map<Long, Long> amounts = new HashMap<>();
        if (!sought.isEmpty()) {
            try (Stream<PastEntry> all = edge.runtime().entries(name, entries.getFirst().version())) {
                Set<Long> unopened = new HashSet<>(sought);
                for (Iterator<PastEntry> past = all.iterator(); past.hasNext() && !unopened.isEmpty();) {
                    for (EntryView.Line line : edge.engine().explain(name, past.next().bytes()).lines()) {
                        Posting posting = Posting.of(line);
                        if (posting != null && sought.contains(posting.lot())) {
                            amounts.merge(posting.lot(), posting.change(Account.PENDING), Long::sum);
                            if (line.what().equals("lot opened")) {
                                unopened.remove(posting.lot());
                            }
                        }
                    }
                }
            }
        }
        return amounts;
    }

    /** A page of entries. */
    record Entries(List<EntryView> entries, boolean more) {}

    /** The page of a member of that reference. */
    static String path(Terms terms, String reference) {
        return ProgrammePages.path(terms) + "/members/" + encoded(reference);
    }

    private static String encoded(String reference) {
        return URLEncoder.encode(reference, UTF_8).replace("+", "%20").replace("%3A", ":");
    }

    private static ProblemException unknown(String reference) {
        return new ProblemException(404, "unknown-member",
                "found nobody called " + reference + " who did anything, expected a reference of a member");
    }
}
