package org.equisweep.report;

/** The plotting library inlined into every page, as it was fetched once. */
final class Vendored {
  private Vendored() {}

  static final String ECHARTS = "vendor/echarts-6.1.0/echarts.min.js";
  static final String ECHARTS_SHA256 =
      "b66b25aeb4df84e33199dc21694014d336d222cbd9deb0e5a7c14bd6aa0d0fd0";
}
