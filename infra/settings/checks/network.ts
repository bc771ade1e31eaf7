import { formatCidr, isPrivate, parseCidr } from "../../../network-range/cidr.ts";
import { overlap, size } from "../../../network-range/range.ts";
import { isPrivateLink } from "../clients.ts";
import { lookupProblems } from "../lookups/found.ts";
import { foundZones } from "../lookups/zones.ts";
import { type Problem, problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/** Largest and smallest VPC: AWS allows up to /16; below /20 there is no room for pods, which take addresses of the subnets. */
const prefixes = { longest: 20, shortest: 16 };

/** A range that starts on its own boundary, as AWS demands of a VPC and of a security group's rule. */
function aligned(path: string, cidr: string): Problem[] {
  const canonical = formatCidr(parseCidr(cidr));
  return canonical === cidr ? [] : [problemAt(path, cidr, `does not start on its own boundary; did you mean "${canonical}"?`)];
}

/** The VPC's range is private, aligned, large enough and apart from every network that a client names. */
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
        `holds ${size(range)} addresses; accepted: /${prefixes.shortest} to /${prefixes.longest}: AWS takes no larger VPC, and every pod needs an address`,
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
        problems.push(problemAt(at, other, `overlaps the keep's network ${cidr}; accepted: a range apart from it`));
    });
  });
  return problems;
};

/** The zones are of the region, as many as asked for, each once; where none are named the catalog knows enough of them. */
export const zoneCheck: Check = ({ target }) => {
  if (target.kind !== "eks") return [];
  const { zones, zoneNames: named } = target.network;
  const { region } = target;
  const path = "target.network.zoneNames";
  if (!named) return lookupProblems(foundZones(target));
  const problems =
    named.length === zones ? [] : [problemAt(path, named, `names ${named.length}; accepted: ${zones}, as target.network.zones says`)];
  named.forEach((zone, i) => {
    if (zone.slice(0, -1) !== region)
      problems.push(problemAt(`${path}[${i}]`, zone, `is no zone of ${region}; accepted: ${region} and a letter, such as ${region}a`));
    if (named.indexOf(zone) < i) problems.push(problemAt(`${path}[${i}]`, zone, "is named twice; accepted: different zones"));
  });
  return problems;
};
