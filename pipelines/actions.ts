/**
 * The actions used in workflows, each pinned to the commit of a release: a tag can be moved, a commit cannot.
 * From the tags in the actions' own repositories, 2026-11-25.
 */
export const actions = {
  __CHECKOUT__: "3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
  __SETUP_NODE__: "820762786026740c76f36085b0efc47a31fe5020 # v7.0.0",
  __UPLOAD__: "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
  __DOWNLOAD__: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
  __PULUMI__: "8e5e406f4007fca908480587cb9893c07090f58d # v7.0.0",
  __AWS__: "e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3",
} as const;

/** The release of the Pulumi CLI that plans and deploys; its plans are bound to it. */
export const pulumiVersion = "3.259.0";
