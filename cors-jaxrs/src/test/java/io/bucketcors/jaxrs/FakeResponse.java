package io.bucketcors.jaxrs;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A response that keeps its headers, its status and its entity. */
final class FakeResponse implements ContainerResponseContext {
  private final MultivaluedMap<String, Object> headers;
  private int status;
  private @Nullable Object entity;

  FakeResponse(MultivaluedMap<String, Object> headers) {
    this.headers = headers;
  }

  @Nullable Object entity() {
    return entity;
  }

  @Override
  public MultivaluedMap<String, Object> getHeaders() {
    return headers;
  }

  @Override
  public int getStatus() {
    return status;
  }

  @Override
  public void setStatus(int code) {
    status = code;
  }

  @Override
  public Response.StatusType getStatusInfo() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setStatusInfo(Response.StatusType statusInfo) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MultivaluedMap<String, String> getStringHeaders() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getHeaderString(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<String> getAllowedMethods() {
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
  public Map<String, NewCookie> getCookies() {
    throw new UnsupportedOperationException();
  }

  @Override
  public EntityTag getEntityTag() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Date getLastModified() {
    throw new UnsupportedOperationException();
  }

  @Override
  public URI getLocation() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<Link> getLinks() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasLink(String relation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Link getLink(String relation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Link.Builder getLinkBuilder(String relation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasEntity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object getEntity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Class<?> getEntityClass() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Type getEntityType() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setEntity(@Nullable Object newEntity) {
    entity = newEntity;
  }

  @Override
  public void setEntity(
      Object newEntity, Annotation @Nullable [] annotations, MediaType mediaType) {
    entity = newEntity;
  }

  @Override
  public Annotation[] getEntityAnnotations() {
    throw new UnsupportedOperationException();
  }

  @Override
  public OutputStream getEntityStream() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setEntityStream(OutputStream outputStream) {
    throw new UnsupportedOperationException();
  }
}
