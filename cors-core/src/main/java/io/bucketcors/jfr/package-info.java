/** Events for JDK Flight Recorder, where the platform has it. */
@NullMarked
package io.bucketcors.jfr;

import org.jspecify.annotations.NullMarked;
