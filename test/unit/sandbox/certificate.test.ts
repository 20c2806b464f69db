import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localhostCertificate, makeCertificate } from '../../sandbox/certificate';

describe('the certificate', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is valid for each of its names, and includes the hash of its public key', async () => {
    const { cert, spkiSha256 } = await makeCertificate(['addin.contoso.test', '127.0.0.1']);
    const parsed = new X509Certificate(cert);
    expect(parsed.checkHost('addin.contoso.test')).toBe('addin.contoso.test');
    expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(spkiSha256).toBe(
      createHash('sha256')
        .update(parsed.publicKey.export({ type: 'spki', format: 'der' }))
        .digest('base64'),
    );
  });

  it('is reused on every start, so a browser has to trust it only once', async () => {
    const first = await localhostCertificate(folder, join(folder, 'none'));
    const second = await localhostCertificate(folder, join(folder, 'none'));
    expect(second.cert).toBe(first.cert);
    expect(second.trusted).toBe(false);
  });

  it.each([true, false])(
    'is the developer’s only if the machine trusts it: %s',
    async (trusted) => {
      const { key, cert } = await makeCertificate(['localhost']);
      await writeFile(join(folder, 'localhost.key'), key);
      await writeFile(join(folder, 'localhost.crt'), cert);
      await writeFile(join(folder, 'ca.crt'), cert);
      const taken = await localhostCertificate(join(folder, 'kept'), folder, () =>
        Promise.resolve(trusted),
      );
      expect({ isDeveloper: taken.cert === cert, trusted: taken.trusted }).toEqual({
        isDeveloper: trusted,
        trusted,
      });
    },
  );

  it('is created again if key and certificate do not match', async () => {
    await writeFile(join(folder, 'localhost.key'), (await makeCertificate(['localhost'])).key);
    await writeFile(join(folder, 'localhost.crt'), (await makeCertificate(['localhost'])).cert);
    const made = await localhostCertificate(folder, join(folder, 'none'));
    expect(new X509Certificate(made.cert).checkHost('localhost')).toBe('localhost');
    expect(made.key).toContain('PRIVATE KEY');
    expect((await localhostCertificate(folder, join(folder, 'none'))).cert).toBe(made.cert);
  });
});
