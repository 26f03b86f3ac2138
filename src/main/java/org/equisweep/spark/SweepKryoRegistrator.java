package org.equisweep.spark;

import com.esotericsoftware.kryo.Kryo;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * Everything the engine sends between processes. Registration is required, so that a class nobody
 * thought of fails in a test instead of travelling by name.
 */
public final class SweepKryoRegistrator implements KryoRegistrator {
  @Override
  public void registerClasses(Kryo kryo) {
    for (Class<?> type : ReachableTypes.from(Bag.class, BagSummary.class)) {
      if (type.isRecord()) {
        kryo.register(type, serializer(type));
      } else {
        kryo.register(type);
      }
    }
    kryo.register(Optional.class);
    kryo.register(OptionalInt.class);
    kryo.register(OptionalLong.class);
    kryo.register(OptionalDouble.class);
    kryo.register(Duration.class);
    kryo.register(BigInteger.class);
    kryo.register(BigDecimal.class);
    kryo.register(ArrayList.class);
    kryo.register(HashMap.class);
    kryo.register(LinkedHashMap.class);
    kryo.register(TreeMap.class);
    CollectionSerializers.register(kryo);
    SparkClasses.register(kryo);
    kryo.register(Bag[].class);
    kryo.register(BagSummary[].class);
    kryo.register(Object[].class);
    kryo.register(String[].class);
  }

  private static RecordSerializer<?> serializer(Class<?> type) {
    return new RecordSerializer<>(type.asSubclass(Record.class));
  }
}
