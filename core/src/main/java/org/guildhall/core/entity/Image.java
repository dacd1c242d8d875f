package org.guildhall.core.entity;

/** An entity at rest: its head, which every decision reads, and its pages, read when needed. */
public record Image(byte[] head, Pages pages) {}
