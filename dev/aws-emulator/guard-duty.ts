import { randomBytes } from "node:crypto";
import { type Answer, AwsError, type Part } from "./asked.ts";
import { json, refused } from "./json-service.ts";

interface Feature {
  name: string;
  status: string;
  updatedAt?: number;
  additionalConfiguration?: readonly { name: string; status: string; updatedAt?: number }[];
}
interface Told {
  enable?: boolean;
  findingPublishingFrequency?: string;
  features?: readonly Feature[];
  tags?: Readonly<Record<string, string>>;
}
interface Detector extends Required<Told> {
  id: string;
  createdAt: string;
  updatedAt: string;
}

/** Features by name: what is told of one stands in place of what it was. */
function changedFeatures(had: readonly Feature[], told: readonly Feature[] = []): Feature[] {
  const updatedAt = Math.floor(Date.now() / 1000);
  const dated = told.map((feature) => ({
    ...feature,
    updatedAt,
    ...(feature.additionalConfiguration && {
      additionalConfiguration: feature.additionalConfiguration.map((one) => ({ ...one, updatedAt })),
    }),
  }));
  return [...new Map([...had, ...dated].map((feature) => [feature.name, feature])).values()];
}

/** GuardDuty's detector, of which an account has one in a region. It keeps what it is told, and finds nothing. Source: its API reference. */
export class Detectors {
  readonly #account: string;
  readonly #detectors = new Map<string, Detector>();

  constructor(account: string) {
    this.#account = account;
  }

  readonly part: Part = ({ service, region, method, path, body }) => {
    if (service !== "guardduty") return undefined;
    try {
      return this.#answer(method, new URL(path, "http://aws"), region, JSON.parse(body || "{}") as Told);
    } catch (error) {
      return refused(error);
    }
  };

  #answer(method: string, { pathname, searchParams }: URL, region: string, told: Told): Answer {
    const [kind, id, ...more] = pathname.split("/").slice(1).map(decodeURIComponent);
    if (kind === "tags") return this.#tags(method, `${[id, ...more].join("/")}`, told.tags ?? {}, searchParams.getAll("tagKeys"));
    if (kind !== "detector" || more.length > 0)
      throw new AwsError("BadRequestException", `this GuardDuty does not know ${method} ${pathname}`);
    if (id === undefined || id === "") {
      const there = this.#detectors.get(region);
      if (method === "GET") return json(200, { detectorIds: there ? [there.id] : [] });
      if (there) throw new AwsError("BadRequestException", "a detector already exists for the current account");
      return json(200, { detectorId: this.#create(region, told) });
    }
    const detector = this.#detectors.get(region);
    if (detector?.id !== id)
      throw new AwsError(
        "BadRequestException",
        "The request is rejected because the input detectorId is not owned by the current account.",
      );
    if (method === "GET") return json(200, this.#described(detector));
    if (method === "DELETE") this.#detectors.delete(region);
    else this.#detectors.set(region, { ...this.#changed(detector, told), updatedAt: new Date().toISOString() });
    return json(200, {});
  }

  #create(region: string, told: Told): string {
    const id = randomBytes(16).toString("hex");
    const now = new Date().toISOString();
    const fresh = { id, createdAt: now, updatedAt: now, enable: true, findingPublishingFrequency: "SIX_HOURS", features: [], tags: {} };
    this.#detectors.set(region, { ...this.#changed(fresh, told), tags: told.tags ?? {} });
    return id;
  }

  #changed(detector: Detector, { enable, findingPublishingFrequency, features }: Told): Detector {
    return {
      ...detector,
      ...(enable !== undefined && { enable }),
      ...(findingPublishingFrequency !== undefined && { findingPublishingFrequency }),
      features: changedFeatures(detector.features, features),
    };
  }

  #described({ enable, id: _, ...detector }: Detector): object {
    const role = "aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty";
    return { ...detector, status: enable ? "ENABLED" : "DISABLED", serviceRole: `arn:aws:iam::${this.#account}:role/${role}` };
  }

  #tags(method: string, arn: string, given: Readonly<Record<string, string>>, keys: readonly string[]): Answer {
    const [region, detector] = [...this.#detectors].find(([, { id }]) => arn.endsWith(`:detector/${id}`)) ?? [];
    if (region === undefined || detector === undefined) throw new AwsError("BadRequestException", `there is no ${arn}`);
    if (method === "GET") return json(200, { tags: detector.tags });
    const kept = Object.entries(detector.tags).filter(([key]) => !keys.includes(key));
    this.#detectors.set(region, { ...detector, tags: { ...Object.fromEntries(kept), ...given } });
    return json(method === "POST" ? 204 : 200, {});
  }
}
