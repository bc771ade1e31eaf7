import { expect, it } from "vitest";
import { clientRanges } from "../../../../infra/aws/network/client-ranges.ts";
import { privateLinkClient } from "../../../support/clients.ts";

it.each([
  ["no client", [], undefined],
  ["one client without ranges", [[]], undefined],
  ["one of two without ranges", [["10.1.0.0/16"], []], undefined],
  ["one range", [["10.1.0.0/16"]], ["10.1.0.0/16"]],
  ["the same range twice", [["10.1.0.0/16"], ["10.1.0.0/16"]], ["10.1.0.0/16"]],
  ["a range inside another", [["10.1.2.0/24"], ["10.1.0.0/16"]], ["10.1.0.0/16"]],
  ["ranges out of order", [["192.168.0.0/24", "10.1.0.0/16"]], ["10.1.0.0/16", "192.168.0.0/24"]],
  ["a range with host bits", [["10.1.2.3/16"]], ["10.1.0.0/16"]],
])("%s: %j gives %j", (_, ranges, expected) => {
  expect(clientRanges(ranges.map((own, i) => privateLinkClient(`client-${i}`, { ranges: own })))).toEqual(expected);
});
