import type { AddressRange } from "../../network-policy/address-range.ts";
import { type Addresses, internet, meet, nowhere } from "../space/addresses.ts";

/** The addresses of a range. */
export const addressesOf = ({ family, first, last }: AddressRange): Addresses => ({ ...nowhere, [family]: [{ first, last }] });

/** The public addresses of a range. */
export const onInternet = (range: AddressRange): Addresses => meet(addressesOf(range), internet);

/** Whether a range has a public address. */
export const holdsInternet = (range: AddressRange): boolean => {
  const { ipv4, ipv6 } = onInternet(range);
  return ipv4.length + ipv6.length > 0;
};
