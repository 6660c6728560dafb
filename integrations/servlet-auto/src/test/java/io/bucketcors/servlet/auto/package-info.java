@NullMarked
package io.bucketcors.servlet.auto;

import org.jspecify.annotations.NullMarked;
