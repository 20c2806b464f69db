import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { isCertificateTrusted } from '../../scripts/certificates';

/** A TLS key and certificate in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Base64 of the public key's SHA-256, for Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spkiSha256: string;
  /**
   * PEM of the issuing certificate: the certificate itself when self-signed. Clients that trust the
   * issuer accept this certificate.
   */
  readonly authority: string;
  /** File that contains `authority`; absent when no such file exists. */
  readonly authorityFile?: string;
  /** True for the developer certificate, which the machine already trusts. */
  readonly trusted: boolean;
}

/** Folder of the self-signed certificate for localhost. */
const keptIn = fileURLToPath(
  new URL('../../node_modules/.cache/session-keeper-sandbox', import.meta.url),
);

/** Maximum validity that Apple and Chromium accept. */
const longestDays = 397;
const dayMs = 86_400_000;

/** Creates a self-signed certificate for the given names and IP addresses. */
export async function makeCertificate(names: readonly string[]): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - dayMs),
    notAfterDate: new Date(Date.now() + (longestDays - 2) * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) =>
          isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name },
        ),
      },
    ],
  });
  return describe({ key: made.private, cert: made.cert, authority: made.cert, trusted: false });
}

/**
 * Returns the certificate from `office-addin-dev-certs install` if this machine trusts it.
 * Otherwise returns a self-signed certificate.
 *
 * The self-signed certificate is stored in `folder`, so a browser needs to accept it only once.
 */
export async function localhostCertificate(
  folder = keptIn,
  developerFolder = join(homedir(), '.office-addin-dev-certs'),
  isTrusted: () => Promise<boolean> = isCertificateTrusted,
): Promise<Certificate> {
  const developer = await readCertificate(developerFolder, true);
  // The files remain after the authority is removed from the system's store or expires there.
  if (developer !== undefined && (await isTrusted())) return developer;
  const kept = await readCertificate(folder, false);
  if (kept !== undefined) return kept;
  const made = await makeCertificate(['localhost', '127.0.0.1', '::1']);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'localhost.key'), made.key, { mode: 0o600 });
  const authorityFile = join(folder, 'localhost.crt');
  await writeFile(authorityFile, made.cert);
  return { ...made, authorityFile };
}

/**
 * Reads localhost.crt and localhost.key. Returns undefined when a file is missing, the key does not
 * match or the certificate has expired.
 */
async function readCertificate(folder: string, trusted: boolean): Promise<Certificate | undefined> {
  try {
    const key = await readFile(join(folder, 'localhost.key'), 'utf8');
    const cert = await readFile(join(folder, 'localhost.crt'), 'utf8');
    const parsed = new X509Certificate(cert);
    const usable =
      parsed.checkPrivateKey(createPrivateKey(key)) &&
      Date.parse(parsed.validTo) > Date.now() + dayMs;
    const authorityFile = join(folder, trusted ? 'ca.crt' : 'localhost.crt');
    const authority = trusted ? await readFile(authorityFile, 'utf8') : cert;
    return usable ? describe({ key, cert, authority, authorityFile, trusted }) : undefined;
  } catch {
    return undefined;
  }
}

function describe(certificate: Omit<Certificate, 'spkiSha256'>): Certificate {
  const publicKey = new X509Certificate(certificate.cert).publicKey.export({
    type: 'spki',
    format: 'der',
  });
  return { ...certificate, spkiSha256: createHash('sha256').update(publicKey).digest('base64') };
}
