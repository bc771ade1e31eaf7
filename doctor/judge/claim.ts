import { type Finding, notRead } from "../finding.ts";
import type { Snapshot } from "../snapshot.ts";
import type { AskedWeights } from "./asked-weights.ts";
import { unfit } from "./bound-volume.ts";

/** Whether the claim on the weights is there and bound, and serves as many pods as run. */
export function judgeClaim(snapshot: Snapshot, { about, path, weights: { claim }, model, serving }: AskedWeights<"claim">): Finding {
  const { claims, volumes } = snapshot;
  if ("unread" in claims) return notRead(about, claims.unread);
  if ("unread" in volumes) return notRead(about, volumes.unread);
  const own = claims.read.filter(({ namespace }) => namespace === serving);
  const found = own.find(({ name }) => name === claim);
  const others = own.filter(({ name, phase }) => name !== claim && phase === "Bound");
  const fixes = others.map(({ name }) => ({ path: `${path}.claim`, value: name }));
  const follows = "the model server's pods stay Pending until it is";
  if (found === undefined)
    return {
      about,
      state: "fails",
      cause: "claim",
      seen: `no claim ${claim} in ${serving}`,
      follows,
      fixes,
      administrator: `make namespace ${serving} and the claim ${claim} before \`pulumi up\`, or while it waits`,
    };
  const { phase, accessModes } = found;
  if (phase !== "Bound")
    return {
      about,
      state: phase === "Pending" ? "undecided" : "fails",
      cause: "phase",
      seen: `claim ${claim} in ${serving} is ${phase || "of no phase"}, and not bound`,
      follows,
      fixes,
      administrator:
        phase === "Pending" ? "see that it is bound, at the latest by the first pod" : "make it anew, on a volume with the weights",
    };
  const volume = volumes.read.find((one) => one.claimedIn === serving && one.claim === claim);
  const wrong = volume && unfit(about, volume, snapshot, model);
  if (wrong !== undefined) return wrong;
  if (model.pods > 1 && !accessModes.some((mode) => mode === "ReadOnlyMany" || mode === "ReadWriteMany"))
    return {
      about,
      state: accessModes.includes("ReadWriteOncePod") ? "fails" : "undecided",
      cause: "mode",
      seen: `claim ${claim} in ${serving} is ${accessModes.join(", ")}, for ${model.pods} pods`,
      follows: "pods on another node than the first may not start",
      administrator: "make the claim ReadOnlyMany, or serve with one replica",
    };
  return { about, state: "works", seen: `claim ${claim} in ${serving} is bound, ${accessModes.join(", ")}` };
}
