import { frontDoorFacts } from "../../facts/facts.ts";
import { targetGroups } from "../../rule/load-balancers.ts";
import { need, when } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo, type Stack } from "../../rule/stack.ts";
import type { Subject } from "../../rule/subject.ts";
import { Truth } from "../../rule/truth.ts";

/** The node port behind a port of the load balancer, and whether a Service opens it: of these only front doors, which ask for TLS, have any. */
function isFrontDoor(stack: Stack, listener: Subject): Truth {
  return listener.at("port").when({
    known: (port) => {
      const nodePort = frontDoorFacts.nodePorts.first + Number(port);
      const forwards = stack.some(targetGroups, (targets) =>
        targets
          .at("port")
          .is(nodePort)
          .and(refersTo(listener, "defaultActions", targets)),
      );
      const opened = stack.some(["kubernetes:core/v1:Service"], (service) =>
        service
          .at("spec", "ports")
          .items()
          .some((one) => one.at("nodePort").is(nodePort)),
      );
      return forwards.and(opened).at("port");
    },
    unknown: (because) => Truth.unknown([because], "port"),
    absent: () => Truth.of(false, "port"),
  });
}

export const lbListenerTls: StackRule = {
  name: "aws-lb-listener-tls",
  description: "Listeners use TLS, by passthrough or termination.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D6"],
  frameworks: { cisEks: ["5.4.5"], checkov: ["CKV_AWS_2", "CKV_AWS_103"], trivy: ["AWS-0054", "AWS-0047"], nist80053r5: ["SC-8"] },
  database: "RDS.38 and RDS.39: connections are encrypted.",
  remediation: "Use TCP on port 443 or before a front door's node port (TLS passthrough), TLS, or HTTPS with a policy of TLS 1.2 or newer.",
  checkStack: (stack) =>
    stack
      .of("aws:lb/listener:Listener", "aws:alb/listener:Listener")
      .flatMap((listener) =>
        about(listener, [
          ...need(listener.at("protocol").is("TCP", "TLS", "HTTPS"), "is not encrypted; accepted: TCP on port 443, TLS and HTTPS"),
          ...when(listener.at("protocol").is("TCP"), () =>
            need(
              listener.at("port").is(443).or(isFrontDoor(stack, listener)),
              "must be 443, for TLS passthrough, or that of a front door's node port",
            ),
          ),
          ...when(listener.at("protocol").is("TLS", "HTTPS"), () =>
            need(
              listener.at("sslPolicy").matches(/TLS13-1-2|TLS13-1-3|FS-1-2/),
              "accepts TLS 1.0 or 1.1; accepted: a policy of TLS 1.2 or newer",
            ),
          ),
        ]),
      ),
};
