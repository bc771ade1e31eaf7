/** A request that the engine will not serve. A fatal one ends the preview; another is an error that the program may catch. */
export class Refusal extends Error {
  readonly fatal: boolean;

  constructor(message: string, { fatal }: { fatal: boolean }) {
    super(message);
    this.fatal = fatal;
  }
}
