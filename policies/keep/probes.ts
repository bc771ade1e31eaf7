import { Fact } from "../shape/fact.ts";
import { optional } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { sha256 } from "./digest.ts";
import { asText, factOf } from "./find.ts";
import type { Keep, KeepModel as Model } from "./keep.ts";
import { labelsOf, metadata } from "./metadata.ts";
import { probeName } from "./names.ts";
import { type KeepObject, object } from "./object.ts";
import { podUser } from "./users.ts";

/** Its container, account and label. */
const probe = "probe";

/** Until when Pulumi waits: the Job has ended, well or not, and its result is read. */
const ended = 'jsonpath={.status.conditions[?(@.status=="True" && (@.type=="Complete" || @.type=="Failed"))]}';

/** The probe of each model: every six hours, and where a version to which its Service leads has replicas once after a deployment. */
export const probeJobs = (keep: Keep): KeepObject[] => keep.models.flatMap(jobsOf);

function jobsOf(model: Model): KeepObject[] {
  const { keep, key, servers } = model;
  const name = probeName(key);
  const meta = metadata(keep, probe, name, keep.probes);
  const hasReplicas = Fact.all(model.serves, Fact.all(...servers.map(({ replicas }) => replicas))).as(([serves, all]) =>
    servers.some(({ version }, i) => (serves === undefined || serves === version) && all[i]! > 0),
  );
  const job: Shape = {
    backoffLimit: 0,
    podFailurePolicy: { rules: [{ action: "FailJob", onExitCodes: { containerName: probe, operator: "In", values: [1] } }] },
    activeDeadlineSeconds: 3600,
    template: template(model),
  };
  return [
    ...(hasReplicas.when({ known: (has) => has, unknown: () => true })
      ? [
          object("pod", "kubernetes:batch/v1:Job", keep.probes, name, () => ({
            metadata: { ...meta, annotations: optional({ "pulumi.com/waitFor": ended }) },
            spec: job,
          })),
        ]
      : []),
    object("pod", "kubernetes:batch/v1:CronJob", keep.probes, name, () => ({
      metadata: meta,
      spec: {
        schedule: "17 */6 * * *",
        timeZone: "Etc/UTC",
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 3600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: { metadata: { labels: labelsOf(keep, probe) }, spec: job },
      },
    })),
  ];
}

/** SHA-256 of script and plan: another one is another run. */
function fingerprint({ keep, key }: Model): Fact<string> {
  const data = keep.find("kubernetes:core/v1:ConfigMap", keep.probes, probeName(key))?.at("data");
  if (data === undefined) return Fact.unknown("the probe's ConfigMap");
  const file = (key: string) => factOf(data.at(key), `the probe's ${key}`, asText);
  return Fact.all(file("probe.py"), file("plan.json")).as(([script, plan]) => sha256(`${script}\0${plan}`));
}

/** Runs where the model runs, of the server's image, without a GPU and with nothing of the server's. */
function template(model: Model): Shape {
  const { keep } = model;
  return Fact.all(model.nodeSelector, model.tolerations).as(
    ([nodeSelector, tolerations]): Shape => ({
      metadata: { labels: labelsOf(keep, probe), annotations: { "modelkeep/probe": fingerprint(model) } },
      spec: {
        restartPolicy: "Never",
        serviceAccountName: probe,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        priorityClassName: keep.named("batch"),
        ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
        ...(tolerations.length > 0 && { tolerations }),
        dnsConfig: {
          options: [
            { name: "timeout", value: "2" },
            { name: "attempts", value: "2" },
          ],
        },
        securityContext: {
          ...podUser(keep.probeUser),
          runAsNonRoot: true,
          seccompProfile: { type: "RuntimeDefault" },
        },
        containers: [
          {
            name: probe,
            image: keep.images.server,
            imagePullPolicy: "IfNotPresent",
            command: ["python3", "-I", "-B", "/etc/modelkeep/probe/probe.py"],
            args: ["/etc/modelkeep/probe/plan.json", "/dev/termination-log"],
            env: [
              { name: "NODE_ADDRESS", valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } },
              { name: "NVIDIA_VISIBLE_DEVICES", value: "void" },
            ],
            resources: {
              requests: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "16Mi" },
              limits: { cpu: "500m", memory: "128Mi", "ephemeral-storage": "64Mi" },
            },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true },
            volumeMounts: [{ name: "files", mountPath: "/etc/modelkeep/probe", readOnly: true }],
          },
        ],
        volumes: [{ name: "files", configMap: { name: probeName(model.key) } }],
      },
    }),
  );
}
