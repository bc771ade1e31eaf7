const minute = 60_000;

/**
 * The only limits of time that tests have, in milliseconds. They end what hangs and decide nothing: a machine that works at all keeps them,
 * however slow it is and whatever runs beside the tests.
 */
export const limits = {
  /** One test or hook. */
  test: 10 * minute,
  /** One test or hook that previews whole programs, or starts an engine, a cluster or a browser. */
  longTest: 30 * minute,
  /** One thing that is waited for within a test, such as a program that is to end: less than a test has, so that its own message is read. Less where something was made wrong on purpose: it need not be waited for long. */
  wait: Number(process.env["MODELKEEP_TEST_WAIT_MINUTES"] ?? 8) * minute,
} as const;
