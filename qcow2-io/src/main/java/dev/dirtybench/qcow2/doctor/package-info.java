/**
 * The diagnosis of the dirty bitmaps along a backing chain, and its treatment.
 *
 * <p>{@link dev.dirtybench.qcow2.doctor.Doctor} is the way in. An examination never writes; a
 * treatment never touches a bitmap that can be trusted.
 */
package dev.dirtybench.qcow2.doctor;
