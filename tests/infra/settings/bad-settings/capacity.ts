import { onBlock, onEks, onExisting, type Row } from "./row.ts";

/** Mistakes in one field: capacity. */
export const badCapacity: readonly Row[] = [
  onEks("a typo in the instance", "capacity.instance", "g6e.12xlrge", /did you mean "g6e\.12xlarge"\?/),
  onEks("replicas as one number", "capacity.replicas", 3, /is a number; accepted is an object \{min\?, max\?\}/),
  onEks("fewer than no replicas", "capacity.replicas.min", -1, /accepted is a whole number, 0 or more/),
  onEks("no replica at most", "capacity.replicas", { min: 0, max: 0 }, /1 or more/, "capacity.replicas.max"),
  onEks("no request at once", "capacity.concurrent", 0, /1 or more/),
  onExisting("seventeen GPUs in one replica", "capacity.gpus.count", 17, /1 to 16/),
  onExisting("a replica of no node", "capacity.nodesPerReplica", 0, /1 to 8/),
  onExisting("a replica of nine nodes", "capacity.nodesPerReplica", 9, /1 to 8/),
  onExisting("a GPU without memory", "capacity.gpus.memoryGiB", 0, /a number above 0/),
  onEks(
    "an unknown way to buy",
    "capacity.purchase",
    { kind: "spot" },
    /is unknown; accepted: on-demand, reserved, capacity-block/,
    "capacity.purchase.kind",
  ),
  onEks(
    "a reservation without its id",
    "capacity.purchase",
    { kind: "reserved" },
    /is missing: .*such as cr-/,
    "capacity.purchase.reservationId",
  ),
  onEks(
    "a reservation by another id",
    "capacity.purchase",
    { kind: "reserved", reservationId: "i-0123456789abcdef0" },
    /such as cr-/,
    "capacity.purchase.reservationId",
  ),
  onBlock("a capacity block without a zone", "capacity.purchase.zone", undefined, /is missing: the one zone/),
  onBlock("a capacity block that starts on a day", "capacity.purchase.start", "2099-03-01", /an instant with its offset/),
  onEks(
    "a zone for instances on demand",
    "capacity.purchase",
    { kind: "on-demand", zone: "eu-central-1a" },
    /is not a setting of kind "on-demand"; accepted: kind/,
    "capacity.purchase.zone",
  ),
  onEks("a system pool on Graviton", "capacity.system.instance", "m7g.large", /x86-64 EC2 instance type such as m7i\.large/),
  onEks("a system pool of one node", "capacity.system.nodes", 1, /2 to 10/),
  onEks("a volume too small for the images", "capacity.volumeGiB", 20, /50 to 16384/),
];
