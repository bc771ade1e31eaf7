import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const lbListenerTls: ResourceRule = {
  name: "aws-lb-listener-tls",
  description: "Listeners use TLS, by passthrough or termination.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D6"],
  frameworks: { cisEks: ["5.4.5"], checkov: ["CKV_AWS_2", "CKV_AWS_103"], trivy: ["AWS-0054", "AWS-0047"], nist80053r5: ["SC-8"] },
  database: "RDS.38 and RDS.39: connections are encrypted.",
  remediation: "Use TCP on port 443 (TLS passthrough), TLS, or HTTPS with a policy of TLS 1.2 or newer.",
  types: ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
  check: (listener) => [
    ...need(listener.at("protocol").is("TCP", "TLS", "HTTPS"), "is not encrypted; accepted are TCP on port 443, TLS and HTTPS"),
    ...when(listener.at("protocol").is("TCP"), () => need(listener.at("port").is(443), "must be 443, for TLS passthrough")),
    ...when(listener.at("protocol").is("TLS", "HTTPS"), () =>
      need(
        listener.at("sslPolicy").matches(/TLS13-1-2|TLS13-1-3|FS-1-2/),
        "accepts TLS 1.0 or 1.1; accepted is a policy of TLS 1.2 or newer",
      ),
    ),
  ],
};
