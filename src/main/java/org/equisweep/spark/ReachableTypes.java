package org.equisweep.spark;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The records and enums a record can hold, through sealed interfaces and type arguments: what Kryo
 * has to know so that one can be sent. New kinds of settings are found without being listed.
 */
final class ReachableTypes {
  private final Set<Class<?>> found = new LinkedHashSet<>();

  private ReachableTypes() {}

  /** In an order that depends on the declarations alone, as all processes must agree on it. */
  static Set<Class<?>> from(Class<?>... roots) {
    ReachableTypes types = new ReachableTypes();
    for (Class<?> root : roots) {
      types.visit(root);
    }
    return types.found;
  }

  private void visit(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      visit(parameterized.getRawType());
      for (Type argument : parameterized.getActualTypeArguments()) {
        visit(argument);
      }
    } else if (type instanceof WildcardType wildcard) {
      for (Type bound : wildcard.getUpperBounds()) {
        visit(bound);
      }
    } else if (type instanceof Class<?> plain) {
      visitClass(plain);
    }
  }

  private void visitClass(Class<?> type) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        visit(permitted);
      }
    } else if (type.isEnum()) {
      found.add(type);
    } else if (type.isRecord() && found.add(type)) {
      for (RecordComponent component : type.getRecordComponents()) {
        visit(component.getGenericType());
      }
    }
  }
}
