package org.guildhall.runtime.conformance;

/** The death of the process, as far as a test is concerned. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super(where, null, false, false);
    }
}
