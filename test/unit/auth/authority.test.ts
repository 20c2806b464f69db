import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAuthority } from '../../../src/auth/authority';
import { consentLink } from '../../../src/auth/consent';
import { isTenantId } from '../../../src/session/organization';

describe('the authority', () => {
  it.each([
    ['https://login.microsoftonline.com/organizations', undefined],
    ['https://login.microsoftonline.com/Common', undefined],
    ['https://login.microsoftonline.com/', undefined],
    ['https://login.microsoftonline.com/Contoso.Example', 'contoso.example'],
    [
      'https://login.microsoftonline.us/11111111-2222-4333-8444-55555555555A',
      '11111111-2222-4333-8444-55555555555a',
    ],
  ])('%s names the tenant %s', (text, tenant) => expect(parseAuthority(text).tenant).toBe(tenant));

  it('is identified by a tenant id only if that is the whole segment', () => {
    const id = '11111111-2222-4333-8444-55555555555a';
    expect([id, `${id}.example`, `x${id}`, 'contoso.example'].map(isTenantId)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('ignores trailing slashes, also in the link for an administrator', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('organizations', 'contoso.example'),
        fc.nat(3),
        (tenant, slashes) => {
          const plain = `https://login.microsoftonline.com:8443/${tenant}`;
          const slashed = plain + '/'.repeat(slashes);
          expect(parseAuthority(slashed)).toEqual({
            ...parseAuthority(plain),
            url: plain,
            host: 'login.microsoftonline.com:8443',
          });
          const link = (authority: string) =>
            consentLink(
              { authority, clientId: 'c' },
              ['Files.ReadWrite'],
              'https://addin.contoso.test',
            );
          expect(link(slashed)).toBe(link(plain));
        },
      ),
    );
  });
});
