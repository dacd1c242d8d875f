package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.conformance.ToyMachine;
import org.junit.jupiter.api.Test;

class ShardStateTest {
    @Test
    void anotherVersionsStateIsToldAsDamage() {
        EntityStore.StoredShard other = new EntityStore.StoredShard(new byte[]{1, 0}, 0);

        assertThatThrownBy(() -> ShardState.of(3, other, new ToyMachine()))
                .isInstanceOf(DamageException.class)
                .hasMessage("expected the state of shard 3 in format 4, but found 1, of another version of Guildhall");
    }
}
