/**
 * The console: a page that edits the rules of a bucket, tries them, and says why. It holds no CORS
 * logic: whatever it shows is judged by the library, and {@link
 * io.bucketcors.examples.bucket.console.ConsoleBackend} is all that it knows of the server.
 */
@NullMarked
package io.bucketcors.examples.bucket.console;

import org.jspecify.annotations.NullMarked;
