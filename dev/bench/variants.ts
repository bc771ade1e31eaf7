import { parse, stringify } from "yaml";
import { variantFolder } from "../../tests/support/variant-folder.ts";

/** A keep's settings as they stand in a stack file; the bench changes clients and zones alone. */
interface StackFile {
  config: { "modelkeep:keep": { clients: unknown[]; target: { network: { zones: number } } } };
}

/**
 * The n-th client of a grown keep: a principal of its own, over PrivateLink. With the one limit that lets a front door have room for 950 of
 * them, and by short names: that many fit into the one environment variable in which Pulumi passes the settings.
 */
const client = (n: number) => ({
  name: `c${n}`,
  from: { kind: "private-link", principal: `arn:aws:iam::${String(100_000_000_000 + n)}:root` },
  limits: { concurrent: 2 },
});

/** A folder with the program and one grown stack: `clients` PrivateLink clients over `zones` zones. */
export function grownStack(source: string, { name, clients, zones }: { name: string; clients: number; zones: number }): string {
  const settings = parse(source) as StackFile;
  settings.config["modelkeep:keep"].clients = Array.from({ length: clients }, (_, n) => client(n));
  settings.config["modelkeep:keep"].target.network.zones = zones;
  return variantFolder(name, stringify(settings));
}
