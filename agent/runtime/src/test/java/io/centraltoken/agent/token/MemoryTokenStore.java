package io.centraltoken.agent.token;

import io.centraltoken.agent.oauth.TokenPair;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Predicate;

/** A store that can be full, claimed by others, or unable to be claimed. */
final class MemoryTokenStore implements TokenStore, StoredState.Past {
  TokenPair pair;
  ExchangeNotes notes = ExchangeNotes.NONE;
  private TokenPair seen;
  Runnable beforeLoad = () -> {};
  Runnable beforeSave = () -> {};
  int saves;
  boolean full;
  boolean noRoom;
  boolean noRoomBack;
  boolean noRelease;
  int reserved;
  boolean stale;
  boolean after = true;
  boolean redeemed;
  boolean noClaims;
  boolean noClaimsForUs;
  int rehearsals;
  boolean claimedByOther;
  int released;

  /** Who has it may have it again. */
  private int claims;

  @Override
  public StoredState load() {
    beforeLoad.run();
    if (pair == null) {
      return StoredState.without(new IOException("there is no pair"), notes, this);
    }
    seen = pair;
    return StoredState.of(pair, notes, stale, this);
  }

  @Override
  public ExchangeNotes note(ExchangeNotes successor) throws IOException {
    if (noRoom) {
      throw new IOException("no room");
    }
    notes = successor;
    return notes;
  }

  @Override
  public Closeable reserve() throws IOException {
    if (noRoom) {
      throw new IOException("no room");
    }
    reserved++;
    return this::giveBack;
  }

  private void giveBack() throws IOException {
    reserved--;
    if (noRoomBack) {
      throw new IOException("cannot be deleted");
    }
  }

  @Override
  public boolean save(TokenPair successor, Predicate<TokenPair> isRedeemed, ExchangeNotes noted)
      throws IOException {
    saves++;
    beforeSave.run();
    if (full) {
      throw new IOException("the disk is full");
    }
    notes = noted;
    if (pair != seen) {
      return false;
    }
    pair = successor;
    stale = false;
    return true;
  }

  @Override
  public boolean isBefore(TokenPair other) {
    return after;
  }

  @Override
  public boolean hasRedeemed(TokenPair other) {
    return redeemed;
  }

  @Override
  public String rehearse() throws IOException {
    reserve().close();
    rehearsals++;
    return null;
  }

  @Override
  public String holder() {
    return "process 1 (token.json.lock)";
  }

  @Override
  public Claim tryClaim() throws IOException {
    if (noClaims) {
      throw new NoLockException("no room for claims");
    } else if (noClaimsForUs) {
      throw new StoreException("the lock is another user's", "give it to this one");
    }
    if (claimedByOther) {
      return null;
    }
    claims++;
    return this::release;
  }

  boolean isClaimed() {
    return claims > 0;
  }

  private void release() throws IOException {
    claims--;
    released++;
    if (noRelease) {
      throw new IOException("not released");
    }
  }
}
