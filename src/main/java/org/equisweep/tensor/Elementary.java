package org.equisweep.tensor;

/**
 * exp, log, log(1+x), tanh and the logistic function from additions, multiplications, fused
 * multiply-adds, divisions and operations on bits alone, all of which IEEE 754 fixes: the same bits
 * interpreted and compiled, on every machine, and the same bits as the vectors of {@link Kernels},
 * which run these very steps. Errors are at most 2 units in the last place over the whole range,
 * results in the subnormal range included.
 *
 * <p>NaN gives the canonical NaN. exp reduces x = n ln 2 + r after Cody and Waite and evaluates a
 * minimax polynomial of degree 10 (float: 4) for (eʳ − 1 − r)/r², in double its even and odd powers
 * apart, so that neither waits for the other; log and log1p are Sun's fdlibm (Ng, 1993) with fused
 * multiply-adds; tanh |x| is m/(m + 2) with m = e^{2|x|} − 1.
 */
public final class Elementary {
  /** Adding 1.5·2⁵² rounds to an integer, which then stands in the low bits. */
  static final double ROUND = 0x1.8p52;

  static final double LOG2_E = 0x1.71547652b82fep+0;

  /** 42 bits, so that its product with an exponent is exact. */
  static final double LN2_HIGH = 0x1.62e42fefa3800p-1;

  static final double LN2_LOW = 0x1.ef35793c76730p-45;

  static final double EXP_OVERFLOW = 710;
  static final double EXP_UNDERFLOW = -746;
  static final double TANH_ONE = 22;

  static final double E0 = 0x1.0000000000000p-1;
  static final double E1 = 0x1.5555555555559p-3;
  static final double E2 = 0x1.555555555555ap-5;
  static final double E3 = 0x1.111111110f7e2p-7;
  static final double E4 = 0x1.6c16c16c14613p-10;
  static final double E5 = 0x1.a01a01af78e14p-13;
  static final double E6 = 0x1.a01a01b048399p-16;
  static final double E7 = 0x1.71ddf94ac75c2p-19;
  static final double E8 = 0x1.27e4c665e8871p-22;
  static final double E9 = 0x1.af5d33c1a72c2p-26;
  static final double E10 = 0x1.1f945ecce3367p-29;

  static final double L1 = 6.666666666666735130e-01;
  static final double L2 = 3.999999999940941908e-01;
  static final double L3 = 2.857142874366239149e-01;
  static final double L4 = 2.222219843214978396e-01;
  static final double L5 = 1.818357216161805012e-01;
  static final double L6 = 1.531383769920937332e-01;
  static final double L7 = 1.479819860511658591e-01;
  static final double LOG_LN2_HIGH = 6.93147180369123816490e-01;
  static final double LOG_LN2_LOW = 1.90821492927058770002e-10;

  /** Brings the exponent's change to mantissas of √½ to √2. */
  static final long SQRT_HALF_SHIFT = (0x3ff00000L - 0x3fe6a09eL) << 32;

  static final long SQRT_HALF_BITS = 0x3fe6a09eL << 32;
  static final long MANTISSA = 0x000fffffffffffffL;

  /** 2⁵² as bits, and 2⁵² + 1023: take an exponent's bits to its value. */
  static final long INTEGER_BITS = 0x4330000000000000L;

  static final double INTEGER_BIAS = 0x1p52 + 1023;

  static final float ROUND_F = 0x1.8p23f;
  static final float LOG2_E_F = 0x1.715476p+0f;
  static final float LN2_HIGH_F = 0x1.62e4p-1f;
  static final float LN2_LOW_F = 0x1.7f7d1cp-20f;
  static final float EXP_OVERFLOW_F = 89;
  static final float EXP_UNDERFLOW_F = -104;
  static final float TANH_ONE_F = 10;
  static final float E0_F = 0x1.0p-1f;
  static final float E1_F = 0x1.5554b2p-3f;
  static final float E2_F = 0x1.55548ap-5f;
  static final float E3_F = 0x1.12263cp-7f;
  static final float E4_F = 0x1.6d965ep-10f;

  private Elementary() {}

  /** eˣ. */
  public static double exp(double x) {
    if (Double.isNaN(x)) {
      return Double.NaN;
    }
    double c = x > EXP_OVERFLOW ? EXP_OVERFLOW : x < EXP_UNDERFLOW ? EXP_UNDERFLOW : x;
    double n = Math.fma(c, LOG2_E, ROUND) - ROUND;
    double m = 1 + expm1Reduced(Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, c)));
    // in two factors, so that overflow and subnormal results are rounded once
    double half = Math.fma(n, 0.5, ROUND);
    double rest = (n - (half - ROUND)) + ROUND;
    return m * powerOfTwo(half) * powerOfTwo(rest);
  }

  /** eˣ in single precision. */
  public static float exp(float x) {
    if (Float.isNaN(x)) {
      return Float.NaN;
    }
    float c = x > EXP_OVERFLOW_F ? EXP_OVERFLOW_F : x < EXP_UNDERFLOW_F ? EXP_UNDERFLOW_F : x;
    float n = Math.fma(c, LOG2_E_F, ROUND_F) - ROUND_F;
    float m = 1 + expm1Reduced(Math.fma(n, -LN2_LOW_F, Math.fma(n, -LN2_HIGH_F, c)));
    float half = Math.fma(n, 0.5f, ROUND_F);
    float rest = (n - (half - ROUND_F)) + ROUND_F;
    return m * powerOfTwo(half) * powerOfTwo(rest);
  }

  /** The natural logarithm; −∞ at 0, NaN below. */
  public static double log(double x) {
    if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
      return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
    }
    boolean subnormal = x < Double.MIN_NORMAL;
    long bits = Double.doubleToRawLongBits(subnormal ? x * 0x1p54 : x) + SQRT_HALF_SHIFT;
    double k =
        Double.longBitsToDouble((bits >>> 52) | INTEGER_BITS) - INTEGER_BIAS - (subnormal ? 54 : 0);
    double f = Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF_BITS) - 1;
    return logReduced(f, k, 0);
  }

  /** The natural logarithm in single precision: that in double precision, rounded. */
  public static float log(float x) {
    return (float) log((double) x);
  }

  /** log(1 + x); −∞ at −1, NaN below. */
  public static double log1p(double x) {
    if (!(x > -1) || x == Double.POSITIVE_INFINITY) {
      return x == -1 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
    }
    double u = 1 + x;
    long bits = Double.doubleToRawLongBits(u) + SQRT_HALF_SHIFT;
    double k = Double.longBitsToDouble((bits >>> 52) | INTEGER_BITS) - INTEGER_BIAS;
    double f = k == 0 ? x : Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF_BITS) - 1;
    // what rounding 1 + x lost
    double lost = x > 1 ? 1 - (u - x) : x - (u - 1);
    double result = logReduced(f, k, k == 0 ? 0 : lost / u);
    return x == 0 ? x : result;
  }

  /** log(1 + x) in single precision: that in double precision, rounded. */
  public static float log1p(float x) {
    return (float) log1p((double) x);
  }

  /** tanh x; odd, with the sign of a zero kept. */
  public static double tanh(double x) {
    if (Double.isNaN(x)) {
      return Double.NaN;
    }
    double a = Math.abs(x);
    double c = a > TANH_ONE ? 2 * TANH_ONE : 2 * a;
    double t = Math.fma(c, LOG2_E, ROUND);
    double n = t - ROUND;
    double p = expm1Reduced(Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, c)));
    double s = powerOfTwo(t);
    double m = Math.fma(s, p, s - 1);
    return Math.copySign(m / (m + 2), x);
  }

  /** tanh x in single precision. */
  public static float tanh(float x) {
    if (Float.isNaN(x)) {
      return Float.NaN;
    }
    float a = Math.abs(x);
    float c = a > TANH_ONE_F ? 2 * TANH_ONE_F : 2 * a;
    float t = Math.fma(c, LOG2_E_F, ROUND_F);
    float n = t - ROUND_F;
    float p = expm1Reduced(Math.fma(n, -LN2_LOW_F, Math.fma(n, -LN2_HIGH_F, c)));
    float s = powerOfTwo(t);
    float m = Math.fma(s, p, s - 1);
    return Math.copySign(m / (m + 2), x);
  }

  /** The logistic function 1/(1 + e⁻ˣ). */
  public static double sigmoid(double x) {
    double e = exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /** The logistic function 1/(1 + e⁻ˣ) in single precision. */
  public static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /** eʳ − 1 for |r| ≤ ½ ln 2. */
  private static double expm1Reduced(double r) {
    double z = r * r;
    double even = Math.fma(E10, z, E8);
    double odd = Math.fma(E9, z, E7);
    even = Math.fma(even, z, E6);
    odd = Math.fma(odd, z, E5);
    even = Math.fma(even, z, E4);
    odd = Math.fma(odd, z, E3);
    even = Math.fma(even, z, E2);
    odd = Math.fma(odd, z, E1);
    even = Math.fma(even, z, E0);
    return Math.fma(z, Math.fma(odd, r, even), r);
  }

  private static float expm1Reduced(float r) {
    float q = Math.fma(E4_F, r, E3_F);
    q = Math.fma(q, r, E2_F);
    q = Math.fma(q, r, E1_F);
    q = Math.fma(q, r, E0_F);
    return Math.fma(r * r, q, r);
  }

  /** log(2ᵏ(1 + f)) + c for √½ ≤ 1 + f &lt; √2. */
  private static double logReduced(double f, double k, double c) {
    double half = 0.5 * f * f;
    double s = f / (2 + f);
    double z = s * s;
    double w = z * z;
    double even = w * Math.fma(w, Math.fma(w, L6, L4), L2);
    double odd = z * Math.fma(w, Math.fma(w, Math.fma(w, L7, L5), L3), L1);
    double low = Math.fma(k, LOG_LN2_LOW, c);
    return Math.fma(k, LOG_LN2_HIGH, f - (half - Math.fma(s, half + (odd + even), low)));
  }

  /** 2ⁿ for n = rounded − ROUND, within the exponents of normal numbers. */
  private static double powerOfTwo(double rounded) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) + 1023) << 52);
  }

  private static float powerOfTwo(float rounded) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(rounded) + 127) << 23);
  }
}
