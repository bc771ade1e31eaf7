import { Session } from "node:inspector";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/**
 * Counts calls of the functions of this repository while something runs. A clock says what the machine and its other work allow; this is the
 * same everywhere, and grows with the work: turns of a loop count where they call something. What the language does within a call does not.
 *
 * @param folder of the repository, whose functions count
 */
export function callsIn(folder: string, run: () => void): number {
  const session = new Session();
  session.connect();
  const ask = (method: string, parameters: object = {}) => {
    let answer: unknown;
    // The session is one with this thread, so it has answered when the call returns.
    session.post(method, parameters, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer as { result: { url: string; functions: { ranges: { count: number }[] }[] }[] };
  };
  try {
    ask("Profiler.enable");
    ask("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
    // Taking sets the counts back to nothing: what ran before counts no longer.
    ask("Profiler.takePreciseCoverage");
    run();
    const { result } = ask("Profiler.takePreciseCoverage");
    const counted = result.filter(({ url }) => url.includes(`${root}/${folder}/`));
    if (counted.length === 0) throw new Error(`no code of ${folder} has run`);
    return counted.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges)).reduce((sum, { count }) => sum + count, 0);
  } finally {
    session.disconnect();
  }
}
