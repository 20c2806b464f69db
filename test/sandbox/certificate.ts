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
  /** Base64 of the SHA-256 of the public key, for Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spkiSha256: string;
  /** PEM of the certificate that signed it: itself, when self-signed. Whoever trusts this one, trusts it. */
  readonly authority: string;
  /** The file in which `authority` lies; absent when it lies in none. */
  readonly authorityFile?: string;
  /** Whether it is the developer's certificate, which the machine trusts already. */
  readonly trusted: boolean;
}

/** Where the self-signed certificate of localhost is kept. */
const keptIn = fileURLToPath(
  new URL('../../node_modules/.cache/session-keeper-sandbox', import.meta.url),
);

/** Apple and Chromium refuse certificates that are valid for longer. */
const longestDays = 397;
const dayMs = 86_400_000;

/** Makes a self-signed certificate for the names and IP addresses given. */
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
 * The certificate that `office-addin-dev-certs install` made, where this machine trusts it, or else a self-signed one.
 *
 * The self-signed one is kept in `folder`: a browser that was told once to accept it goes on accepting it.
 */
export async function localhostCertificate(
  folder = keptIn,
  developerFolder = join(homedir(), '.office-addin-dev-certs'),
  isTrusted: () => Promise<boolean> = isCertificateTrusted,
): Promise<Certificate> {
  const developer = await readCertificate(developerFolder, true);
  // The files stay when the authority is taken out of the system's store, or expires there.
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

/** Reads localhost.crt and localhost.key; nothing when they are missing, do not belong together or are past their time. */
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
