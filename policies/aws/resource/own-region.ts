import { need } from "../../rule/outcome.ts";
import type { Reading } from "../../rule/reading.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import type { Subject } from "../../rule/subject.ts";

/** Inputs that name a region in a text, by type. */
const inputs: Readonly<Record<string, string>> = {
  "aws:ec2/vpcEndpoint:VpcEndpoint": "serviceName",
  "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": "domains",
  "aws:ec2/subnet:Subnet": "availabilityZone",
};
const region = /(?<![a-z0-9-])[a-z]{2}(?:-[a-z]+)+-\d/g;

export const resourceOwnRegion: StackRule = {
  name: "aws-resource-own-region",
  description: "Endpoints, zones and names that may be asked are of the region that the resource is in.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D21"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "A foreign server in another region is a foreign server.",
  remediation: "Name the region of the resource's own provider.",
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
              // What is not known yet names a resource of the stack, which a rule of its own asks for.
              value.test((text) => [...String(text).matchAll(region)].every(([one]) => one === here)).or(value.absent()),
              `names another region than ${here}, in which it is; accepted is that one`,
            ),
          ),
      );
    });
  },
};
