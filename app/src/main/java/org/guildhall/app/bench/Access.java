package org.guildhall.app.bench;

import java.util.SplittableRandom;

/** Which members come. */
public enum Access {
    /** Everybody as often as everybody else. */
    UNIFORM {
        @Override
        long member(long members, SplittableRandom random) {
            return random.nextLong(members);
        }
    },
    /** Of five activities, four of the warmest twentieth. */
    WARM {
        @Override
        long member(long members, SplittableRandom random) {
            return random.nextInt(5) == 0 ? random.nextLong(members) : random.nextLong(Math.max(1, members / 20));
        }
    };

    abstract long member(long members, SplittableRandom random);
}
