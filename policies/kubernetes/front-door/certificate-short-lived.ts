import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

/** Hours of a duration in Go's format; infinite for one that cannot be parsed. */
function hours(text: string): number {
  const [, h, m = "0"] = /^(\d+)h(?:(\d+)m)?(?:\d+s)?$/.exec(text) ?? [];
  return h === undefined ? Number.POSITIVE_INFINITY : Number(h) + Number(m) / 60;
}

export const certificateShortLived: ResourceRule = {
  name: "kubernetes-certificate-short-lived",
  description: "Certificates are valid for at most 90 days, and renewed with a new private key.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D6", "D8"],
  frameworks: { nist80053r5: ["SC-8", "IA-5"] },
  database: "RDS.39: certificates of a database are rotated.",
  remediation: "Set duration to 2160h or less, privateKey.rotationPolicy to Always, and issuerRef.",
  types: ["kubernetes:cert-manager.io/v1:Certificate"],
  check: (certificate) => [
    ...need(certificate.at("spec", "privateKey", "rotationPolicy").is("Always"), "reuses the private key; accepted: Always"),
    ...need(
      certificate
        .at("spec", "duration")
        .isOrAbsent("2160h")
        .or(certificate.at("spec", "duration").test((text) => hours(String(text)) <= 2160))
        .at("spec.duration"),
      "is longer than 90 days; accepted: 2160h or less",
    ),
    ...need(certificate.at("spec", "isCA").isOrAbsent(false), "must be false: a CA certificate can sign others"),
  ],
};
