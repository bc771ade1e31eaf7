import { runAs, volumeGroup } from "../inference/server-security.ts";
import { batchPriority } from "../isolation/priority-classes.ts";
import { probeResources } from "../isolation/quotas.ts";
import type { KeepSpec } from "../keep-spec.ts";
import type { Container, PodSpec, PodTemplate } from "../kubernetes/parts.ts";
import { keepLabels } from "../names.ts";
import { probeAccount, probeName } from "./names.ts";
import { nodeAddressVariable } from "./plan.ts";

const folder = "/etc/modelkeep/probe";

/**
 * What the server's image runs here, for the allow-list of `charts/admission`: no other command and no flag.
 * -I: no code from the environment or the working directory; -B: no bytecode is written next to the script.
 */
export const probeHelper = { container: "probe", command: ["python3", "-I", "-B", `${folder}/probe.py`], flags: [] } as const;

/** The probe's only container, the same for each model of a keep. */
export const probeContainer = (spec: KeepSpec): Container => ({
  name: probeHelper.container,
  image: spec.images.server,
  // By digest, so a local image is the right one, also on a cluster whose images were loaded by hand.
  imagePullPolicy: "IfNotPresent",
  command: probeHelper.command,
  args: [`${folder}/plan.json`, "/dev/termination-log"],
  env: [
    { name: nodeAddressVariable, valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } },
    // The image sets "all", which some container runtimes honour.
    { name: "NVIDIA_VISIBLE_DEVICES", value: "void" },
  ],
  resources: probeResources,
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
  volumeMounts: [{ name: "files", mountPath: folder, readOnly: true }],
});

/**
 * The probe's pod: Python from the keep's own server image, on the nodes of the model, which have that image and whose enforcement matters.
 * It uses no GPU, so it has no runtime class. `fingerprint` changes with the script and the plan, and a changed pod means a new run.
 */
export function probePod(spec: KeepSpec, fingerprint: string): PodTemplate {
  const { nodeSelector, tolerations } = spec.placement;
  return {
    metadata: { labels: keepLabels(spec.name, "probe"), annotations: { "modelkeep/probe": fingerprint } },
    spec: {
      restartPolicy: "Never",
      serviceAccountName: probeAccount,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      priorityClassName: batchPriority(spec.name),
      ...(Object.keys(nodeSelector).length > 0 ? ({ nodeSelector } satisfies Partial<PodSpec>) : {}),
      ...(tolerations.length > 0 ? ({ tolerations } satisfies Partial<PodSpec>) : {}),
      // A name that does not resolve must not delay the others.
      dnsConfig: {
        options: [
          { name: "timeout", value: "2" },
          { name: "attempts", value: "2" },
        ],
      },
      // It writes only its termination message.
      securityContext: {
        runAsNonRoot: true,
        ...runAs(spec, "probes"),
        ...volumeGroup(spec, "probes"),
        seccompProfile: { type: "RuntimeDefault" },
      },
      containers: [probeContainer(spec)],
      volumes: [{ name: "files", configMap: { name: probeName(spec.server.model) } }],
    },
  };
}
