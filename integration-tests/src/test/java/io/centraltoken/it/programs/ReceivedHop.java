package io.centraltoken.it.programs;

/**
 * A request that was received and not rejected.
 *
 * @param framing of its body
 * @param again whether it was rejected before: then the agent may frame its body anew
 */
record ReceivedHop(String request, String framing, boolean again) {
  boolean isSameAs(ReceivedHop other) {
    return request.equals(other.request) && (again || other.again || framing.equals(other.framing));
  }
}
