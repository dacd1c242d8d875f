package org.guildhall.core.terms;

/** One text in both languages. */
public record Texts(String zh, String en) {}
