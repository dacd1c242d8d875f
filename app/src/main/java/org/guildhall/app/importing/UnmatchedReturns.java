package org.guildhall.app.importing;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.guildhall.app.mapping.Order;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.Runtime;

/**
 * Remembers which entries of an import are returns, and afterwards reads from them what found no purchase; so a repeated
 * import tells the same. Any thread.
 */
public final class UnmatchedReturns implements ImportJob.DecisionListener {
    private final Set<Integer> kinds = new HashSet<>();
    private final Map<EntityName, Set<Long>> versions = new ConcurrentHashMap<>();

    public UnmatchedReturns(Terms terms) {
        for (ActivityKind kind : terms.kinds()) {
            if (kind.role() instanceof ActivityKind.Role.Return) {
                kinds.add(kind.number());
            }
        }
    }

    @Override
    public void accepted(EntityName member, Order order, long version) {
        if (order.what() instanceof MemberCommand.Record record && kinds.contains(record.activity().kind())) {
            versions.computeIfAbsent(member, name -> ConcurrentHashMap.newKeySet()).add(version);
        }
    }

    /** Reads the entries, each member's in one walk. */
    public Reconciliation.Unmatched read(Runtime runtime, Engine engine) {
        long returns = 0;
        long lines = 0;
        long value = 0;
        for (Map.Entry<EntityName, Set<Long>> member : versions.entrySet()) {
            long oldest = member.getValue().stream().mapToLong(Long::longValue).min().orElse(0);
            try (Stream<PastEntry> entries = runtime.entries(member.getKey())) {
                var wanted = entries.takeWhile(entry -> entry.version() >= oldest)
                        .filter(entry -> member.getValue().contains(entry.version()))
                        .iterator();
                while (wanted.hasNext()) {
                    EntryView view = engine.explain(member.getKey(), wanted.next().bytes());
                    long found = 0;
                    for (EntryView.Line line : view.lines()) {
                        if (line.what().equals("unmatched")) {
                            found++;
                            value += line.facts().get("amount") instanceof Long amount ? amount : 0;
                        }
                    }
                    lines += found;
                    returns += found > 0 ? 1 : 0;
                }
            }
        }
        return new Reconciliation.Unmatched(returns, lines, value);
    }
}
