/**
 * What real browsers make of the answers. Headless Chromium speaks the DevTools protocol, Firefox
 * WebDriver BiDi; both over a web socket of the JDK, so nothing but the browsers is needed.
 */
@NullMarked
package io.bucketcors.conformance.browsers;

import org.jspecify.annotations.NullMarked;
