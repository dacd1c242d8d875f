/** What operators see of a server that runs: metrics, traces, a log of requests. */
@NullMarked
package org.guildhall.server.telemetry;

import org.jspecify.annotations.NullMarked;
