package org.guildhall.runtime.simulation;

/** The death of the process, as far as a test is concerned. */
final class SimulatedDeath extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedDeath(String where) {
        super(where, null, false, false);
    }
}
