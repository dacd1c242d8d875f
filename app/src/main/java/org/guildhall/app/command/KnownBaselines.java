package org.guildhall.app.command;

import java.nio.file.Path;
import java.util.List;
import org.guildhall.core.language.Nearest;
import org.guildhall.rocksdb.Baseline;
import org.guildhall.rocksdb.Directory;
import org.jspecify.annotations.Nullable;

/** The baselines of a directory, as a command line names them. */
record KnownBaselines(Path data, List<String> names) {

    static KnownBaselines of(Path data) {
        return new KnownBaselines(data, Directory.baselines(data).stream().map(Baseline::name).toList());
    }

    /** The one called so; the latest where {@code name} is null. */
    String named(@Nullable String name) {
        if (names.isEmpty()) {
            throw CommandFailure.unavailable("found no baseline in " + data
                    + ", expected one; guildhall baseline --data " + data + " takes it");
        }
        if (name == null) {
            return names.getLast();
        }
        if (!names.contains(name)) {
            String near = Nearest.to(name, names);
            throw CommandFailure.unavailable("found no baseline " + name + ", expected one of "
                    + String.join(", ", names) + (near == null ? "" : ", did you mean " + near));
        }
        return name;
    }
}
