import { describe, expect, it } from "vitest";
import { longestRequestSeconds } from "../../../charts/inference/request-time.ts";
import { serverContainer } from "../../../charts/inference/server-container.ts";
import { serverPod } from "../../../charts/inference/server-pod.ts";
import { startupBudget } from "../../../charts/inference/startup-budget.ts";
import type { Probe } from "../../../charts/kubernetes/parts.ts";
import { onAws } from "../keep-specs.ts";
import { parts } from "./pod-parts.ts";

const pod = serverPod(onAws, parts, "single");
const server = serverContainer(onAws);
const probes = ["startupProbe", "readinessProbe", "livenessProbe"] as const;
const volume = (name: string) => pod.spec.volumes?.find((one) => one.name === name);
const mount = (path: string) => server.volumeMounts?.find(({ mountPath }) => mountPath === path);

describe("the server's container", () => {
  it("cannot write to the image's file system", { tags: ["shows-D17", "server-file-system-read-only"] }, () =>
    expect(server.securityContext).toMatchObject({ readOnlyRootFilesystem: true }),
  );
  it("has no capability", { tags: ["server-no-capability"] }, () =>
    expect(server.securityContext).toMatchObject({ capabilities: { drop: ["ALL"] } }),
  );
  it("cannot gain privileges", { tags: ["server-no-new-privileges"] }, () =>
    expect(server.securityContext).toMatchObject({ privileged: false, allowPrivilegeEscalation: false }),
  );
  it("runs as vLLM's own user, never as root", { tags: ["server-never-root"] }, () =>
    expect(server.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 2000, runAsGroup: 2000 }),
  );
  it("is confined by the runtime's seccomp profile", () =>
    expect(server.securityContext).toMatchObject({ seccompProfile: { type: "RuntimeDefault" } }));
  it("adds nothing else to its security context", () => expect(Object.keys(server.securityContext as object)).toHaveLength(8));
  it("opens no port", { tags: ["shows-D3"] }, () => expect(server).not.toHaveProperty("ports"));
  it("takes no variable from elsewhere", () => {
    expect(server).not.toHaveProperty("envFrom");
    expect(JSON.stringify(server.env)).not.toMatch(/secretKeyRef|configMapKeyRef/);
  });
  it("runs the image that the spec names by digest", { tags: ["shows-D15"] }, () => expect(server.image).toBe(onAws.images.server));

  it("is started by the init, which has less time than the kubelet gives", () => {
    const [python, isolated, noSite, program, seconds, ...rest] = server.command!;
    expect([python, isolated, noSite, program]).toEqual(["python3", "-I", "-S", "/etc/modelkeep/programs/init.py"]);
    expect(rest).toEqual(["/run/modelkeep/vllm.sock", "vllm", "serve"]);
    const drained = Number(server.lifecycle?.preStop?.exec?.command?.at(-1));
    expect(pod.spec.terminationGracePeriodSeconds! - drained).toBeGreaterThan(Number(seconds));
  });

  it("sees the weights and the probe read-only", { tags: ["shows-D17", "server-weights-read-only"] }, () => {
    expect(mount("/weights")).toMatchObject({ name: "weights", readOnly: true });
    expect(mount("/etc/modelkeep/programs")).toMatchObject({ readOnly: true });
  });

  it("mounts nothing that is not a volume of the pod, and writes to empty ones alone", () => {
    for (const { name, readOnly } of server.volumeMounts ?? []) {
      expect(volume(name), name).toBeDefined();
      if (!readOnly) expect(volume(name), name).toHaveProperty("emptyDir");
    }
  });

  it("asks for a token in the readiness probe, for health in the others", { tags: ["server-readiness-by-token"] }, () => {
    const modes = probes.map((name) => server[name]?.exec?.command?.[4]);
    expect(modes).toEqual(["live", "ready", "live"]);
  });

  it("may start for as long as the budget says, and is restarted only after minutes of silence", { tags: ["server-start-budget"] }, () => {
    const seconds = ({ periodSeconds, failureThreshold }: Probe) => periodSeconds! * failureThreshold!;
    expect(seconds(server.startupProbe!)).toBeGreaterThanOrEqual(startupBudget(onAws).totalSeconds);
    expect(seconds(server.livenessProbe!)).toBe(180);
  });

  it("gives the probe less time than the kubelet gives it, so that it can say why", () => {
    for (const name of probes) {
      const { exec, timeoutSeconds } = server[name]!;
      expect(Number(exec?.command?.[7]), name).toBeLessThan(timeoutSeconds!);
    }
  });

  it("calls an engine stuck later than the longest request could keep all others waiting", { tags: ["server-stuck-bound"] }, () => {
    const stuck = Number(server.livenessProbe?.exec?.command?.[8]);
    expect(stuck).toBeGreaterThan(longestRequestSeconds(onAws));
    expect(server.livenessProbe?.terminationGracePeriodSeconds).toBeLessThan(pod.spec.terminationGracePeriodSeconds!);
  });

  it("drains before it ends, within the grace period", () => {
    const command = server.lifecycle?.preStop?.exec?.command;
    expect(command?.[4]).toBe("drain");
    expect(Number(command?.at(-1))).toBeLessThan(pod.spec.terminationGracePeriodSeconds!);
  });
});
