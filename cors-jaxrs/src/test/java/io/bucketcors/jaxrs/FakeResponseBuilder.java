package io.bucketcors.jaxrs;

import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the responses that are built. What one weighs is a matter of the implementation. */
final class FakeResponseBuilder extends Response.ResponseBuilder {
  private int built;

  int built() {
    return built;
  }

  void forget() {
    built = 0;
  }

  @Override
  public @Nullable Response build() {
    built++;
    return null;
  }

  @Override
  public Response.ResponseBuilder status(int status) {
    return this;
  }

  @Override
  public Response.ResponseBuilder status(int status, String text) {
    return this;
  }

  @Override
  public Response.ResponseBuilder clone() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder entity(Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder entity(Object value, Annotation[] annotations) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder allow(String... value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder allow(Set<String> set) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder cacheControl(CacheControl control) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder encoding(String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder header(String text, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder replaceAll(MultivaluedMap<String, Object> headers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder language(String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder language(Locale language) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder type(MediaType type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder type(String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder variant(Variant variant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder contentLocation(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder cookie(NewCookie... value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder expires(Date date) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder lastModified(Date date) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder location(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder tag(EntityTag tag) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder tag(String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder variants(Variant... value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder variants(List<Variant> list) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder links(Link... value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder link(URI uri, String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Response.ResponseBuilder link(String text, String more) {
    throw new UnsupportedOperationException();
  }
}
