package org.guildhall.rocksdb;

import java.nio.file.Path;
import org.guildhall.runtime.StorageException;

/** Another process serves the directory. */
public final class DirectoryInUseException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;
    private final String pid;

    DirectoryInUseException(Path folder, String pid) {
        super("expected " + folder + " to be free, but found it in use by process " + pid);
        this.folder = folder;
        this.pid = pid;
    }

    public Path folder() {
        return folder;
    }

    /** The process that serves it. */
    public String pid() {
        return pid;
    }
}
