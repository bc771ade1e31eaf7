/** A model, an image or another pinned version that differs between both sides. */
export interface VersionChange {
  kind: "model" | "weights" | "image" | "version";
  name: string;
  /** Digest, commit or release; absent where the side has none. */
  before?: string;
  after?: string;
  /** Advisories that the change introduces and fixes, by id. */
  brings: string[];
  fixes: string[];
}
