package io.bucketcors.conformance.jaxrs;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Names nothing: resources, filters and the feature are what scanning finds. */
@ApplicationPath("/api")
public class ScannedApplication extends Application {}
