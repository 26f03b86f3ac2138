package org.equisweep.group;

/**
 * Disjoint sets of 0 … n − 1 with path halving; the representative of a set is its smallest member,
 * so that the outcome does not depend on the order of unions.
 */
public final class UnionFind {
  private final int[] parent;

  public UnionFind(int n) {
    parent = Permutation.identity(n);
  }

  /** The smallest member of the set of {@code i}. */
  public int find(int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  public void union(int i, int j) {
    int a = find(i);
    int b = find(j);
    if (a < b) {
      parent[b] = a;
    } else if (b < a) {
      parent[a] = b;
    }
  }

  /** Sizes of the sets, ordered by their smallest members. */
  public int[] sizes() {
    int[] size = new int[parent.length];
    int sets = 0;
    for (int i = 0; i < parent.length; i++) {
      int root = find(i);
      sets += size[root] == 0 ? 1 : 0;
      size[root]++;
    }
    int[] sizes = new int[sets];
    int next = 0;
    for (int count : size) {
      if (count > 0) {
        sizes[next++] = count;
      }
    }
    return sizes;
  }
}
