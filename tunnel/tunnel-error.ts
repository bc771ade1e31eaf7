/** A tunnel cannot be opened, or has closed by itself. The message says what was wrong, and what to do about it. */
export class TunnelError extends Error {
  override readonly name = "TunnelError";
}
