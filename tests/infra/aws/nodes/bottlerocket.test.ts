import { describe, expect, it } from "vitest";
import { bottlerocketUserData } from "../../../../infra/aws/nodes/bottlerocket.ts";

/** The few forms of TOML that the user data uses: tables, and values that are JSON as well. Anything else throws. */
function parse(toml: string): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  let header = "";
  for (const line of toml.split("\n").filter((text) => text !== "")) {
    const table = /^\[([\w.-]+)\]$/.exec(line);
    const value = /^("?)([\w.-]+)\1 = (.+)$/.exec(line);
    if (table?.[1]) header = table[1];
    else if (value?.[2] && value[3]) {
      const key = `${header}.${value[2]}`;
      if (key in settings) throw new Error(`${key} is set twice`);
      settings[key] = JSON.parse(value[3]);
    } else throw new Error(`no TOML that EKS merges: ${line}`);
  }
  return settings;
}

const gpu = { clusterDns: "172.20.0.10", nvidia: true, instanceStore: true };
const system = { clusterDns: "172.20.0.10", nvidia: false, instanceStore: false };
const read = (args: typeof gpu) => parse(bottlerocketUserData(args));

describe.each([
  ["system", system],
  ["GPU", gpu],
])("user data of a %s node", (_, args) => {
  it("leaves no host container running", { tags: ["shows-D18", "bottlerocket-no-host-container"] }, () => {
    expect(read(args)).toMatchObject({
      "settings.host-containers.admin.enabled": false,
      "settings.host-containers.control.enabled": false,
    });
  });

  it("calls nobody on the internet: no health reports, no public time servers", () => {
    expect(read(args)).toMatchObject({ "settings.metrics.send-metrics": false, "settings.ntp.time-servers": ["169.254.169.123"] });
  });

  it("tells the node its DNS address, so that it need not ask the EKS API", () => {
    expect(read(args)["settings.kubernetes.cluster-dns-ip"]).toBe("172.20.0.10");
  });

  it("filters system calls and bounds processes of every pod", () => {
    expect(read(args)).toMatchObject({ "settings.kubernetes.seccomp-default": true, "settings.kubernetes.pod-pids-limit": 32768 });
  });
});

describe("user data of a GPU node", () => {
  it("gives GPUs by device request alone, whatever NVIDIA_VISIBLE_DEVICES says", { tags: ["gpus-by-device-request-alone"] }, () => {
    expect(read(gpu)).toMatchObject({
      "settings.kubelet-device-plugins.nvidia.device-list-strategy": "volume-mounts",
      "settings.nvidia-container-runtime.visible-devices-as-volume-mounts": true,
      "settings.nvidia-container-runtime.visible-devices-envvar-when-unprivileged": false,
    });
  });

  it("leaves the kernel's lockdown to the variant, whose NVIDIA modules are not signed", () => {
    expect(Object.keys(read(gpu)).filter((key) => key.includes("lockdown"))).toEqual([]);
  });

  it("puts images, pods and logs on the instance store where there is one, before anything starts", () => {
    expect(read(gpu)).toMatchObject({
      "settings.bootstrap-commands.instance-store.commands": [
        ["apiclient", "ephemeral-storage", "init"],
        ["apiclient", "ephemeral-storage", "bind", "--dirs", "/var/lib/containerd", "/var/lib/kubelet", "/var/log/pods"],
      ],
      "settings.bootstrap-commands.instance-store.essential": true,
      "settings.bootstrap-commands.instance-store.mode": "always",
    });
    expect(JSON.stringify(read({ ...gpu, instanceStore: false }))).not.toContain("ephemeral-storage");
  });
});

describe("user data of a system node", () => {
  it("forbids changes of the running kernel, and knows nothing of GPUs", () => {
    expect(read(system)["settings.kernel.lockdown"]).toBe("integrity");
    expect(JSON.stringify(read(system))).not.toContain("nvidia");
  });
});
