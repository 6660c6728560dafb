/**
 * What sets of rules can tell apart: finitely many classes of origins, header names and paths, with
 * a member of each. Knows patterns, and nothing of rules.
 */
@NullMarked
package io.bucketcors.analysis;

import org.jspecify.annotations.NullMarked;
