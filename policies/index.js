// CrossGuard loads a pack by require(), which reads TypeScript only where it is imported from JavaScript.
import "./pack.ts";
