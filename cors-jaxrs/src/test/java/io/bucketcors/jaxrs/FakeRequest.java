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
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A GET whose parts are all there already. Two properties have room; no more are set. */
final class FakeRequest implements ContainerRequestContext {
  private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
  private final UriInfo uri;
  private final String[] names = new String[2];
  private final Object[] values = new Object[2];

  FakeRequest(String basePath, String path) {
    uri = new FakeUri(basePath, path);
  }

  FakeRequest header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  void forget() {
    names[0] = "";
    names[1] = "";
  }

  @Override
  public @Nullable Object getProperty(String name) {
    for (int i = 0; i < names.length; i++) {
      if (name.equals(names[i])) {
        return values[i];
      }
    }
    return null;
  }

  @Override
  public void setProperty(String name, Object value) {
    int free = names[0].isEmpty() ? 0 : 1;
    names[free] = name;
    values[free] = value;
  }

  @Override
  public UriInfo getUriInfo() {
    return uri;
  }

  @Override
  public String getMethod() {
    return "GET";
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
    throw new UnsupportedOperationException();
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
  public void abortWith(Response response) {
    throw new UnsupportedOperationException();
  }
}
