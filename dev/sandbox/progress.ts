/** Prints what is done, with the seconds since the start. */
export class Progress {
  readonly #start = performance.now();

  say(what: string): void {
    console.log(`${((performance.now() - this.#start) / 1000).toFixed(0).padStart(5)} s  ${what}`);
  }
}
