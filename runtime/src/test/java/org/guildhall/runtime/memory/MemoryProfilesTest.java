package org.guildhall.runtime.memory;

import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.conformance.ProfileConformance;

class MemoryProfilesTest extends ProfileConformance {
    @Override
    protected ProfileStore open(Clock clock) {
        return new MemoryProfiles(clock);
    }

    @Override
    protected ProfileStore reopen(ProfileStore store, Clock clock) {
        return store;
    }
}
