package org.guildhall.core.terms;

/**
 * For whom new terms change a plan or a benefit that members already have. Whoever buys later has it as the terms in force say.
 *
 * @param applies whom it reaches
 * @param latest the moment from which it reaches all; {@link Long#MAX_VALUE} for never
 */
public record ContractChange(Applies applies, long latest) {
    /** Whom a change reaches. */
    public enum Applies {
        /** Everyone, from the day of the terms. */
        NOW("now"),
        /** Each subscription from its next renewal. */
        NEXT_RENEWAL("from-next-renewal"),
        /** Only what is bought under the new terms. */
        NEW_SUBSCRIPTIONS("new-subscriptions"),
        /** Only members who join under the new terms. */
        NEW_MEMBERS("new-members");

        private final String word;

        Applies(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
