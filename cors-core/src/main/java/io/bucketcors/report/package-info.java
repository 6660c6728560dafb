/** Rules in words, for logs. */
@NullMarked
package io.bucketcors.report;

import org.jspecify.annotations.NullMarked;
