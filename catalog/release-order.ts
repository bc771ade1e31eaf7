/**
 * Orders two dotted release numbers such as `0.9.2` and `0.32.0`; a missing part counts as 0.
 * @returns a negative number where `a` is the earlier one, 0 where both are the same, else a positive number.
 * @throws RangeError for anything but dotted numbers, because a nightly or local build has no place in the order.
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
  if (!/^\d+(\.\d+)*$/.test(release)) throw new RangeError(`"${release}" is no release number; accepted: dotted numbers such as 0.32.0`);
  return release.split(".").map(Number);
}
