package io.bucketcors.cli.probe;

import io.bucketcors.analysis.Domains;
import io.bucketcors.cli.probe.Finding.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An origin that is not a listed one, though careless ways of comparing take it for that.
 *
 * @param code what is wrong where it is granted
 * @param origin the origin to send
 * @param why what follows
 */
record Attack(Code code, String origin, String why) {

  /** What strangers may try who know an origin that is allowed. */
  static List<Attack> on(String origin) {
    List<Attack> attacks = new ArrayList<>();
    int hostStart = origin.indexOf("://") + 3;
    String scheme = origin.substring(0, hostStart);
    String rest = origin.substring(hostStart);
    int colon = rest.startsWith("[") ? rest.indexOf(':', rest.indexOf(']')) : rest.indexOf(':');
    String host = colon < 0 ? rest : rest.substring(0, colon);
    String port = colon < 0 ? "" : rest.substring(colon);
    boolean isName = host.chars().anyMatch(Character::isLetter) && !host.startsWith("[");
    if (isName) {
      // Of a host that nobody has registered it is the origin.
      String owner = Domains.ownerOf(origin);
      String registered = owner.contains("://") ? host : owner;
      String before = host.substring(0, host.length() - registered.length());
      attacks.add(
          new Attack(
              Code.SUFFIX_MATCH,
              scheme + before + "evil" + registered + port,
              "whoever registers a domain that ends like the listed one is let in"));
      attacks.add(
          new Attack(
              Code.PREFIX_MATCH,
              scheme + host + ".evil.example" + port,
              "whoever has a domain can put the listed one before it"));
      attacks.add(
          new Attack(
              Code.PREFIX_MATCH,
              scheme + host + "_.evil.example" + port,
              "browsers send such hosts, and whoever has a domain can make one"));
      // The dot without which another domain would be registered.
      int dot = before.isEmpty() ? host.indexOf('.') : before.length() - 1;
      if (dot > 0 && dot < host.lastIndexOf('.')) {
        attacks.add(
            new Attack(
                Code.DOT_MATCHES_ANY,
                scheme + host.substring(0, dot) + "x" + host.substring(dot + 1) + port,
                "a dot of the listed origin stands for any character, as in a regular expression,"
                    + " so another registered domain is let in"));
      }
      attacks.add(
          new Attack(
              Code.SUBDOMAIN_ALLOWED,
              scheme + "bucketcors-probe." + host + port,
              "sub-domains are let in too; make sure that all of them are yours"));
      if (!before.isEmpty()) {
        // Nobody else can have such a name, but for whom the owner gives one.
        attacks.add(
            new Attack(
                Code.SUBDOMAIN_ALLOWED,
                scheme + "bucketcors-probe" + host + port,
                "other names of the same domain are let in too; make sure that all are yours"));
      }
    }
    if (scheme.toLowerCase(Locale.ROOT).equals("https://")) {
      attacks.add(
          new Attack(
              Code.HTTP_FOR_HTTPS,
              "http://" + rest,
              "whoever can change plain http on the way to a user can read the answers"));
    }
    if (port.isEmpty()) {
      attacks.add(
          new Attack(
              Code.OTHER_PORT_ALLOWED,
              scheme + host + ":64999",
              "another port is another origin, and often another owner's"));
    }
    return attacks;
  }
}
