package com.ibm.ws;

/** Puts a proxy into Open Liberty's package. */
interface OfLiberty {}
