import type { AddressRange } from "../../../network-range/range.ts";
import { type Addresses, internet, meet, ofRange } from "../space/addresses.ts";

/** The public addresses of a range. */
export const onInternet = (range: AddressRange): Addresses => meet(ofRange(range), internet);

/** Whether a range has a public address. */
export const holdsInternet = (range: AddressRange): boolean => {
  const { ipv4, ipv6 } = onInternet(range);
  return ipv4.length + ipv6.length > 0;
};
