import { describe, expect, it } from 'vitest';
import { consentLink } from '../../../src/auth/consent';

const clientId = '5e5510b0-cafe-4bad-8ace-0e0ce1c0de01';
const origin = 'https://addin.contoso.test';

describe('the link for an administrator', () => {
  it.each([
    [
      'https://login.microsoftonline.com/organizations',
      'Files.ReadWrite',
      'https://graph.microsoft.com/Files.ReadWrite',
    ],
    [
      'https://login.microsoftonline.com/organizations',
      'Files.ReadWrite.All',
      'https://graph.microsoft.com/Files.ReadWrite.All',
    ],
    [
      'https://login.microsoftonline.us/organizations',
      'https://graph.microsoft.us/Files.ReadWrite',
      'https://graph.microsoft.us/Files.ReadWrite',
    ],
    [
      'https://login.microsoftonline.us/organizations',
      'https://dod-graph.microsoft.us/Files.ReadWrite',
      'https://dod-graph.microsoft.us/Files.ReadWrite',
    ],
  ])('at %s for %s', (authority, asked, scope) => {
    const link = new URL(consentLink({ authority, clientId }, [asked], origin));
    expect(`${link.origin}${link.pathname}`).toBe(`${authority}/v2.0/adminconsent`);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id: clientId,
      scope,
      redirect_uri: `${origin}/taskpane.html`,
    });
  });

  it('encodes a space as %20, which every parser decodes', () => {
    const link = consentLink(
      { authority: 'https://login.microsoftonline.com/organizations', clientId },
      ['a', 'b'],
      origin,
    );
    expect(link).toContain(
      'scope=https%3A%2F%2Fgraph.microsoft.com%2Fa%20https%3A%2F%2Fgraph.microsoft.com%2Fb&',
    );
  });
});
