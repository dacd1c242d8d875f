package org.guildhall.server.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.BenefitCheck;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.server.http.Json;
import org.guildhall.server.http.Reply;
import org.guildhall.server.shown.BenefitJson;
import org.jspecify.annotations.Nullable;

/**
 * Answers to checks of benefits, each kept for as long as asking again would find the same: of the same committed state, by the
 * same published terms, before the moment it names itself. Any thread.
 */
final class KeptChecks {
    /** About what is around an answer: its key, what it holds for, and the cache's own. */
    private static final int BYTES_AROUND = 400;
    private static final int PART_OF_HEAP = 16;

    private final Cache<Asked, Kept> answers;

    /** @param order what the order comes to that it is asked for, in minor units; {@link Long#MAX_VALUE} for none in particular */
    record Asked(EntityName member, String benefit, long order) {}

    /** @param programme all that was published of it when it was asked, which another publication takes the place of */
    private record Kept(Catalogue programme, long version, long from, long until, byte[] json) {
        boolean holds(Catalogue published, long ofVersion, long moment) {
            return programme == published && version == ofVersion && from <= moment && moment < until;
        }
    }

    private KeptChecks(long bytes) {
        answers = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Asked _, Kept kept) -> BYTES_AROUND + kept.json().length)
                .build();
    }

    /** @param bytes the largest that the heap may become */
    static KeptChecks ofHeap(long bytes) {
        return new KeptChecks(bytes / PART_OF_HEAP);
    }

    /**
     * What is answered; null where nothing is found.
     *
     * @param version of the member's committed state
     * @param check asks that state, by terms that are no older than {@code programme}
     */
    @Nullable
    Reply answer(Asked asked, Catalogue programme, long version, long now, Supplier<@Nullable BenefitCheck> check) {
        Kept kept = answers.getIfPresent(asked);
        if (kept == null || !kept.holds(programme, version, now)) {
            BenefitCheck found = check.get();
            if (found == null) {
                return null;
            }
            kept = new Kept(programme, version, found.from(), found.until(),
                    Json.bytes(new BenefitJson(programme.latest()).of(found.benefit())));
            if (kept.holds(programme, version, now)) {
                answers.put(asked, kept);
            }
        }
        return Reply.json(kept.json());
    }
}
