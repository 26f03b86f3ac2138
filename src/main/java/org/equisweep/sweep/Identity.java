package org.equisweep.sweep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.equisweep.training.TrialSettings;

/**
 * Ids by content: the first 64 bits of a SHA-256, in hex. The settings are hashed once, so that a
 * trial's id costs one short hash.
 */
final class Identity {
  /** Raised when a change of the engine's changes the bits of results. */
  static final int NUMERICS_VERSION = 3;

  private static final int BYTES = 8;

  private Identity() {}

  /** The digest of everything that determines the trials of a cell but their seeds. */
  static byte[] settings(TrialSettings settings, CanonicalForm form) {
    return digest("equisweep/" + NUMERICS_VERSION + "\n" + form.of(settings));
  }

  /**
   * Names all that determines the state, and the rows, after the first {@code phases} phases, but
   * the seed.
   */
  static String prefix(TrialSettings settings, int phases, CanonicalForm form) {
    return hex(settings(settings.first(phases), form));
  }

  static String trial(byte[] settings, long seed) {
    return HexFormat.of().toHexDigits(trialBits(settings, seed));
  }

  /** A trial's id as a number. */
  static long trialBits(byte[] settings, long seed) {
    MessageDigest digest = sha256();
    digest.update(settings);
    byte[] whole = digest.digest(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
    return ByteBuffer.wrap(whole).getLong();
  }

  /** A cell is its settings and what the sweep calls them: two cells may share their trials. */
  static String cell(byte[] settings, String labels) {
    MessageDigest digest = sha256();
    digest.update(settings);
    return hex(digest.digest(labels.getBytes(StandardCharsets.UTF_8)));
  }

  static String cohort(List<Trial> trials) {
    MessageDigest digest = sha256();
    trials.forEach(trial -> digest.update(trial.id().getBytes(StandardCharsets.UTF_8)));
    return hex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] digest(String text) {
    return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first 64 bits. */
  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }
}
