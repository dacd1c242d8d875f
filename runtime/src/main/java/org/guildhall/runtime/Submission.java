package org.guildhall.runtime;

/** Whether a command was taken into its partition's queue. */
public enum Submission {
    TAKEN,
    /** The queue is full, or too much waits to be snapshotted. */
    TRY_LATER,
    /** The partition has stopped, or the runtime is closed. */
    STOPPED
}
