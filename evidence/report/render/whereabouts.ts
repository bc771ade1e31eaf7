import { addressesOf, format, isEmpty } from "../../reach/space/addresses.ts";
import type { Party } from "../model/flow.ts";

/** Kind and location of a party, in a few words: `over PrivateLink, from 10.128.0.0-10.128.255.255`. */
export function whereabouts({ detail, addresses, zone }: Party): string {
  const set = addressesOf(addresses);
  if (isEmpty(set) || detail.includes(format(set))) return detail;
  const where = zone === "clients" ? whereFrom({ addresses }) : `at ${format(set)}`;
  return detail === "" ? where : `${detail}, ${where}`;
}

/** Admitted sources. */
export const whereFrom = ({ addresses }: Pick<Party, "addresses">): string => `from ${format(addressesOf(addresses))}`;
