package org.guildhall.runtime.memory;

import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.conformance.ProfileSearchConformance;

class MemoryProfileSearchTest extends ProfileSearchConformance {
    @Override
    protected ProfileStore open() {
        return new MemoryProfiles(Clock.SYSTEM);
    }
}
