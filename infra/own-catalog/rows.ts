import { gpus as kitGpus } from "../../catalog/gpus.ts";
import { type ModelConfig, modelConfigs } from "../../catalog/model-configs.ts";
import type { OwnCatalog } from "../../catalog/own-catalog.ts";
import { readConfig } from "../../planner/model/read-config.ts";
import type { ModelShape } from "../../planner/model/shape.ts";
import type { OwnCatalogFile } from "./schema.ts";

type OwnModel = OwnCatalogFile["models"][number];
type OwnInstance = OwnCatalogFile["instances"][number];

/** The kit's row of a repository's shape; undefined if it has none. */
export const kitConfigOf = (repository: string): ModelConfig | undefined =>
  modelConfigs.find(({ repositories }) => repositories.includes(repository));

/** The config.json of a model: its own, or that of the kit's repository that it names; undefined if the kit has none. */
const configOf = ({ config }: OwnModel): unknown => (typeof config === "string" ? kitConfigOf(config)?.config : config);

/** The shape of a model. @throws RangeError like {@link readConfig} */
export const ownShape = (model: OwnModel): ModelShape => readConfig(configOf(model));

/**
 * The rows of a file.
 * @param parsed with known names and readable configs
 * @param file name and digest, for reports
 */
export function ownRows({ models, gpus, instances, prices }: OwnCatalogFile, file: NonNullable<OwnCatalog["file"]>): OwnCatalog {
  return {
    file,
    models: models.map(modelRow),
    modelConfigs: models.flatMap(configRow),
    gpus: gpus.map(({ bandwidthGBs: _bandwidth, denseTflops16: _products, ...gpu }) => gpu),
    gpuSpeeds: gpus.map(({ memoryMiB: _memory, usableGiB: _usable, ...speed }) => ({ ...speed, verified: true })),
    instances: instances.map((instance) => ({
      ...instance,
      gpuMemoryMiB: gpuMemoryMiB(instance, gpus),
      capacityBlock: prices.instances.some((price) => price.instance === instance.name && price.buy === "capacity-block"),
      usdPerHour: null,
    })),
    instancePrices: prices.instances,
    servicePrices: prices.services,
    apiPrices: prices.apis.map((price) => ({ ...price, tier: null, superseded: false, note: null })),
  };
}

function modelRow(model: OwnModel): OwnCatalog["models"][number] {
  const { config: _config, base, ...facts } = model;
  const { layers, hidden, attention, vocabulary, maxContext } = ownShape(model);
  return {
    ...facts,
    ...(base === undefined ? {} : { base }),
    architecture: layers.some(({ experts }) => experts !== null) ? "moe" : "dense",
    weightsFormat: null,
    layers: layers.length,
    hiddenSize: hidden,
    attentionHeads: attention.heads,
    vocabularySize: vocabulary,
    kvCache: { kind: "by-config" },
    maxContextTokens: maxContext,
    minVllm: null,
    trustRemoteCode: "unknown",
    unverified: [],
  };
}

/** None for a repository whose shape the kit has. */
function configRow(model: OwnModel): ModelConfig[] {
  const { repository, source, date } = model;
  if (kitConfigOf(repository)) return [];
  return [{ repositories: [repository], config: configOf(model) as ModelConfig["config"], verified: true, source, date }];
}

function gpuMemoryMiB({ gpu }: OwnInstance, own: OwnCatalogFile["gpus"]): number {
  return [...kitGpus, ...own].find(({ name }) => name === gpu)?.memoryMiB ?? 0;
}
