package org.guildhall.core.member;

/**
 * What a member has of a benefit, and how long that is so.
 *
 * @param from the moment it was asked for, or the member's own time where that is later
 * @param until from when on it may be otherwise, though nothing happened to the member and no terms were published since;
 *     {@link Long#MAX_VALUE} for never
 */
public record BenefitCheck(MemberView.BenefitView benefit, long from, long until) {}
