package org.guildhall.server.publishing;

/**
 * A version of an offer that somebody may want in force.
 *
 * @param name of the file or body, as it stands in front of problems
 */
public record OfferDraft(String name, String text) {}
