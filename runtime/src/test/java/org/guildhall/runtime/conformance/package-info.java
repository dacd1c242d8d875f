/**
 * The conformance kit: what every storage must pass, alone and under the loop. An implementor extends {@link
 * org.guildhall.runtime.conformance.StorageConformance}, {@link org.guildhall.runtime.conformance.RuntimeConformance} and
 * {@link org.guildhall.runtime.conformance.CrashConformance}, and says with a {@link
 * org.guildhall.runtime.conformance.StorageLab} how its storage is made and how it crashes.
 */
@NullMarked
package org.guildhall.runtime.conformance;

import org.jspecify.annotations.NullMarked;
