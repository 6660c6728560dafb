package io.bucketcors.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose parts are all there already. One property has room; no more are set, and how
 * often each thing is asked of an implementation is counted.
 */
final class FakeRequest implements ContainerRequestContext {
  private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();

  /** Room for one value, so that setting it allocates nothing. */
  private final List<String> contentType = new ArrayList<>(1);

  private final List<String> accept = new ArrayList<>(1);

  private final UriInfo uri;
  private final String sentMethod;
  private final String[] names = new String[1];
  private final Object[] values = new Object[1];
  private String method;
  private int properties;
  private int methods;
  private int propertiesSet;
  private int aborts;

  FakeRequest(String method, String basePath, String path) {
    this.sentMethod = method;
    this.method = method;
    uri = new FakeUri(basePath, path);
    headers.put("Content-Type", contentType);
    headers.put("Accept", accept);
  }

  FakeRequest header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  void forget() {
    properties = 0;
    propertiesSet = 0;
    methods = 0;
    contentType.clear();
    accept.clear();
    aborts = 0;
    method = sentMethod;
  }

  /** How often a property was set. */
  int propertiesSet() {
    return propertiesSet;
  }

  /** How often the method was set. */
  int methods() {
    return methods;
  }

  /** How often it was aborted. */
  int aborts() {
    return aborts;
  }

  @Override
  public @Nullable Object getProperty(String name) {
    int at = indexOf(name);
    return at < properties ? values[at] : null;
  }

  /** Where a property is, or the number of properties. */
  private int indexOf(String name) {
    int at = 0;
    while (at < properties && !name.equals(names[at])) {
      at++;
    }
    return at;
  }

  @Override
  public void setProperty(String name, Object value) {
    int at = indexOf(name);
    propertiesSet++;
    names[at] = name;
    values[at] = value;
    properties = Math.max(properties, at + 1);
  }

  @Override
  public UriInfo getUriInfo() {
    return uri;
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public MultivaluedMap<String, String> getHeaders() {
    return headers;
  }

  @Override
  public Collection<String> getPropertyNames() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeProperty(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setRequestUri(URI requestUri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setRequestUri(URI baseUri, URI requestUri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Request getRequest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setMethod(String method) {
    this.method = method;
    methods++;
  }

  @Override
  public String getHeaderString(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Date getDate() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Locale getLanguage() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getLength() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MediaType getMediaType() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<MediaType> getAcceptableMediaTypes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Locale> getAcceptableLanguages() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Cookie> getCookies() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasEntity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream getEntityStream() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setEntityStream(InputStream input) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SecurityContext getSecurityContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setSecurityContext(SecurityContext context) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void abortWith(@Nullable Response response) {
    aborts++;
  }
}
