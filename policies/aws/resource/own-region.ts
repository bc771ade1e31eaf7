import { need } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Subject } from "../../rule/subject.ts";

/** Inputs whose text contains a region, by type. */
const inputs: Readonly<Record<string, string>> = {
  "aws:ec2/vpcEndpoint:VpcEndpoint": "serviceName",
  "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": "domains",
  "aws:ec2/subnet:Subnet": "availabilityZone",
};
const region = /(?<![a-z0-9-])[a-z]{2}(?:-[a-z]+)+-\d/g;

export const resourceOwnRegion: StackRule = {
  name: "aws-resource-own-region",
  description: "Endpoints, Availability Zones and allowed domains are in the resource's own region.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D21"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "A server in another region is a separate server.",
  remediation: "Use the region of the resource's provider.",
  checkStack: (stack) => {
    const providers = stack.peek("pulumi:providers:aws");
    const home = (subject: Subject): Reading | undefined => providers.find(({ urn }) => urn === subject.provider)?.at("region");
    return stack.of(...Object.keys(inputs)).flatMap((subject) => {
      const here = home(subject)?.when<string | undefined>({ known: String, unknown: () => undefined, absent: () => undefined });
      if (here === undefined) return [];
      return about(
        subject,
        subject
          .at(inputs[subject.type]!)
          .items()
          .each((value) =>
            need(
              // A value that is not known yet comes from a resource of the stack, which another rule requires.
              value.test((text) => [...String(text).matchAll(region)].every(([one]) => one === here)).or(value.absent()),
              `is of another region than the resource; accepted: ${here}`,
            ),
          ),
      );
    });
  },
};
