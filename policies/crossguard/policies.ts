import type {
  Policy,
  PolicyConfigSchema,
  ReportViolation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { examineStack, examineSubject } from "../judge/examine.ts";
import { type Finding, sentence } from "../judge/finding.ts";
import { configured, type RuleSettings } from "../judge/pack-config.ts";
import { isStackRule, type ResourceRule, type Rule, type StackRule, severities } from "../rule/rule.ts";
import { Stack } from "../rule/stack.ts";
import type { SubjectSource } from "../rule/subject.ts";
import { waiverFindings, waiversDescription, waiversRule } from "../waivers/waiver-findings.ts";
import { Memory } from "./memory.ts";
import { outputTexts } from "./outputs.ts";
import { plainProps } from "./plain-props.ts";

export interface CrossguardOptions {
  /** Calendar date in UTC, `YYYY-MM-DD`, by which waivers expire. */
  today: string;
}

/** The rules as policies of CrossGuard, with the judgement of waivers as the last. */
export function crossguardPolicies(
  rules: readonly Rule[],
  { today }: CrossguardOptions,
): (ResourceValidationPolicy | StackValidationPolicy)[] {
  const memory = new Memory();
  return [
    recorder(memory),
    ...rules.map((rule) => (isStackRule(rule) ? stackPolicy(rule, memory, today) : resourcePolicy(rule, memory, today))),
    waiversPolicy(rules, memory, today),
  ];
}

/** The first policy: records the inputs of each resource. It reports nothing itself. */
function recorder(memory: Memory): ResourceValidationPolicy {
  return {
    name: "modelkeep-inputs",
    description: "Records resource inputs, for the rules that compare resources.",
    enforcementLevel: "advisory",
    validateResource: ({ urn, type, name, props, opts }) => {
      memory.remember({ urn, type, name, inputs: plainProps(props), protect: opts.protect });
    },
  };
}

function resourcePolicy(rule: ResourceRule, memory: Memory, today: string): ResourceValidationPolicy {
  const validateResource: ResourceValidation = (args, report) => {
    if (!rule.types.includes(args.type)) args.notApplicable(`only for ${rule.types.join(", ")}`);
    const settings = settingsOf(rule, args.getConfig(), memory);
    const { urn, type, name, props, opts } = args;
    const subject = memory.remember({ urn, type, name, inputs: memory.inputsOf(urn) ?? plainProps(props), protect: opts.protect });
    const waivers = memory.declared().waivers.map(({ waiver }) => waiver);
    for (const finding of memory.found(rule.name, urn, examineSubject(rule, subject, settings, waivers, today))) tell(report, finding);
  };
  // As `validateResourceOfType` marks its functions: CrossGuard then calls it only for resources of this type.
  const [type, ...others] = rule.types;
  return {
    ...metadata(rule),
    validateResource: others.length === 0 ? Object.assign(validateResource, { __pulumiType: type }) : validateResource,
  };
}

function stackPolicy(rule: StackRule, memory: Memory, today: string): StackValidationPolicy {
  return {
    ...metadata(rule),
    validateStack: (args, report) => {
      const settings = settingsOf(rule, args.getConfig(), memory);
      const stack = new Stack(sources(args.resources, memory));
      const waivers = memory.declared(stack.subjects).waivers.map(({ waiver }) => waiver);
      for (const finding of memory.found(rule.name, "", examineStack(rule, stack, settings, waivers, today))) tell(report, finding);
    },
  };
}

/** The last policy, when it is known which waivers were needed. */
function waiversPolicy(rules: readonly Rule[], memory: Memory, today: string): StackValidationPolicy {
  return {
    name: waiversRule,
    description: waiversDescription,
    enforcementLevel: "mandatory",
    severity: "high",
    validateStack: ({ resources }, report) => {
      const { subjects } = new Stack(sources(resources, memory));
      const { waivers, malformed } = memory.declared(subjects);
      for (const finding of waiverFindings({ declared: waivers, malformed, rules, subjects, findings: memory.findings, today }))
        tell(report, finding);
    },
  };
}

type Resources = Parameters<StackValidationPolicy["validateStack"]>[0]["resources"];

function sources(resources: Resources, memory: Memory): SubjectSource[] {
  return resources.map(({ urn, type, name, props, opts, propertyDependencies, provider }) => {
    const inputs = memory.inputsOf(urn) ?? plainProps(props);
    return {
      urn,
      type,
      name,
      inputs,
      protect: opts.protect,
      isOutput: outputTexts(() => plainProps(props), inputs),
      // Only resources of a provider have one, never components. The engine omits the ID of the reference.
      provider: provider && `${provider.urn}::`,
      custom: provider !== undefined || type.startsWith("pulumi:providers:"),
      propertyDependencies: Object.fromEntries(Object.entries(propertyDependencies).map(([key, on]) => [key, on.map((one) => one.urn)])),
    };
  });
}

/** The engine handles levels: it does not call a disabled policy, and applies the configured level to its reports. */
function settingsOf(rule: Rule, values: Record<string, unknown>, memory: Memory): RuleSettings {
  const settings = { enforcement: rule.enforcement, disabled: false, ...configured(rule, values) };
  memory.configure(rule.name, settings.waivers);
  return settings;
}

/**
 * Reports a finding. CrossGuard takes an object here as well, with a level and a severity of its own (`makeReportViolationFun` in
 * `server.ts` of pulumi/pulumi-policy 1.21), which its types lack: without it, waived and undecided findings would stop the deployment.
 */
function tell(report: ReportViolation, finding: Finding): void {
  const { urn, severity, kind } = finding;
  const said = { message: sentence(finding), severity, ...(urn && { urn }), ...(kind !== "violation" && { enforcementLevel: "advisory" }) };
  (report as unknown as (said: object) => void)(said);
}

function metadata(rule: Rule): Policy {
  const ids = Object.values(rule.frameworks).flatMap((list: readonly string[]) => list);
  return {
    name: rule.name,
    description: rule.description,
    enforcementLevel: rule.enforcement,
    severity: rule.severity,
    framework: { name: "modelkeep controls", version: "1", reference: rule.controls.join(", "), specification: rule.database },
    tags: [...rule.controls, ...ids],
    remediationSteps: rule.remediation,
    configSchema: configSchema(rule),
  };
}

function configSchema(rule: Rule): PolicyConfigSchema {
  const text = { type: "string" } as const;
  const waiver = {
    type: "object",
    properties: { resource: text, reason: text, owner: text, expires: text },
    required: ["resource", "reason", "owner", "expires"],
  } as const;
  const own = Object.entries(rule.config ?? {}).map(([key, { default: _, ...property }]) => [key, property]);
  return {
    properties: {
      ...(Object.fromEntries(own) as PolicyConfigSchema["properties"]),
      severity: { type: "string", enum: [...severities], description: `instead of ${rule.severity}` },
      waivers: { type: "array", items: waiver as never, description: "exceptions: resource, reason, owner, expires" },
    },
  };
}
