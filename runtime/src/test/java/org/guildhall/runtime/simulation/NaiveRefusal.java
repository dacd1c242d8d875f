package org.guildhall.runtime.simulation;

import java.util.Set;

/** What the reference model would not do; more than one code where the engine may have forgotten which. */
final class NaiveRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    final transient Set<String> codes;

    NaiveRefusal(String... codes) {
        super(String.join(" or ", codes), null, false, false);
        this.codes = Set.of(codes);
    }

    static void when(boolean refused, String... codes) throws NaiveRefusal {
        if (refused) {
            throw new NaiveRefusal(codes);
        }
    }
}
