import { deployKeep } from "./api.ts";

export default deployKeep();
