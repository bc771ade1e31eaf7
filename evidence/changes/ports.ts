/** Ports of one protocol. */
interface Range {
  protocol: string;
  first: number;
  last: number;
}

const everything = ["every protocol and port", "all ports"];

/** Parses `TCP 53,443; UDP 53`; undefined for other text. */
function ranges(on: string): Range[] | undefined {
  const found: Range[] = [];
  for (const part of on.split("; ")) {
    const [, protocol, list] = /^(.+?),? (all|every port|[\d, -]+)$/.exec(part) ?? [];
    if (protocol === undefined || list === undefined) return undefined;
    for (const one of /^\D/.test(list) ? ["0-65535"] : list.split(/, ?/)) {
      const [first, last = first] = one.split("-").map(Number);
      found.push({ protocol, first: first!, last: last! });
    }
  }
  return found;
}

/** Whether every port of `inner` is in `outer`. Text that cannot be parsed is contained only in itself and in all ports. */
export function portsWithin(inner: string, outer: string): boolean {
  if (inner === outer || everything.includes(outer)) return true;
  const [small, large] = [ranges(inner), ranges(outer)];
  if (!small || !large) return false;
  return small.every(({ protocol, first, last }) =>
    large.some((one) => one.protocol === protocol && one.first <= first && last <= one.last),
  );
}
