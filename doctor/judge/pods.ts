import { imageUser, probeUser } from "../../charts/inference/server-security.ts";
import { type Finding, notRead } from "../finding.ts";
import type { Needs } from "../needs.ts";
import type { Snapshot } from "../snapshot.ts";

/** First user of OpenShift's range for namespaces: 1000000000-1999999999/10000. Source: openshift/api, config of kube-controller-manager. */
const firstAssigned = 1_000_000_000;

/** Whether the pods are admitted as the users that the settings have, and under Pod Security. */
export const judgePods = (snapshot: Snapshot, needs: Needs): Finding[] => [podSecurity(snapshot), users(snapshot, needs)];

function podSecurity({ podSecurityAnswers: answers }: Snapshot): Finding {
  const about = "pod security";
  if ("unread" in answers) return notRead(about, answers.unread);
  if (answers.read) return { about, state: "works", seen: "Pod Security admission judges namespaces by their labels" };
  return {
    about,
    state: "undecided",
    seen: "no pod of kube-system was found to violate `restricted`, in a dry run",
    follows: "whether the label is enforced is unknown: there may be no such pod, or no such admission",
    administrator: "see that the API server has the admission plugin PodSecurity (it is on by default)",
  };
}

function users({ apiGroups, namespaces }: Snapshot, { users: given, namespaces: own }: Needs): Finding {
  const about = "users";
  if ("unread" in apiGroups) return notRead(about, apiGroups.unread);
  const openshift = "security.openshift.io" in apiGroups.read;
  if (given.kind === "assigned")
    return openshift
      ? { about, state: "works", seen: "OpenShift assigns users to the keep's namespaces" }
      : {
          about,
          state: "fails",
          seen: "no SecurityContextConstraints: nothing assigns users to pods",
          follows: "containers do not start: runAsNonRoot, and the image's user is root",
          fixes: [
            { path: "target.users", value: { kind: "fixed", serving: imageUser, probes: probeUser } },
            { path: "target.platform", value: "other" },
          ],
        };
  if (!openshift) return { about, state: "works", seen: `pods run as ${given.serving} and ${given.probes}` };
  const follows = "SCC restricted-v2 admits no pod with a user outside its namespace's range: no pod starts";
  const fixes = [{ path: "target.users", value: { kind: "assigned" } }];
  if ("unread" in namespaces) return notRead(about, namespaces.unread);
  const range = (name: string) => namespaces.read.find((one) => one.name === name)?.uidRange;
  const pairs = [
    { user: given.serving, name: own.serving },
    { user: given.probes, name: own.probes },
  ];
  const outside = pairs.filter(({ user, name }) => !within(user, range(name)));
  if (outside.length === 0)
    return { about, state: "works", seen: `${given.serving} and ${given.probes} are in the ranges of their namespaces` };
  const [first] = outside;
  const seen = `user ${first?.user} in ${first?.name}, whose range is ${range(first?.name ?? "") ?? "not assigned yet"}`;
  const certain = outside.some(({ user, name }) => range(name) !== undefined || user < firstAssigned);
  return { about, state: certain ? "fails" : "undecided", seen, follows, fixes };
}

/** Whether a user is in a range, written as `first/count` or `first-last`. */
function within(user: number, range: string | undefined): boolean {
  const [, first, mark, last] = /^(\d+)([/-])(\d+)$/.exec(range ?? "") ?? [];
  if (first === undefined) return false;
  const end = mark === "/" ? Number(first) + Number(last) - 1 : Number(last);
  return user >= Number(first) && user <= end;
}
