package io.centraltoken.it.programs;

/**
 * A request that was received and not refused.
 *
 * @param framing of its body
 * @param again whether it was refused before: then the agent may frame its body anew
 */
record ReceivedHop(String request, String framing, boolean again) {
  boolean isSameAs(ReceivedHop other) {
    return request.equals(other.request) && (again || other.again || framing.equals(other.framing));
  }
}
