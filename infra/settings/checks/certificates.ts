import { certificateSecrets } from "../../../charts/front-door/certificate.ts";
import { type Problem, problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/** Clients have an authority of their own: whoever may have a server's certificate signed must not be able to name a client. */
export const certificatesCheck: Check = ({ certificates }) => {
  const problems: Problem[] = [];
  const { server, clientCa } = certificateSecrets({ certificates });
  if (server === clientCa)
    problems.push(
      problemAt(
        "certificates.clientCa",
        clientCa,
        "is the secret of the front door's own certificate; accepted: one with another authority, which signs clients' certificates alone",
      ),
    );
  if (certificates.kind === "cert-manager" && certificates.clientIssuer) {
    const { name, kind } = certificates.clientIssuer;
    if (name === certificates.issuer && kind === certificates.issuerKind)
      problems.push(
        problemAt(
          "certificates.clientIssuer.name",
          name,
          "signs the front door's own certificate already: whoever gets one of its certificates for a server could name itself a client; accepted: an issuer of its own",
        ),
      );
  }
  return problems;
};
