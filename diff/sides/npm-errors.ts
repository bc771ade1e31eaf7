/** Lines of what npm printed that say what went wrong, without where its log is. */
export const npmErrors = (printed: string): string[] =>
  printed.split("\n").filter((line) => line.startsWith("npm error") && !line.includes("complete log"));
