package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.runtime.conformance.ToyMachine;
import org.junit.jupiter.api.Test;

class CachedEntityTest {
    private static final int MOST = CachedEntity.MOST_STORED_PAGES;

    private final CachedEntity entity = new CachedEntity(ToyMachine.name(1));

    private static CachedPage page(long number, long version) {
        return new CachedPage(number, new byte[]{(byte) number}, version);
    }

    @Test
    void keepsTheStoredPagesReadLast() {
        entity.storedVersion = 5;
        for (int number = 0; number < MOST + 3; number++) {
            entity.keep(page(number, 5));
        }
        assertThat(entity.page(2)).isNull();
        assertThat(entity.page(3)).isNotNull();
        assertThat(entity.page(MOST + 2)).isNotNull();
        assertThat(entity.pages).hasSize(MOST);
    }

    @Test
    void neverForgetsAPageThatIsToBeWritten() {
        entity.storedVersion = 5;
        for (int number = 0; number < 2 * MOST; number++) {
            entity.keep(page(number, 6));
        }
        entity.keep(page(1_000, 5));
        assertThat(entity.pages).hasSize(2 * MOST + 1);
        entity.stored(6);
        assertThat(entity.pages).hasSize(MOST);
        assertThat(entity.page(1_000)).isNotNull();
    }

    @Test
    void forgetsADroppedPageOnceTheStoreHasDroppedIt() {
        entity.keep(new CachedPage(1, null, 4));
        entity.keep(page(2, 7));
        entity.stored(3);
        assertThat(entity.page(1)).isNotNull();
        entity.stored(4);
        assertThat(entity.page(1)).isNull();
        assertThat(entity.page(2)).isNotNull();
    }
}
