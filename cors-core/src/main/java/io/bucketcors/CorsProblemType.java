package io.bucketcors;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every kind of problem that configuration can have. The {@link #code} of a kind stays the same
 * from release to release; new kinds may be added.
 */
public enum CorsProblemType {
  /** An origin is missing where a list has room for one. */
  ORIGIN_EMPTY,
  /** Text that is no origin, for no reason that has a code of its own. */
  ORIGIN_INVALID,
  /** An origin without a scheme. */
  ORIGIN_NO_SCHEME,
  /** An origin without a host. */
  ORIGIN_NO_HOST,
  /** A scheme that is none, or that no page has. */
  ORIGIN_SCHEME,
  /** The scheme of an origin stands twice. */
  ORIGIN_SCHEME_TWICE,
  /** {@code file://}, whose pages send {@code null} in most browsers. */
  ORIGIN_FILE,
  /** A host that is none. */
  ORIGIN_HOST,
  /** A label of a host that is empty, too long or badly written. */
  ORIGIN_LABEL,
  /** A host that ends in a number and is no IPv4 address as browsers write it. */
  ORIGIN_IPV4,
  /** A host in brackets that is no IPv6 address as browsers write it. */
  ORIGIN_IPV6,
  /** A port that is none. */
  ORIGIN_PORT,
  /** A port that browsers leave out. */
  ORIGIN_DEFAULT_PORT,
  /** Capital letters in a scheme or host. */
  ORIGIN_UPPER_CASE,
  /** A host that browsers write in its {@code xn--} form. */
  ORIGIN_NOT_ASCII,
  /** A percent sign in a host. */
  ORIGIN_PERCENT,
  /** A slash at the end of an origin. */
  ORIGIN_TRAILING_SLASH,
  /** A path after an origin. */
  ORIGIN_PATH,
  /** A query after an origin. */
  ORIGIN_QUERY,
  /** A fragment after an origin. */
  ORIGIN_FRAGMENT,
  /** A backslash in an origin. */
  ORIGIN_BACKSLASH,
  /** A user name before a host. */
  ORIGIN_USERINFO,
  /** {@code null} in another case. */
  ORIGIN_NULL_CASE,
  /** More than one {@code *} in an origin. */
  ORIGIN_SEVERAL_WILDCARDS,
  /** A {@code *.} before an IP address. */
  ORIGIN_WILDCARD_ADDRESS,
  /** Several origins in one value. */
  ORIGIN_SEVERAL_VALUES,
  /** White space around or within an origin. */
  ORIGIN_WHITE_SPACE,
  /** Quotes or brackets around an origin. */
  ORIGIN_QUOTED,
  /** A comma or another separator beside an origin. */
  ORIGIN_SEPARATOR,
  /** An origin that no browser sends. */
  ORIGIN_NEVER_SENT,
  /** An origin that the same rule allows already. */
  ORIGIN_REDUNDANT,
  /** A hazard that does not exist. */
  HAZARD_UNKNOWN,
  /** The hazard {@code null-origin}, not accepted. */
  HAZARD_NULL_ORIGIN,
  /** The hazard {@code unbounded-wildcard}, not accepted. */
  HAZARD_UNBOUNDED_WILDCARD,
  /** The hazard {@code public-suffix}, not accepted. */
  HAZARD_PUBLIC_SUFFIX,
  /** The hazard {@code insecure-origin}, not accepted. */
  HAZARD_INSECURE_ORIGIN,
  /** The hazard {@code extension-wildcard}, not accepted. */
  HAZARD_EXTENSION_WILDCARD,
  /** A hazard that is accepted, and that no rule has. */
  HAZARD_NOT_NEEDED,
  /** Credentials for any origin; no switch allows this. */
  CREDENTIALS_ANY_ORIGIN,
  /** Credentials for {@code null}; no switch allows this. */
  CREDENTIALS_NULL_ORIGIN,
  /** Credentials for an unbounded wildcard; no switch allows this. */
  CREDENTIALS_UNBOUNDED_WILDCARD,
  /** Credentials for all under a public suffix; no switch allows this. */
  CREDENTIALS_PUBLIC_SUFFIX,
  /** Credentials in a dialect in which the bucket decides on them. */
  CREDENTIALS_DIALECT,
  /** A rule without origins. */
  ALLOWED_ORIGINS_MISSING,
  /** A rule without methods. */
  ALLOWED_METHODS_MISSING,
  /** Text that can be no method. */
  METHOD_NOT_A_TOKEN,
  /** Several methods in one value. */
  METHOD_SEVERAL_VALUES,
  /** A method of more than 64 characters. */
  METHOD_TOO_LONG,
  /** A {@code *} within a method. */
  METHOD_WILDCARD,
  /** A method that scripts cannot send. */
  METHOD_FORBIDDEN,
  /** A method in lower case that browsers send in upper case. */
  METHOD_CASE,
  /** {@code PATCH} in another case, which browsers send as it is written. */
  METHOD_PATCH_CASE,
  /** A method that buckets of the dialect do not have. */
  METHOD_DIALECT,
  /** Text that can be no header name. */
  HEADER_NOT_A_TOKEN,
  /** More than one {@code *} in a header name. */
  HEADER_SEVERAL_WILDCARDS,
  /** An allowed header that no script can set. */
  HEADER_NOT_SETTABLE,
  /** An exposed header that no script can read. */
  HEADER_NOT_READABLE,
  /** An allowed header that only responses have. */
  HEADER_OF_RESPONSES,
  /** A {@code *} beside exposed names, or within one. */
  EXPOSE_WILDCARD_MIXED,
  /** {@code *} exposed together with credentials. */
  EXPOSE_WILDCARD_CREDENTIALS,
  /** {@code *} exposed in a dialect without it. */
  EXPOSE_WILDCARD_DIALECT,
  /** A {@code *} beside exposed names of a document, left out. */
  EXPOSE_WILDCARD_DROPPED,
  /** A prefix of exposed names of a document, left out. */
  EXPOSE_PREFIX_DROPPED,
  /** An id of more than 255 characters. */
  ID_TOO_LONG,
  /** Seconds that are no whole number of 0 or more. */
  MAX_AGE,
  /** Negative seconds, in a dialect that takes them. */
  MAX_AGE_NEGATIVE,
  /** A status that is not from 200 to 299. */
  PREFLIGHT_STATUS,
  /** {@code response-vary} in a dialect that does not have it. */
  RESPONSE_VARY,
  /** A dialect that does not exist. */
  DIALECT_UNKNOWN,
  /** Neither {@code true} nor {@code false}. */
  BOOLEAN_INVALID,
  /** No ISO-8601 duration of zero or more. */
  DURATION_INVALID,
  /** {@code reload-interval} of rules that are read once. */
  RELOAD_INTERVAL_UNUSED,
  /** A rule that can never win. */
  RULE_SHADOWED,
  /** A preflight and its actual request are decided by different rules. */
  RULE_SPLIT,
  /** An earlier rule that gives less decides on a part of what a rule lists. */
  RULE_OVERTAKEN,
  /** Too many rules to look for those that never win. */
  RULES_NOT_ANALYSED,
  /** A gap between the numbers of rules. */
  RULE_MISSING,
  /** A gap between the numbers of a list's elements. */
  ELEMENT_MISSING,
  /** Rules both as properties and in a document. */
  RULES_AND_LOCATION,
  /** A rules document as a value, and beside it rules or a location. */
  RULES_AND_DOCUMENT,
  /** Rules, and beside them that there are none. */
  RULES_AND_NONE,
  /** A value for {@code rules} itself. */
  RULES_NOT_NUMBERED,
  /** A bucket that had rules and now finds none, or a source that gave settings and gives none. */
  RULES_VANISHED,
  /** No rules anywhere; an error where {@code last-good} says that the app must have some. */
  RULES_MISSING,
  /** A file for the last good rules that cannot be read, or written. */
  LAST_GOOD_UNUSABLE,
  /** A dialect from a place that counts less than the one that has the rules. */
  DIALECT_BELOW_RULES,
  /** A key of a profile where nothing reads profiles. */
  PROFILE_UNSUPPORTED,
  /** A key that nothing reads. */
  UNKNOWN_KEY,
  /** Both forms of a list in one source, with different contents. */
  LIST_FORMS_DIFFER,
  /** Quotes or brackets around a list. */
  LIST_QUOTED,
  /** An expression that does not resolve. */
  EXPRESSION_UNRESOLVED,
  /** A config source, or whoever makes rules, that fails. */
  SOURCE_UNREADABLE,
  /** A bucket's name that is not made of lower-case letters and digits. */
  BUCKET_NAME,
  /** A named bucket with the name of the default one. */
  BUCKET_NAME_RESERVED,
  /** Two buckets of one name. */
  BUCKET_NAMED_TWICE,
  /** A named bucket in the place of the default one. */
  BUCKET_NOT_DEFAULT,
  /** A {@code @CorsBucket} with a name that no bucket has. */
  BUCKET_UNKNOWN,
  /** A {@code @CorsBucket} that binds to no HTTP method. */
  BUCKET_ON_NO_RESOURCE_METHOD,
  /** A {@code @CorsBucket} that was first seen when a request came. */
  BUCKET_FOUND_LATE,
  /** A {@code @CorsBucket} that only a sub-resource locator leads to. */
  BUCKET_BEHIND_LOCATOR,
  /** Two {@code @CorsBucket}s between which a preflight cannot choose. */
  BUCKET_CONTRADICTED,
  /** Paths of the default bucket. */
  PATHS_OF_DEFAULT_BUCKET,
  /** A path of two buckets. */
  PATH_CLAIMED_TWICE,
  /** A path without a slash at its start. */
  PATH_NOT_ABSOLUTE,
  /** A {@code *} that is not at the end of a path, after a slash. */
  PATH_WILDCARD,
  /** A path with {@code //}, {@code ;}, dot segments or an escape. */
  PATH_NOT_NORMAL,
  /** A document that is not there or cannot be read. */
  DOCUMENT_UNREADABLE,
  /** A document of more than 1 MiB. */
  DOCUMENT_TOO_LARGE,
  /** A document that is nested too deep, or has too many elements. */
  DOCUMENT_TOO_DEEP,
  /** A document in an encoding that is not read, or not in the one it declares. */
  DOCUMENT_ENCODING,
  /** A NUL character in a document. */
  DOCUMENT_NUL,
  /** A document without content. */
  DOCUMENT_EMPTY,
  /** Neither XML nor JSON, or none of the kinds that are known. */
  DOCUMENT_UNKNOWN,
  /** A page of HTML where a document should be. */
  DOCUMENT_HTML,
  /** Comments in JSON. */
  DOCUMENT_COMMENT,
  /** Text before a document. */
  DOCUMENT_TEXT_BEFORE,
  /** Text between the elements of a document. */
  DOCUMENT_STRAY_TEXT,
  /** A document that breaks the rules of XML or JSON. */
  DOCUMENT_NOT_WELL_FORMED,
  /** XML with a document type. */
  DOCUMENT_DOCTYPE,
  /** An element that may stand only once. */
  DOCUMENT_DUPLICATE,
  /** A key of JSON that stands twice. */
  DOCUMENT_DUPLICATE_KEY,
  /** A value of another type than the document has there. */
  DOCUMENT_TYPE,
  /** One value where the document has a list. */
  DOCUMENT_NOT_A_LIST,
  /** Lists within lists. */
  DOCUMENT_NESTED,
  /** A document within a string of another. */
  DOCUMENT_PACKED,
  /** A document within something else. */
  DOCUMENT_WRAPPED,
  /** A list of rules without what the kind has around it. */
  DOCUMENT_BARE_LIST,
  /** {@code ResponseVary} that is neither {@code true} nor {@code false}. */
  DOCUMENT_RESPONSE_VARY,
  /** An operation that B2 does not have. */
  DOCUMENT_OPERATION,
  /** B2's word for any origin over https. */
  DOCUMENT_ANY_HTTPS,
  /** Rules that a kind of document cannot say. */
  DOCUMENT_CANNOT_EXPRESS,
  /** A document of JSON without Jakarta JSON Processing. */
  DOCUMENT_JSON_PROVIDER;

  private static final Map<String, CorsProblemType> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(CorsProblemType::code, Function.identity()));

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The stable name, such as {@code origin-trailing-slash}. Lower case, dashes. */
  public String code() {
    return code;
  }

  /**
   * The kind of that code.
   *
   * @throws IllegalArgumentException if there is none
   */
  static CorsProblemType ofCode(String code) {
    CorsProblemType type = BY_CODE.get(code);
    if (type == null) {
      throw new IllegalArgumentException("no kind of problem has the code " + code);
    }
    return type;
  }
}
