/** Error lines of npm's output, without the path of its log. */
export const npmErrors = (printed: string): string[] =>
  printed.split("\n").filter((line) => line.startsWith("npm error") && !line.includes("complete log"));
