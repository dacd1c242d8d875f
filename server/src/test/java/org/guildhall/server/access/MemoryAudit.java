package org.guildhall.server.access;

import java.util.ArrayList;
import java.util.List;

/** An audit trail that is gone with the test. */
public final class MemoryAudit implements AuditTrail {
    private final List<AuditEntry> entries = new ArrayList<>();

    @Override
    public synchronized void record(AuditEntry entry) {
        entries.add(entry.numbered(entries.size() + 1));
    }

    @Override
    public synchronized List<AuditEntry> recent(int limit, long before) {
        return entries.reversed().stream().filter(entry -> entry.number() < before).limit(limit).toList();
    }
}
