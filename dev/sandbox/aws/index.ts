import { deployKeep } from "../../../infra/api.ts";
import { destination } from "./destination.ts";
import { towards } from "./transforms.ts";

export default deployKeep({ transforms: [towards(destination())] });
