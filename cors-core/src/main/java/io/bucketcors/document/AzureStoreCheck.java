package io.bucketcors.document;

import io.bucketcors.document.BucketStore.Refused;
import java.util.List;
import java.util.Set;

/** Judges a document as Azure Blob Storage documents that it does. */
final class AzureStoreCheck {
  private static final Set<String> METHODS =
      Set.of("DELETE", "GET", "HEAD", "MERGE", "PATCH", "POST", "OPTIONS", "PUT");

  private static final StoreRefusal NOT_XML =
      new StoreRefusal(400, "InvalidXmlDocument", "XML specified is not syntactically valid.");
  private static final StoreRefusal BAD_VALUE =
      new StoreRefusal(
          400,
          "InvalidXmlNodeValue",
          "The value for one of the XML nodes is not in the correct format.");
  private static final StoreRefusal MISSING =
      new StoreRefusal(
          400,
          "MissingRequiredXmlNode",
          "A required XML node was not specified in the request body.");
  private static final StoreRefusal UNKNOWN =
      new StoreRefusal(
          400,
          "UnsupportedXmlNode",
          "One of the XML nodes specified in the request body is not supported.");

  /** Characters of an origin or a header. */
  private static final int MAX_VALUE = 256;

  private static final int MAX_LITERAL_HEADERS = 64;
  private static final int MAX_PREFIXED_HEADERS = 2;

  private final BucketStore store;

  AzureStoreCheck(BucketStore store) {
    this.store = store;
  }

  void check(byte[] document) throws Refused {
    List<Node> rules = cors(document).children();
    int size = 0;
    for (Node rule : rules) {
      if (!rule.name().equals(XmlRules.AZURE_RULE)) {
        throw new Refused(UNKNOWN);
      }
      size += checkRule(rule);
    }
    if (rules.size() > store.maxRules() || size > store.maxBytes()) {
      throw new Refused(BAD_VALUE);
    }
  }

  private static Node cors(byte[] document) throws Refused {
    try {
      Node root = new XmlTree(new DocumentDecoder(document, "", "").decode()).read();
      Node cors = XmlRules.azureRoot(root);
      if (cors == null) {
        throw new Refused(UNKNOWN);
      }
      return cors;
    } catch (DocumentException e) {
      throw new Refused(NOT_XML);
    }
  }

  /** Returns the characters of the rule's values. */
  private static int checkRule(Node rule) throws Refused {
    int size = 0;
    for (Node child : rule.children()) {
      if (!XmlRules.AZURE_FIELDS.containsKey(child.name())) {
        throw new Refused(UNKNOWN);
      }
      size += child.text().length();
    }
    for (String name : XmlRules.AZURE_FIELDS.keySet()) {
      List<Node> nodes = rule.named(name).toList();
      if (nodes.isEmpty()) {
        throw new Refused(MISSING);
      }
      if (nodes.size() > 1 || !isValid(name, nodes.get(0).text())) {
        throw new Refused(BAD_VALUE);
      }
    }
    return size;
  }

  private static boolean isValid(String name, String text) {
    List<String> values = List.of(text.split(",", -1)).stream().map(WhiteSpace::trim).toList();
    return switch (name) {
      case "AllowedOrigins" -> values.stream().allMatch(AzureStoreCheck::isShort);
      case "AllowedMethods" -> METHODS.containsAll(values);
      case "MaxAgeInSeconds" -> WhiteSpace.trim(text).matches("[0-9]{1,10}");
      default -> WhiteSpace.trim(text).isEmpty() || areHeaders(values);
    };
  }

  /** A wildcard is the last character of a prefix, or alone. */
  private static boolean areHeaders(List<String> headers) {
    long prefixed =
        headers.stream().filter(header -> header.length() > 1 && header.endsWith("*")).count();
    return headers.stream().allMatch(AzureStoreCheck::isShort)
        && prefixed <= MAX_PREFIXED_HEADERS
        && headers.size() - prefixed <= MAX_LITERAL_HEADERS;
  }

  private static boolean isShort(String value) {
    return !value.isEmpty() && value.length() <= MAX_VALUE;
  }
}
