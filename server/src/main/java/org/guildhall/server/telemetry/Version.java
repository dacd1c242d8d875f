package org.guildhall.server.telemetry;

import java.util.Objects;

/** The version that the build wrote into the jar. */
final class Version {
    static final String TEXT =
            Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");

    private Version() {}
}
