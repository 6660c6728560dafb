/** The servers: started as processes, with the jars of one server and these classes alone. */
@NullMarked
package io.bucketcors.conformance.load.server;

import org.jspecify.annotations.NullMarked;
