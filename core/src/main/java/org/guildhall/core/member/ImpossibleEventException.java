package org.guildhall.core.member;

/** An event that can't follow the state it is applied to: a fault in the engine or a damaged journal, never an input. */
public final class ImpossibleEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImpossibleEventException(String message) {
        super(message);
    }
}
