package org.guildhall.server.publishing;

import org.guildhall.core.terms.Terms;

/**
 * Terms that somebody may want in force, without mistakes as they stand alone.
 *
 * @param name of the file or body, as it stands in front of problems
 */
public record Draft(String name, Terms terms) {}
