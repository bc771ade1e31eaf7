import { need } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";
import { decoded } from "../../rule/user-data.ts";

/** Required Bottlerocket settings by table: of every node, and in addition of GPU nodes. An unset one takes the image's default. */
const everyNode: readonly [table: string, line: string][] = [
  ["kubernetes", "seccomp-default = true"],
  ["host-containers.admin", "enabled = false"],
  ["host-containers.control", "enabled = false"],
  ["metrics", "send-metrics = false"],
  ["ntp", 'time-servers = ["169.254.169.123"]'],
];
const gpuNode: readonly [table: string, line: string][] = [
  ["kubelet-device-plugins.nvidia", 'device-list-strategy = "volume-mounts"'],
  ["nvidia-container-runtime", "visible-devices-as-volume-mounts = true"],
  ["nvidia-container-runtime", "visible-devices-envvar-when-unprivileged = false"],
];

/** Each line of the settings with its TOML table. */
function linesOf(text: string): string[] {
  let table = "";
  return text.split("\n").flatMap((line) => {
    const [, name] = /^\[settings\.([\w.-]+)\]$/.exec(line) ?? [];
    if (name !== undefined) table = name;
    return name === undefined && line !== "" ? [`${table}: ${line}`] : [];
  });
}

export const ec2InstanceNodeSettings: StackRule = {
  name: "aws-ec2-instance-node-settings",
  description: "Bottlerocket settings explicitly disable node access and harden containers, and the node group chooses the image.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D18"],
  frameworks: { nist80053r5: ["AC-3", "AC-6"] },
  database: "postgresql.conf: security settings are explicit, not left to a default.",
  remediation: "Write the settings as infra/aws/nodes/bottlerocket.ts does, and leave imageId to the node group.",
  checkStack: (stack) => {
    const pools = stack.peek("aws:eks/nodeGroup:NodeGroup");
    return stack.of("aws:ec2/launchTemplate:LaunchTemplate").flatMap((template) => {
      const own = pools.filter((pool) => refersTo(pool, "launchTemplate", template).state !== "no");
      if (own.length === 0) return [];
      const gpus = own.some((pool) => pool.at("amiType").matches(/_NVIDIA$/).state !== "no");
      const data: Reading = template.at("userData");
      const wanted = gpus ? [...everyNode, ...gpuNode] : everyNode;
      return about(template, [
        ...wanted.flatMap(([table, line]) =>
          need(
            data.test((text) => linesOf(decoded(String(text))).includes(`${table}: ${line}`)),
            `lacks ${line} under [settings.${table}]; accepted: that line`,
          ),
        ),
        ...need(
          data.test((text) => new Set(linesOf(decoded(String(text))).map(keyOf)).size === linesOf(decoded(String(text))).length),
          "sets the same key twice; accepted: once",
        ),
        ...need(template.at("imageId").absent(), "overrides the node group's image; accepted: none"),
      ]);
    });
  },
};

/** What a line sets, by its table and key. */
const keyOf = (line: string): string => line.split("=")[0]!.trim();
