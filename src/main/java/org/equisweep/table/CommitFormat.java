package org.equisweep.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.equisweep.problem.InvalidInput;

/**
 * Commit records as JSON. The last key, {@code crc32c}, is the checksum of all bytes before its
 * comma, so that a torn or altered record is recognised.
 */
final class CommitFormat {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.ALWAYS)
          .build();
  private static final String SEAL = ",\"crc32c\":\"%s\"}\n";
  private static final int SEAL_BYTES = SEAL.formatted("00000000").length();

  private CommitFormat() {}

  static byte[] write(CommitRecord record) {
    byte[] json;
    try {
      json = MAPPER.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    int body = json.length - 1;
    byte[] seal = SEAL.formatted(checksum(json, body)).getBytes(StandardCharsets.UTF_8);
    byte[] sealed = Arrays.copyOf(json, body + seal.length);
    System.arraycopy(seal, 0, sealed, body, seal.length);
    return sealed;
  }

  /**
   * Reads a record.
   *
   * @throws IOException saying what is wrong with it
   */
  static CommitRecord read(byte[] sealed) throws IOException {
    int body = sealed.length - SEAL_BYTES;
    if (body < 2) {
      throw new IOException("it is cut off after " + sealed.length + " bytes");
    }
    String expected = SEAL.formatted(checksum(sealed, body));
    String seal = new String(sealed, body, SEAL_BYTES, StandardCharsets.UTF_8);
    if (!seal.equals(expected)) {
      throw new IOException("its checksum does not agree with its content");
    }
    CommitRecord record = MAPPER.readValue(sealed, CommitRecord.class);
    if (record.format() != CommitRecord.FORMAT) {
      throw InvalidInput.of(
          "commit records must have format " + CommitRecord.FORMAT,
          "got format " + record.format(),
          "use the version of Equisweep that wrote the folder, or give another with -o");
    }
    return record;
  }

  static String checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return "%08x".formatted(crc.getValue());
  }
}
