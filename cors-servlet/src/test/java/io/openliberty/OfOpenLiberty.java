package io.openliberty;

/** Puts proxies that implement it into this package, as if the container had made them. */
interface OfOpenLiberty {}
