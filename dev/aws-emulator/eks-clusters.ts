import { randomUUID } from "node:crypto";
import { type Answer, type Asked, AwsError, type HandOn, type Part } from "./asked.ts";
import { json, mended, refused } from "./json-service.ts";
import type { Fields } from "./records.ts";

/** Fields of a node group that MiniStack (1.5.33) forgets. */
const forgotten = ["launchTemplate", "nodeRepairConfig", "updateConfig"] as const;

/** Deletion protection and upgrade policy of EKS clusters, which MiniStack (1.5.33) does not know, and what it forgets of node groups. */
export class EksClusters {
  readonly #protected = new Set<string>();
  readonly #upgradePolicies = new Map<string, unknown>();
  /** Fields of a node group by `cluster/group`. */
  readonly #told = new Map<string, Fields>();
  readonly #updates = new Map<string, Fields>();

  readonly part: Part = async (asked, handOn) => {
    if (asked.service !== "eks") return undefined;
    const [clusters, cluster, kind, name] = asked.path.split("?")[0]!.split("/").slice(1).map(decodeURIComponent);
    if (clusters !== "clusters") return undefined;
    try {
      if (kind === undefined) return await this.#cluster(asked, cluster, handOn);
      if (kind === "update-config" && asked.method === "POST")
        return this.#update(String(cluster), JSON.parse(asked.body || "{}") as Fields);
      if (kind === "updates" && this.#updates.has(String(name))) return json(200, { update: this.#updates.get(String(name)) });
      if (kind === "node-groups") return await this.#nodeGroup(asked, String(cluster), name, handOn);
      return undefined;
    } catch (error) {
      return refused(error);
    }
  };

  async #cluster({ method, body }: Asked, cluster: string | undefined, handOn: HandOn): Promise<Answer> {
    if (method === "DELETE" && this.#protected.has(String(cluster)))
      throw new AwsError("InvalidRequestException", `cluster ${cluster} has deletion protection enabled`);
    const answer = await handOn();
    if (method === "POST" && answer.status === 200) {
      const { name, deletionProtection, upgradePolicy } = JSON.parse(body) as {
        name: string;
        deletionProtection?: boolean;
        upgradePolicy?: object;
      };
      if (deletionProtection === true) this.#protected.add(name);
      else this.#protected.delete(name);
      this.#upgradePolicies.set(name, upgradePolicy);
    }
    return mended(answer, "cluster", ({ name }) => {
      const upgradePolicy = this.#upgradePolicies.get(String(name));
      return { deletionProtection: this.#protected.has(String(name)), ...(upgradePolicy !== undefined && { upgradePolicy }) };
    });
  }

  #update(cluster: string, { deletionProtection, ...others }: Fields): Answer {
    const more = Object.keys(others).filter((field) => field !== "clientRequestToken");
    if (typeof deletionProtection !== "boolean" || more.length > 0)
      throw new AwsError("InvalidRequestException", `this EKS changes deletionProtection alone, not ${more.join(", ")}`);
    if (deletionProtection) this.#protected.add(cluster);
    else this.#protected.delete(cluster);
    const update = { id: randomUUID(), status: "Successful", type: "DeletionProtectionUpdate", errors: [], params: [] };
    this.#updates.set(update.id, update);
    return json(200, { update });
  }

  async #nodeGroup({ method, body }: Asked, cluster: string, group: string | undefined, handOn: HandOn): Promise<Answer> {
    const answer = await handOn();
    if (method === "POST" && group === undefined && answer.status === 200) {
      const told = JSON.parse(body) as Fields;
      this.#told.set(`${cluster}/${told["nodegroupName"]}`, told);
    }
    return mended(answer, "nodegroup", ({ nodegroupName }) => {
      const told = this.#told.get(`${cluster}/${nodegroupName}`) ?? {};
      return Object.fromEntries(forgotten.flatMap((field) => (told[field] === undefined ? [] : [[field, told[field]]])));
    });
  }
}
