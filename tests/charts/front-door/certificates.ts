import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { limits } from "../../support/limits.ts";

/** A certificate with its private key, PEM. */
export interface Identity {
  cert: string;
  key: string;
}

export interface Wish {
  /** Subject alternative names as openssl writes them, for example `URI:spiffe://...`; none where empty. */
  names: readonly string[];
  usage?: "clientAuth" | "serverAuth";
  /** Days from today on which it begins and ends. */
  from?: number;
  to?: number;
}

/** An issuer of certificates of its own, in a folder: `openssl ca`, because `openssl x509` cannot date one back before version 3.4. */
export class Issuer {
  readonly #folder: string;
  #issued = 0;

  constructor(folder: string, name: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "index.txt"), "");
    openssl(
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-days",
      "2",
      "-subj",
      `/CN=${name}`,
      "-addext",
      "keyUsage=critical,keyCertSign,cRLSign",
      "-keyout",
      join(folder, "ca.key"),
      "-out",
      join(folder, "ca.crt"),
    );
  }

  /** Its own certificate, PEM. */
  get cert(): string {
    return readFileSync(join(this.#folder, "ca.crt"), "utf8");
  }

  /** Its list of revoked certificates, PEM; empty until {@link revoke}. @param days until when it is valid */
  revocations(days = 1): string {
    const at = join(this.#folder, "ca.crl");
    writeFileSync(join(this.#folder, "crl.cnf"), configuration(this.#folder, [], "clientAuth"));
    openssl(
      "ca",
      "-gencrl",
      "-config",
      join(this.#folder, "crl.cnf"),
      "-crl_lastupdate",
      day(-2),
      "-crl_nextupdate",
      day(days),
      "-out",
      at,
    );
    return readFileSync(at, "utf8");
  }

  /** Writes a certificate down as revoked. @returns what the front door is to read then */
  revoke({ cert }: Identity): string {
    const at = join(this.#folder, "revoked.crt");
    writeFileSync(at, cert);
    writeFileSync(join(this.#folder, "crl.cnf"), configuration(this.#folder, [], "clientAuth"));
    openssl("ca", "-revoke", at, "-config", join(this.#folder, "crl.cnf"));
    return this.authority;
  }

  /** Its certificate and its list, as the front door reads them. */
  get authority(): string {
    return this.cert + this.revocations();
  }

  issue({ names, usage = "clientAuth", from = -1, to = 1 }: Wish): Identity {
    this.#issued += 1;
    const path = (suffix: string) => join(this.#folder, `${this.#issued}${suffix}`);
    writeFileSync(path(".cnf"), configuration(this.#folder, names, usage));
    openssl(
      "req",
      "-new",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-subj",
      "/CN=it",
      "-keyout",
      path(".key"),
      "-out",
      path(".csr"),
    );
    openssl(
      "ca",
      "-batch",
      "-notext",
      "-config",
      path(".cnf"),
      "-startdate",
      day(from),
      "-enddate",
      day(to),
      "-in",
      path(".csr"),
      "-out",
      path(".crt"),
    );
    return { cert: readFileSync(path(".crt"), "utf8"), key: readFileSync(path(".key"), "utf8") };
  }
}

const configuration = (folder: string, names: readonly string[], usage: string) => `
[ca]
default_ca = it
[it]
database = ${folder}/index.txt
new_certs_dir = ${folder}
certificate = ${folder}/ca.crt
private_key = ${folder}/ca.key
serial = ${folder}/serial
rand_serial = yes
default_md = sha256
default_crl_days = 1
policy = anything
x509_extensions = leaf
unique_subject = no
[anything]
commonName = optional
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = ${usage}
${names.length > 0 ? `subjectAltName = @names\n[names]\n${names.map(numbered).join("\n")}` : ""}
`;

/** A name as a line of its own, so that it may hold a comma. */
const numbered = (name: string, number: number): string => name.replace(/^(\w+):/, `$1.${number} = `);

/** A day relative to today as ASN.1 writes it. */
const day = (offset: number): string =>
  `${new Date(Date.now() + offset * 86_400_000)
    .toISOString()
    .replace(/[-:T]|\.\d+/g, "")
    .slice(0, 14)}Z`;

function openssl(...args: string[]): void {
  execFileSync("openssl", args, { stdio: "pipe", timeout: limits.wait });
}
