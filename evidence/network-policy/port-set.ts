/** The protocols that a NetworkPolicy knows. */
export const protocols = ["TCP", "UDP", "SCTP"] as const;
export type Protocol = (typeof protocols)[number];

/** Ports `first` to `last`, both included. */
export interface PortInterval {
  first: number;
  last: number;
}

/** Ports by protocol: sorted intervals that neither touch nor overlap. Equal sets are equal values. */
export type PortSet = Readonly<Record<Protocol, readonly PortInterval[]>>;

const whole: readonly PortInterval[] = [{ first: 1, last: 65535 }];

export const noPorts: PortSet = { TCP: [], UDP: [], SCTP: [] };
export const allPorts: PortSet = { TCP: whole, UDP: whole, SCTP: whole };

/** The ports `first` to `last` of one protocol. @throws Error where that is not a port range */
export function ports(protocol: Protocol, first: number, last: number): PortSet {
  if (!(Number.isInteger(first) && Number.isInteger(last) && first >= 1 && first <= last && last <= 65535))
    throw new Error(`${first}-${last} is not a port range; accepted: whole numbers from 1 to 65535, the first not above the last`);
  return { ...noPorts, [protocol]: [{ first, last }] };
}

const combine = (of: (protocol: Protocol) => readonly PortInterval[]): PortSet => ({ TCP: of("TCP"), UDP: of("UDP"), SCTP: of("SCTP") });

function merged(intervals: readonly PortInterval[]): PortInterval[] {
  const result: PortInterval[] = [];
  for (const { first, last } of intervals.toSorted((a, b) => a.first - b.first)) {
    const open = result.at(-1);
    if (open && first <= open.last + 1) open.last = Math.max(open.last, last);
    else result.push({ first, last });
  }
  return result;
}

/** Ports that are in any of the sets. */
export const unionOf = (sets: readonly PortSet[]): PortSet => combine((protocol) => merged(sets.flatMap((set) => set[protocol])));

/** Ports that are in both sets. */
export const common = (a: PortSet, b: PortSet): PortSet =>
  combine((protocol) =>
    a[protocol].flatMap((x) =>
      b[protocol].flatMap((y) => {
        const [first, last] = [Math.max(x.first, y.first), Math.min(x.last, y.last)];
        return first <= last ? [{ first, last }] : [];
      }),
    ),
  );

export const isEmpty = (set: PortSet): boolean => protocols.every((protocol) => set[protocol].length === 0);

const isWhole = ([only, ...more]: readonly PortInterval[]) => more.length === 0 && only?.first === 1 && only.last === 65535;

/** For example `TCP 443,8000-8080; UDP 53`, `all ports`, or `no port`. */
export function formatPorts(set: PortSet): string {
  if (isEmpty(set)) return "no port";
  if (protocols.every((protocol) => isWhole(set[protocol]))) return "all ports";
  const text = ({ first, last }: PortInterval) => (first === last ? `${first}` : `${first}-${last}`);
  return protocols
    .filter((protocol) => set[protocol].length > 0)
    .map((protocol) => `${protocol} ${isWhole(set[protocol]) ? "all" : set[protocol].map(text).join(",")}`)
    .join("; ");
}
