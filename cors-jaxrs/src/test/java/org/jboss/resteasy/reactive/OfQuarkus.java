package org.jboss.resteasy.reactive;

/** Puts a proxy into the package of Quarkus REST. */
interface OfQuarkus {}
