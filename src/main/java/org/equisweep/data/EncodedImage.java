package org.equisweep.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A PNG or JPEG file decoded to bytes: grey as (height, width), colour as (3, height, width).
 * Sample values are those stored; no colour space is converted.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EncodedImage(int[] shape, byte[] bytes) {
  private static final int GREY = 1;
  private static final int COLOUR = 3;
  private static final int BITS = 8;

  /** Whether bytes begin as a PNG or JPEG file does. */
  static boolean isImage(byte[] content) {
    boolean png =
        content.length > 4
            && content[0] == (byte) 0x89
            && content[1] == 'P'
            && content[2] == 'N'
            && content[3] == 'G';
    boolean jpeg =
        content.length > 3
            && content[0] == (byte) 0xff
            && content[1] == (byte) 0xd8
            && content[2] == (byte) 0xff;
    return png || jpeg;
  }

  /**
   * @throws IOException when it is damaged, or no image of 8 bits a sample in grey or three colours
   */
  static EncodedImage decode(byte[] content) throws IOException {
    BufferedImage image = read(content);
    if (image == null) {
      throw new IOException("it is no PNG or JPEG image");
    }
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    boolean plain =
        (bands == GREY || bands == COLOUR)
            && !(image.getColorModel() instanceof IndexColorModel)
            && raster.getSampleModel().getSampleSize(0) == BITS;
    if (!plain) {
      throw new IOException("it is neither grey nor of three colours with 8 bits each");
    }
    int pixels = raster.getWidth() * raster.getHeight();
    byte[] bytes = new byte[bands * pixels];
    int[] samples = new int[pixels];
    for (int band = 0; band < bands; band++) {
      raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, samples);
      for (int i = 0; i < pixels; i++) {
        bytes[band * pixels + i] = (byte) samples[i];
      }
    }
    int[] shape =
        bands == GREY
            ? new int[] {raster.getHeight(), raster.getWidth()}
            : new int[] {COLOUR, raster.getHeight(), raster.getWidth()};
    return new EncodedImage(shape, bytes);
  }

  private static @Nullable BufferedImage read(byte[] content) throws IOException {
    try {
      // closes the stream; in memory, since ImageIO's own would be a temporary file each
      return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(content)));
    } catch (RuntimeException e) {
      // what the decoders throw at some damaged files
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }
}
