/** A tunnel cannot be opened, or has closed by itself. The message states what is wrong, and how to fix it. */
export class TunnelError extends Error {
  override readonly name = "TunnelError";
}
