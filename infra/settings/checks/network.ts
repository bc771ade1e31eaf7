import { formatCidr, isPrivate, parseCidr } from "../../../network-range/cidr.ts";
import { overlap, size } from "../../../network-range/range.ts";
import { isPrivateLink } from "../clients.ts";
import { lookupProblems } from "../lookups/found.ts";
import { foundZones } from "../lookups/zones.ts";
import { type Problem, problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/**
 * Prefix lengths of the VPC: AWS allows at most a /16; smaller than a /20 there is no room for pods, which use addresses of the subnets.
 */
const prefixes = { longest: 20, shortest: 16 };

/** A range without host bits, as AWS requires for a VPC and for a security group rule. */
function aligned(path: string, cidr: string): Problem[] {
  const canonical = formatCidr(parseCidr(cidr));
  return canonical === cidr ? [] : [problemAt(path, cidr, `has host bits set; did you mean "${canonical}"?`)];
}

/** The VPC's range is private, aligned, large enough and does not overlap any network of a client. */
export const networkCheck: Check = ({ target, clients }) => {
  if (target.kind !== "eks") return [];
  const { cidr } = target.network;
  const path = "target.network.cidr";
  const range = parseCidr(cidr);
  const problems = aligned(path, cidr);
  if (range.prefix < prefixes.shortest || range.prefix > prefixes.longest)
    problems.push(
      problemAt(
        path,
        cidr,
        `holds ${size(range)} addresses; accepted: /${prefixes.shortest} to /${prefixes.longest}: AWS allows no larger VPC, and every pod needs an address`,
      ),
    );
  if (!isPrivate(range))
    problems.push(problemAt(path, cidr, "is not private; accepted: ranges inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"));
  clients.forEach((client, i) => {
    if (!isPrivateLink(client)) return;
    client.from.ranges.forEach((other, j) => {
      const at = `clients[${i}].from.ranges[${j}]`;
      problems.push(...aligned(at, other));
      if (overlap(range, parseCidr(other)))
        problems.push(problemAt(at, other, `overlaps the keep's network ${cidr}; accepted: a range that does not overlap it`));
    });
  });
  return problems;
};

/** The zones are in the region, as many as requested, each once; if none are named the catalog must know enough of them. */
export const zoneCheck: Check = ({ target }) => {
  if (target.kind !== "eks") return [];
  const { zones, zoneNames: named } = target.network;
  const { region } = target;
  const path = "target.network.zoneNames";
  if (!named) return lookupProblems(foundZones(target));
  const problems =
    named.length === zones ? [] : [problemAt(path, named, `names ${named.length}; accepted: ${zones}, the value of target.network.zones`)];
  named.forEach((zone, i) => {
    if (zone.slice(0, -1) !== region)
      problems.push(problemAt(`${path}[${i}]`, zone, `is not a zone of ${region}; accepted: ${region} and a letter, such as ${region}a`));
    if (named.indexOf(zone) < i) problems.push(problemAt(`${path}[${i}]`, zone, "is named twice; accepted: different zones"));
  });
  return problems;
};
