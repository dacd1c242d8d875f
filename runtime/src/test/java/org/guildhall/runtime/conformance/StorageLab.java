package org.guildhall.runtime.conformance;

import org.guildhall.runtime.Storage;

/** Makes storage, and brings it back after its end. One test at a time. */
public interface StorageLab {
    Storage create();

    /** What a crash of the process at this moment leaves, opened again. The old one may be closed already, and is not used any
     * more. */
    Storage crash(Storage storage);

    /** Storage that was closed, opened again. */
    Storage reopen(Storage closed);
}
