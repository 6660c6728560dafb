package io.bucketcors.jaxrs;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;

/** A URI in two parts, as Jersey and CXF give it: the second without a slash in front. */
final class FakeUri implements UriInfo {
  private final URI base;
  private final URI whole;
  private final String path;

  FakeUri(String basePath, String rawPath) {
    base = URI.create("http://api.example" + basePath);
    whole = URI.create("http://api.example" + basePath + rawPath);
    path = URI.create(rawPath).getPath();
  }

  @Override
  public String getPath() {
    return path;
  }

  @Override
  public URI getRequestUri() {
    return whole;
  }

  @Override
  public URI getBaseUri() {
    return base;
  }

  @Override
  public String getPath(boolean decode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<PathSegment> getPathSegments() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<PathSegment> getPathSegments(boolean decode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UriBuilder getRequestUriBuilder() {
    throw new UnsupportedOperationException();
  }

  @Override
  public URI getAbsolutePath() {
    throw new UnsupportedOperationException();
  }

  @Override
  public UriBuilder getAbsolutePathBuilder() {
    throw new UnsupportedOperationException();
  }

  @Override
  public UriBuilder getBaseUriBuilder() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MultivaluedMap<String, String> getPathParameters() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MultivaluedMap<String, String> getPathParameters(boolean decode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MultivaluedMap<String, String> getQueryParameters() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MultivaluedMap<String, String> getQueryParameters(boolean decode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> getMatchedURIs() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> getMatchedURIs(boolean decode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Object> getMatchedResources() {
    throw new UnsupportedOperationException();
  }

  @Override
  public URI resolve(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public URI relativize(URI uri) {
    throw new UnsupportedOperationException();
  }
}
