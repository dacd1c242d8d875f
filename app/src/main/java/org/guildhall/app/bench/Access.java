package org.guildhall.app.bench;

import java.util.SplittableRandom;

/** Which members come. */
public enum Access {
    /** Everybody as often as everybody else. */
    UNIFORM {
        @Override
        int member(int members, SplittableRandom random) {
            return random.nextInt(members);
        }
    },
    /** Of five activities, four of the warmest twentieth. */
    WARM {
        @Override
        int member(int members, SplittableRandom random) {
            return random.nextInt(5) == 0 ? random.nextInt(members) : random.nextInt(Math.max(1, members / 20));
        }
    };

    abstract int member(int members, SplittableRandom random);
}
