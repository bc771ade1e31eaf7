import { resolve } from "node:path";
import type { NodeTrial } from "../../../catalog/node-trial.ts";
import { readStackConfig } from "../../../engine/stack/config.ts";
import { readProject } from "../../../engine/stack/project.ts";
import { settingsIdentity } from "../../../evidence/input/settings-identity.ts";
import type { ProgramState } from "../../../evidence/release/program.ts";
import { renderAnew } from "../../../evidence/release/render.ts";
import type { Rendering } from "../../../evidence/release/rendering.ts";
import { buildReport } from "../../../evidence/report/build-report.ts";
import type { Evidence, SettingsOrigin } from "../../../evidence/report/evidence.ts";
import { type Examined, gather } from "../../../evidence/report/gather.ts";
import type { Report } from "../../../evidence/report/model/report.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { Edit } from "../holes/edit.ts";

/** An example of each target, the largest first; the tests of the page in a browser go through all of them. */
export const examples = ["r1-distill-32b", "on-prem"];

/** A day on which no waiver of a test has expired. */
export const day = "2026-11-25";

/** A kit as it was released, so that a report does not depend on the working tree. */
export const kit: ProgramState = { state: "unmodified", version: "1.2.3", digest: "ab".repeat(32), differing: [] };

/** Settings of a commit, likewise. */
export const settings: SettingsOrigin = {
  file: "Pulumi.example.yaml",
  sha256: "cd".repeat(32),
  commit: { id: "0123456789abcdef0123456789abcdef01234567", dirty: false },
};

const root = resolve(import.meta.dirname, "../../..");

type Change = (program: Edit) => void;

/** What is gathered about an example, changed by hand where `change` is there. */
export async function evidenceOf(stack: string, change: Change = () => {}, more: Partial<Examined> = {}): Promise<Evidence> {
  const symbolic = await symbolicExample(stack);
  const program = new Edit(symbolic);
  change(program);
  const { project, outputs } = symbolic.preview;
  const config = await readStackConfig(await readProject(root), stack);
  const rendering = signed(renderAnew({ config, root, stack, deployed: false }), program);
  const identity = settingsIdentity(config);
  return gather({ project, stack, inventory: program.inventory, outputs, identity, rendering, kit, settings, today: day, ...more });
}

/** Waivers that a test writes into the program stand in its settings as well. */
function signed(rendering: Rendering, program: Edit): Rendering {
  if (rendering.kind !== "rendered") return rendering;
  const groups = rendering.groups.map((group) => ({
    ...group,
    said: { ...group.said, waivers: program.inputs(group.name, group.type)["waivers"] },
  }));
  return { ...rendering, groups };
}

const made = new Map<string, Promise<Report>>();

/** The report of an example, changed by hand where `change` is there. That of an unchanged one is made once, and not to be changed. */
export async function reportOf(stack: string, change?: Change, more?: Partial<Examined>): Promise<Report> {
  if (change || more) return buildReport(await evidenceOf(stack, change, more));
  const known = made.get(stack) ?? evidenceOf(stack).then(buildReport);
  made.set(stack, known);
  return known;
}

/** A host with a public address that admits SSH from everywhere: it refutes a proof and breaks rules. */
export function openHost(program: Edit): void {
  program.add("aws:ec2/internetGateway:InternetGateway", "gateway", { vpcId: program.output("network-vpc") });
  program.inputs("tunnel", "Instance")["associatePublicIpAddress"] = true;
  program.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "ssh", {
    securityGroupId: program.output("groups-tunnel"),
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrIpv4: "0.0.0.0/0",
  });
  for (const side of ["ingress", "egress"])
    program
      .inputs("network-edge-acl")
      [side].unshift({ ruleNo: 10, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" });
}

/** A waiver that holds for the advice that the examples do not follow. */
export const waiver = {
  rule: "aws-eks-node-group-release",
  resource: "gpu-pool",
  reason: "the release is chosen at the first roll-out",
  owner: "platform/on-call",
  expires: "2027-01-31",
};

/** Declares waivers, as the settings do. */
export const waive = (program: Edit, ...waivers: object[]): void => {
  program.inputs("keep", "modelkeep:aws:Keep")["waivers"] = waivers;
};

/** The worst of reports: a refuted proof, violations, and a waiver; and names that would be markup. */
export const troubled = (): Promise<Report> =>
  reportOf(
    "r1-distill-32b",
    (program) => {
      openHost(program);
      waive(program, { ...waiver, reason: 'chosen <b>later</b> & "signed" | `there`' });
    },
    { trial: { run: tried, current: false } },
  );

/** A run on a real node with each result. */
const tried: NodeTrial = {
  date: "2026-11-24",
  stack: "laptop",
  program: "ef".repeat(32),
  on: { kernel: "6.18", kubelet: "v1.36.3", "network policies": "by <a> | program" },
  trials: [
    { promise: "every way that is not granted is closed | tried", controls: ["D1", "D2"], result: "held" },
    { promise: "an exec is refused", controls: ["D5"], result: "failed" },
    { promise: "a drain ends a stream whole", controls: [], result: "not tried" },
  ],
};
