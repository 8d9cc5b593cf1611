package io.centraltoken.libraries;

/** The same where it was told to stream bodies. */
public final class RestTemplateStreamingShape extends RestTemplateShape {
  public RestTemplateStreamingShape() {
    super(false);
  }
}
