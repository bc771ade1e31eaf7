/**
 * Compares two dotted release numbers such as `0.9.2` and `0.32.0`; a missing part counts as 0.
 * @returns a negative number if `a` is earlier, 0 if both are equal, otherwise a positive number.
 * @throws RangeError for anything but dotted numbers, because nightly and local builds cannot be ordered.
 */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parts(release: string): number[] {
  if (!/^\d+(\.\d+)*$/.test(release)) throw new RangeError(`"${release}" is not a release number; accepted: dotted numbers such as 0.32.0`);
  return release.split(".").map(Number);
}
