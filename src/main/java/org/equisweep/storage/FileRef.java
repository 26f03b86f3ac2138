package org.equisweep.storage;

/**
 * A file of the user's that takes part in a trial: its path for reading, its content for identity.
 *
 * @param path absolute local path or Hadoop URI
 * @param sha256 lower-case hex digest of the content; two references are the same data iff it
 *     agrees
 */
public record FileRef(String path, String sha256) {}
