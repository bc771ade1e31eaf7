/** A check that an object fails or is warned for. */
export interface Finding {
  check: string;
  /** `Kind name`. */
  object: string;
  says: string;
}

/** A check that is failed on purpose. */
export interface Exception {
  check: string;
  /** `Kind name` of the objects. */
  object: RegExp;
  reason: string;
}

const excepted = ({ check, object }: Finding, exception: Exception): boolean => check === exception.check && exception.object.test(object);

/** What no exception speaks of. */
export const unexcepted = (found: readonly Finding[], exceptions: readonly Exception[]): Finding[] =>
  found.filter((finding) => !exceptions.some((exception) => excepted(finding, exception)));

/** Exceptions that nothing needs any longer. */
export const needless = (found: readonly Finding[], exceptions: readonly Exception[]): Exception[] =>
  exceptions.filter((exception) => !found.some((finding) => excepted(finding, exception)));
