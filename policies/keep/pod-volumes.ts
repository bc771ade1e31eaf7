import { programFacts } from "../facts/facts.ts";
import { Fact } from "../shape/fact.ts";
import { both, text } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { isIssued } from "./certificate.ts";
import type { KeepServer } from "./keep.ts";
import { lockfileName } from "./lockfile.ts";
import { dnsName } from "./names.ts";
import { serverPrograms } from "./server-container.ts";

/** Volumes: empty ones of the pod, the programs, the claim on the weights, and the certificates. No other type. */
export function podVolumes(server: KeepServer, door: boolean): Shape {
  const { keep, model, frontDoor, lockfile, weightsGiB, claim } = server;
  const empty = (name: string, sizeLimit: Shape, medium?: string): Shape => ({
    name,
    emptyDir: { sizeLimit, ...(medium !== undefined && { medium }) },
  });
  const map = (name: string, configMap: Shape): Shape => ({ name, configMap: { name: configMap, defaultMode: 0o444 } });
  const secret = (name: string, secretName: Shape, ...keys: string[]): Shape => ({
    name,
    secret: { secretName, defaultMode: 0o444, items: keys.map((key) => ({ key, path: key })) },
  });
  const shared = Fact.all(model.gpus, server.ranks).as(([gpus, ranks]) => `${gpus > 0 ? 2 * ranks + Math.max(0, gpus - ranks) : 1}Gi`);
  const secretName = (volume: string) => both(text(dnsName, "a secret's name"), keep.secret(volume));
  const certificate: Shape = isIssued(keep) ? "front-door-certificate" : secretName("front-door-server");
  return keep.vault.as(
    (vault): Shape => [
      empty("socket", "1Mi", "Memory"),
      empty("shared-memory", shared, "Memory"),
      empty("tmp", "4Gi"),
      empty("home", "1Gi"),
      empty("cache", "16Gi"),
      map("programs", serverPrograms),
      empty(
        "weights",
        both(
          text(/[1-9]\d{0,4}Gi/, "the size of the weights"),
          weightsGiB.as((gib) => `${gib}Gi`),
        ),
      ),
      map("weights-lockfile", both(text(lockfileName, "the ConfigMap of a lockfile"), lockfile)),
      map("weights-loader", programFacts.loader.configMap),
      ...(vault
        ? []
        : [{ name: "weights-claim", persistentVolumeClaim: { claimName: both(text(dnsName, "a claim's name"), claim), readOnly: true } }]),
      ...(door
        ? [
            map("front-door-config", frontDoor),
            secret("front-door-server", certificate, "tls.crt", "tls.key"),
            secret("front-door-client-ca", secretName("front-door-client-ca"), "ca.pem"),
          ]
        : []),
    ],
  );
}
