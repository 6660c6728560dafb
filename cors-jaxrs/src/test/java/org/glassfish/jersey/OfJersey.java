package org.glassfish.jersey;

/** Puts a proxy into Jersey's package. */
interface OfJersey {}
