package io.bucketcors.document;

import io.bucketcors.CorsField;
import io.bucketcors.document.BucketStore.Refused;
import io.bucketcors.document.Node.Shape;
import io.bucketcors.header.Token;
import java.util.List;
import java.util.Set;

/** Judges a document as S3 and the stores of its family do: first its schema, then its values. */
final class BucketStoreCheck {
  private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");
  private static final int MAX_ID = 255;

  private final BucketStore store;

  BucketStoreCheck(BucketStore store) {
    this.store = store;
  }

  void check(byte[] document) throws Refused {
    if (document.length > store.maxBytes()) {
      throw malformed();
    }
    Node root = root(document);
    List<Node> rules = root.named(XmlRules.BUCKET_RULE).toList();
    checkRoot(root, rules);
    for (Node rule : rules) {
      checkSchema(rule);
    }
    if (rules.size() > store.maxRules()) {
      throw invalid(
          "The number of CORS rules should not exceed allowed limit of "
              + store.maxRules()
              + " rules.");
    }
    for (Node rule : rules) {
      checkValues(rule);
    }
  }

  private static Node root(byte[] document) throws Refused {
    try {
      return new XmlTree(new DocumentDecoder(document, "", "").decode()).read();
    } catch (DocumentException e) {
      throw malformed();
    }
  }

  private void checkRoot(Node root, List<Node> rules) throws Refused {
    List<Node> vary = root.named(XmlRules.RESPONSE_VARY).toList();
    boolean mayVary = store == BucketStore.COS || store == BucketStore.OSS;
    boolean valid =
        root.name().equals(XmlRules.BUCKET_ROOT)
            && !rules.isEmpty()
            && rules.size() + vary.size() == root.children().size()
            && vary.size() <= (mayVary ? 1 : 0)
            && WhiteSpace.trim(root.text()).isEmpty();
    for (Node node : vary) {
      String value = WhiteSpace.trim(node.text());
      valid &= value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }
    if (!valid) {
      throw malformed();
    }
  }

  private void checkSchema(Node rule) throws Refused {
    boolean valid =
        rule.has("AllowedOrigin")
            && rule.has("AllowedMethod")
            && rule.named("ID").count() <= 1
            && rule.named("MaxAgeSeconds").count() <= 1
            && WhiteSpace.trim(rule.text()).isEmpty();
    for (Node child : rule.children()) {
      CorsField field = child.is(Shape.ELEMENT) ? XmlRules.BUCKET_FIELDS.get(child.name()) : null;
      valid &= field != null && child.children().isEmpty();
      valid &= field != CorsField.MAX_AGE_SECONDS || isSeconds(child);
      valid &= field != CorsField.ID || child.text().length() <= MAX_ID;
      valid &= field != CorsField.ALLOWED_ORIGINS || isOrigin(child);
    }
    if (!valid) {
      throw malformed();
    }
  }

  /** S3 takes negative numbers too. */
  private boolean isSeconds(Node node) {
    return value(node).matches("-?[0-9]{1,10}");
  }

  private boolean isOrigin(Node node) {
    String origin = value(node);
    boolean wildcardPort =
        origin.lastIndexOf('*') > origin.indexOf("://") + 3 && origin.endsWith(":*");
    return !origin.isEmpty() && !(store == BucketStore.R2 && wildcardPort);
  }

  private void checkValues(Node rule) throws Refused {
    for (Node child : rule.children()) {
      String value = value(child);
      switch (child.name()) {
        case "AllowedMethod" -> checkMethod(value);
        case "AllowedOrigin" -> checkWildcards("AllowedOrigin", value);
        case "AllowedHeader" -> {
          checkWildcards("AllowedHeader", value);
          checkName("AllowedHeader", value);
        }
        case "ExposeHeader" -> {
          if (value.indexOf('*') >= 0) {
            throw invalid(
                "ExposeHeader \""
                    + value
                    + "\" contains wildcard. We currently do not support wildcard for"
                    + " ExposeHeader.");
          }
          checkName("ExposeHeader", value);
        }
        default -> {
          // The schema has judged ID and MaxAgeSeconds.
        }
      }
    }
  }

  private static void checkMethod(String method) throws Refused {
    if (!METHODS.contains(method)) {
      throw invalid(
          "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
    }
  }

  private static void checkWildcards(String element, String value) throws Refused {
    if (value.indexOf('*') != value.lastIndexOf('*')) {
      throw invalid(element + " \"" + value + "\" can not have more than one wildcard.");
    }
  }

  private static void checkName(String element, String value) throws Refused {
    if (!Token.isToken(value)) {
      throw invalid(element + " \"" + value + "\" contains invalid character.");
    }
  }

  /** The documentation of OSS has white space around values, so there it must be layout. */
  private String value(Node node) {
    return store == BucketStore.OSS ? WhiteSpace.trim(node.text()) : node.text();
  }

  private static Refused malformed() {
    return new Refused(StoreRefusal.MALFORMED_XML);
  }

  private static Refused invalid(String message) {
    return new Refused(StoreRefusal.invalidRequest(message));
  }
}
