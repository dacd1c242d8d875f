package org.guildhall.runtime;

import org.guildhall.core.entity.Outcome;

/** What the taker of a command says in the end. Only {@link Decided} is durable. */
public sealed interface Answer {
    /** Decided and, where it changed anything, on disk. */
    record Decided(Outcome outcome) implements Answer {}

    /** The partition stopped after it took the command: it may be on disk or not. Ask again with the same id. */
    record Unknown(String reason) implements Answer {}

    /** The partition stopped before it came to the command: nothing was done. */
    record NotTaken(String reason) implements Answer {}

    /** The machine threw on this command: a fault in the engine or damage in the entity. Nothing was done. */
    record Failed(RuntimeException cause) implements Answer {}
}
