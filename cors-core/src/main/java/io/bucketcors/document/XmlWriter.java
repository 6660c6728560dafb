package io.bucketcors.document;

import io.bucketcors.CorsRule;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes rules as the XML of a store, indented. */
final class XmlWriter {
  private static final String S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private final DocumentKind kind;
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private XmlWriter(DocumentKind kind) throws XMLStreamException {
    this.kind = kind;
    this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
  }

  static String write(DocumentKind kind, List<CorsRule> rules, boolean responseVary) {
    try {
      XmlWriter writer = new XmlWriter(kind);
      writer.document(rules, responseVary);
      return writer.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing into memory does not fail", e);
    }
  }

  private void document(List<CorsRule> rules, boolean responseVary) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement(
        switch (kind) {
          case AZURE_XML -> XmlRules.AZURE_ROOT;
          case GCS_XML -> XmlRules.GCS_ROOT;
          default -> XmlRules.BUCKET_ROOT;
        });
    if (kind == DocumentKind.S3_XML) {
      xml.writeDefaultNamespace(S3_NAMESPACE);
    }
    for (CorsRule rule : rules) {
      xml.writeCharacters("\n  ");
      rule(rule);
      xml.writeCharacters("\n  ");
      xml.writeEndElement();
    }
    if (kind == DocumentKind.COS_XML || kind == DocumentKind.OSS_XML) {
      element("\n  ", XmlRules.RESPONSE_VARY, Boolean.toString(responseVary));
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.close();
  }

  private void rule(CorsRule rule) throws XMLStreamException {
    switch (kind) {
      case AZURE_XML -> {
        xml.writeStartElement(XmlRules.AZURE_RULE);
        azure(rule);
      }
      case GCS_XML -> {
        xml.writeStartElement(XmlRules.GCS_RULE);
        gcs(rule);
      }
      default -> {
        xml.writeStartElement(XmlRules.BUCKET_RULE);
        bucket(rule);
      }
    }
  }

  private void bucket(CorsRule rule) throws XMLStreamException {
    String id = rule.id();
    if (id != null) {
      element("ID", id);
    }
    elements("AllowedOrigin", rule.allowedOrigins());
    elements("AllowedMethod", rule.allowedMethods());
    elements("AllowedHeader", rule.allowedHeaders());
    elements("ExposeHeader", rule.exposeHeaders());
    maxAge("MaxAgeSeconds", rule);
  }

  private void azure(CorsRule rule) throws XMLStreamException {
    element("AllowedOrigins", String.join(",", rule.allowedOrigins()));
    element("AllowedMethods", String.join(",", rule.allowedMethods()));
    element("AllowedHeaders", String.join(",", rule.allowedHeaders()));
    element("ExposedHeaders", String.join(",", rule.exposeHeaders()));
    maxAge("MaxAgeInSeconds", rule);
  }

  private void gcs(CorsRule rule) throws XMLStreamException {
    list("Origin", rule.allowedOrigins());
    list("Method", rule.allowedMethods());
    list("ResponseHeader", rule.allowedHeaders());
    maxAge("MaxAgeSec", rule);
  }

  private void list(String item, List<String> values) throws XMLStreamException {
    if (!values.isEmpty()) {
      xml.writeCharacters("\n    ");
      xml.writeStartElement(item + "s");
      for (String value : values) {
        element("\n      ", item, value);
      }
      xml.writeCharacters("\n    ");
      xml.writeEndElement();
    }
  }

  private void maxAge(String name, CorsRule rule) throws XMLStreamException {
    if (rule.maxAgeSeconds().isPresent()) {
      element(name, Long.toString(rule.maxAgeSeconds().getAsLong()));
    }
  }

  private void elements(String name, List<String> values) throws XMLStreamException {
    for (String value : values) {
      element(name, value);
    }
  }

  private void element(String name, String value) throws XMLStreamException {
    element("\n    ", name, value);
  }

  private void element(String indent, String name, String value) throws XMLStreamException {
    xml.writeCharacters(indent);
    xml.writeStartElement(name);
    xml.writeCharacters(value);
    xml.writeEndElement();
  }
}
