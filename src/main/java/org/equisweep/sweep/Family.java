package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equisweep.training.TrialSettings;

/**
 * Settings that train in one cohort, since their strategies begin alike: branches of a tree, those
 * with more in common beside each other.
 */
record Family(List<Member> members) {
  /** The most trials of a cohort: their rows are in memory together. */
  private static final int MOST_TRIALS = 1024;

  /** A tree is cut where that repeats at most this share of what it has. */
  private static final double REPEATED = 0.25;

  /**
   * Settings that several cells may share.
   *
   * @param digest of {@link Identity#settings}
   * @param prefixes of {@link Identity#prefix}: what determines the state after each phase
   */
  record Member(TrialSettings settings, byte[] digest, List<String> prefixes, TrainingCost cost) {
    /** How many phases it has in common with another. */
    int inCommon(Member other) {
      int most = Math.min(prefixes.size(), other.prefixes.size());
      int common = 0;
      while (common < most && prefixes.get(common).equals(other.prefixes.get(common))) {
        common++;
      }
      return common;
    }
  }

  /**
   * Families in the order of their first members. A family is cut in two where it is large enough
   * to keep a core busy and the cut repeats little work.
   */
  static List<Family> of(List<Member> all) {
    Map<String, List<Member>> alike = new LinkedHashMap<>();
    all.forEach(
        member ->
            alike
                .computeIfAbsent(member.prefixes().get(0), first -> new ArrayList<>())
                .add(member));
    List<Family> families = new ArrayList<>();
    alike.values().forEach(members -> cut(besideEachOther(members), families));
    return families;
  }

  /** In the order of a walk through their tree. */
  private static List<Member> besideEachOther(List<Member> members) {
    if (members.size() == 1) {
      return members;
    }
    Map<String, Integer> places = new HashMap<>();
    members.forEach(
        member -> member.prefixes().forEach(prefix -> places.putIfAbsent(prefix, places.size())));
    List<Member> sorted = new ArrayList<>(members);
    sorted.sort(
        Comparator.comparing(
            member -> member.prefixes().stream().map(places::get).toList(), Family::lexicographic));
    return sorted;
  }

  private static int lexicographic(List<Integer> one, List<Integer> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  private static void cut(List<Member> members, List<Family> into) {
    List<Member> running = new ArrayList<>();
    double work = 0;
    for (Member member : members) {
      int common = running.isEmpty() ? 0 : member.inCommon(running.get(running.size() - 1));
      double repeated = member.cost().first(common).multiplyAdds();
      boolean isLarge = work >= TrainingCost.COHORT_MULTIPLY_ADDS || running.size() >= MOST_TRIALS;
      if (isLarge && repeated <= REPEATED * work) {
        into.add(new Family(List.copyOf(running)));
        running.clear();
        work = 0;
        common = 0;
      }
      running.add(member);
      work += member.cost().multiplyAdds() - member.cost().first(common).multiplyAdds();
    }
    into.add(new Family(List.copyOf(running)));
  }

  /**
   * How many seeds go together, a power of two: a cohort of costly trials is short enough to
   * balance cores and to lose, one of trivial trials is worth a task and a commit.
   */
  int lanes() {
    double work = 0;
    long bytes = 0;
    Set<String> trained = new HashSet<>();
    for (Member member : members) {
      bytes = Math.max(bytes, member.cost().bytesOfLanes(1, members.size()));
      work += member.cost().judgement();
      for (int i = 0; i < member.prefixes().size(); i++) {
        if (trained.add(member.prefixes().get(i))) {
          work += member.cost().phases().get(i).multiplyAdds();
        }
      }
    }
    double most = TrainingCost.lanes(work, bytes);
    return Integer.highestOneBit(
        (int) Math.max(1, Math.min(most, (double) MOST_TRIALS / members.size())));
  }
}
