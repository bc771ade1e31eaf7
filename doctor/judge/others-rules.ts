import { type Finding, notRead } from "../finding.ts";
import type { Needs } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";
import { holds } from "./expression.ts";

const about = "rules of others";

/** Most rules that a finding names. */
const named = 3;

/** Whether something that the keep did not make decides on its pods, or its namespaces are about to go. */
export function judgeOthersRules({ othersRules, namespaces }: Snapshot, needs: Needs): Finding[] {
  if ("unread" in othersRules) return [notRead(about, othersRules.unread)];
  const leaving = "read" in namespaces ? namespaces.read.find(({ terminating }) => terminating) : undefined;
  if (leaving !== undefined)
    return [
      {
        about,
        state: "fails",
        seen: `namespace ${leaving.name} is being deleted`,
        follows: "nothing can be made in it, and `pulumi up` fails",
        administrator: "wait until it is gone, or see which finalizer holds it",
      },
    ];
  const found = othersRules.read.filter((one) => {
    if (one.kind !== "webhook") return !needs.own.some(({ kind, name }) => kind === one.kind && name === one.name);
    return needs.own.some((own) => own.kind === "Namespace" && one.namespaces.every((expression) => holds(expression, own.labels)));
  });
  if (found.length === 0) return [{ about, state: "works", seen: "no quota, limit or webhook of others decides on the keep's pods" }];
  const words = found.map((one) => (one.kind === "webhook" ? `webhook ${one.name}` : `${one.kind} ${one.name} of ${one.namespace}`));
  return [
    {
      about,
      state: "undecided",
      seen: `${words.slice(0, named).join(", ")}${words.length > named ? ` and ${words.length - named} more` : ""}`,
      follows: "they may refuse the keep's pods, or change them so that its own admission policies do",
      administrator: "see that they let the pods be as they are: `modelkeep render` writes them",
    },
  ];
}
