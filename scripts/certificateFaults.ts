import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tls from 'node:tls';
import type { Problem } from './problems';

/**
 * Why Excel, Edge or Chrome would not accept the certificate for localhost, although one is
 * installed (office-js#701).
 */
export type CertificateFault = 'expired' | 'foreign' | 'untrusted';

const reasons: Readonly<Record<CertificateFault, string>> = {
  expired: 'it has expired, or expires within a day',
  foreign: 'it was issued by another authority than the one that is installed',
  untrusted: 'the system does not trust the authority that issued it',
};

/** The problem of a certificate, with the command after which `npm start` names the next one. */
export const certificateProblem = (fault: CertificateFault): Problem => ({
  what: `Excel and Edge will not accept the certificate for localhost: ${reasons[fault]}.`,
  fix: 'npx office-addin-dev-certs uninstall   (then npm start again)',
});

const dayMs = 86_400_000;

/**
 * Examines the certificate of the development server.
 *
 * @param authority certificate of the authority, PEM
 * @param certificate certificate for localhost, PEM
 * @param trusted certificates that the system trusts, PEM; undefined if they are unknown
 * @param now milliseconds since 1970
 * @returns the fault, or undefined for none
 * @throws Error when a text is no certificate
 */
export function certificateFault(
  authority: string,
  certificate: string,
  trusted: readonly string[] | undefined,
  now: number,
): CertificateFault | undefined {
  const [issuer, own] = [new X509Certificate(authority), new X509Certificate(certificate)];
  if ([issuer, own].some(({ validTo }) => Date.parse(validTo) < now + dayMs)) return 'expired';
  if (!own.verify(issuer.publicKey)) return 'foreign';
  if (trusted === undefined) return undefined;
  const isKnown = trusted.some(
    (pem) => new X509Certificate(pem).fingerprint256 === issuer.fingerprint256,
  );
  return isKnown ? undefined : 'untrusted';
}

/**
 * Examines the certificate in the folder that office-addin-dev-certs writes (source: defaults.js).
 *
 * @returns the fault, or undefined for none or an unknown one
 */
export function findCertificateFault(home: string, now: number): CertificateFault | undefined {
  const read = (name: string): string =>
    readFileSync(join(home, '.office-addin-dev-certs', name), 'utf8');
  try {
    return certificateFault(read('ca.crt'), read('localhost.crt'), trustedBySystem(), now);
  } catch {
    return undefined;
  }
}

/**
 * Certificates that the system trusts, PEM. Undefined before Node 22.15, and on Linux, where
 * browsers have a store of their own.
 */
function trustedBySystem(): readonly string[] | undefined {
  if (process.platform === 'linux') return undefined;
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof read !== 'function') return undefined;
  const found: unknown = Reflect.apply(read, tls, ['system']);
  if (!Array.isArray(found)) return undefined;
  const texts = found.filter((pem) => typeof pem === 'string');
  return texts.length === 0 ? undefined : texts;
}
