import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organizationOfHost } from '../../../src/session/organizationOfHost';
import { parseOrganization } from '../../../src/session/parseOrganization';

const id = '11111111-2222-4333-8444-55555555555a';
/** The id of something else: a file, a team. */
const other = '99999999-2222-4333-8444-55555555555b';

describe('what the user types for an organization', () => {
  it.each([
    ['contoso.com', 'contoso.com'],
    ['  Contoso.COM \n', 'contoso.com'],
    ['\u200bcontoso.com\ufeff', 'contoso.com'],
    ['contoso.com.', 'contoso.com'],
    ['contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
    ['finance.contoso.co.uk', 'finance.contoso.co.uk'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    [id.toUpperCase(), id],
    ['adele@contoso.com', 'contoso.com'],
    ['Adele Vance <Adele@Contoso.com>', 'contoso.com'],
    ['mailto:adele@contoso.com', 'contoso.com'],
    ['Vance, Adele (IT/HR) <adele@contoso.com>', 'contoso.com'],
    ['Team #1 <team@contoso.com>', 'contoso.com'],
    ['adele#x@contoso.com', 'contoso.com'],
    ['adele_fabrikam.com#EXT#@contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
    ['https://contoso.com', 'contoso.com'],
    ['https://adele@contoso.com:443/path?x=a@b.example#c', 'contoso.com'],
    ['contoso.com/path', 'contoso.com'],
    ['https://contoso.sharepoint.com/sites/Finance/Budget.xlsx', 'contoso.onmicrosoft.com'],
    ['contoso-my.sharepoint.com', 'contoso.onmicrosoft.com'],
    ['https://contoso-admin.sharepoint.com', 'contoso.onmicrosoft.com'],
    ['"contoso.com"', 'contoso.com'],
    ['“contoso.com”; ', 'contoso.com'],
    ['contoso.com,', 'contoso.com'],
    ['ｃｏｎｔｏｓｏ．ｃｏｍ', 'contoso.com'],
    // A Japanese input method types this full stop.
    ['contoso。com', 'contoso.com'],
    ['adele@contoso｡onmicrosoft。com', 'contoso.onmicrosoft.com'],
    // As the Azure portal shows the directory.
    ['Contoso (contoso.onmicrosoft.com)', 'contoso.onmicrosoft.com'],
    ['CONTOSO（CONTOSO.COM）', 'contoso.com'],
    [`Contoso (${id})`, id],
    ['[contoso.com]', 'contoso.com'],
    [`"${id}"`, id],
    [`{${id}}`, id],
    [`${id},`, id],
    [`${id}.`, id],
    [`Tenant ID: ${id}`, id],
    ['Primary domain: contoso.com', 'contoso.com'],
    ['Tenant:contoso.com', 'contoso.com'],
    ['Domain\tcontoso.com', 'contoso.com'],
    [`{"tenantId": "${id}", "displayName": "Contoso"}`, id],
    [`https://login.microsoftonline.com/${id}/v2.0`, id],
    ['login.microsoftonline.com/contoso.com', 'contoso.com'],
    ['https://login.microsoftonline.us/contoso.us/oauth2', 'contoso.us'],
    ['https://login.partner.microsoftonline.cn/contoso.cn', 'contoso.cn'],
    [`https://sts.windows.net/${id}/`, id],
    [`https://login.microsoftonline.com/common/oauth2?tid=${id}`, id],
    [`https://myapps.microsoft.com/?tenantId=${id}`, id],
    [`https://teams.microsoft.com/l/team/19%3Ax?groupId=${other}&tenantId=${id}`, id],
    [`https://outlook.office.com/mail#ctid=${id}`, id],
    ['https://portal.azure.com/#@contoso.onmicrosoft.com/resource', 'contoso.onmicrosoft.com'],
    [
      `https://contoso.sharepoint.com/_layouts/15/Doc.aspx?sourcedoc={${other}}`,
      'contoso.onmicrosoft.com',
    ],
    [`${other}@contoso.com`, 'contoso.com'],
    [
      `https://eur02.safelinks.protection.outlook.com/?url=${encodeURIComponent('https://contoso.sharepoint.com/:x:/s/F/Ea')}&data=05`,
      'contoso.onmicrosoft.com',
    ],
    [
      `https://urldefense.com/?u=${encodeURIComponent(encodeURIComponent('https://contoso-my.sharepoint.com/x'))}`,
      'contoso.onmicrosoft.com',
    ],
    ['https://contoso.sharepoint.com.mcas.ms/sites/x', 'contoso.onmicrosoft.com'],
    ['ms-excel:ofe|u|https://contoso.sharepoint.com/sites/x/b.xlsx', 'contoso.onmicrosoft.com'],
    [
      'https://contoso.sharepoint.com/sites/x?source=https://fabrikam.sharepoint.com/',
      'contoso.onmicrosoft.com',
    ],
    ['https://contoso.sharepoint.com.fabrikam.com/', 'contoso.sharepoint.com.fabrikam.com'],
    ['outlook.contoso.com', 'outlook.contoso.com'],
  ])('%j is %s', (text, organization) => expect(parseOrganization(text)).toBe(organization));

  it.each([
    '',
    ' ',
    'contoso',
    'organizations',
    'common',
    'contoso com',
    'contoso .com',
    '.com',
    'contoso..com',
    '-contoso.com',
    'contoso-.com',
    'contoso_x.com',
    'bücher.example',
    '192.168.0.1',
    'localhost:3000',
    '../organizations',
    'contoso.com@',
    `${id}0`,
    `Tenant ${id}, object ${other}`,
    'https://login.microsoftonline.com/common',
    'https://teams.microsoft.com/l/team/1',
    'portal.azure.com',
    'portal.azure.us',
    'https://www.office.com',
    'https://excel.cloud.microsoft/open',
    'https://sts.windows.net',
    'https://outlook.office365.com/mail/',
    'https://login.live.com/oauth20_authorize.srf',
    'https://agency.sharepoint.us/sites/x/D/b.xlsx',
    'https://agency.sharepoint-mil.us/sites/x',
    'https://contoso.sharepoint-df.com/sites/x',
    'https://contoso.sharepoint.cn/sites/x',
    'https://a.contoso.sharepoint.com/sites/x',
    'https://usaf.dps.mil/sites/x',
    'https://1drv.ms/x/s!Abc',
    'https://photos.onedrive.com/share/1',
    'https://aka.ms/x',
    'https://outlook.com/mail',
    'adele@outlook.com',
    'https://eur02.safelinks.protection.outlook.com/GetUrlReputation',
    'https://app.example.com.mcas.ms/x',
    'https://agency.sharepoint.us.mcas-gov.us/x',
    `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=${other}`,
    `teams.microsoft.com/l/team/1?groupId=${other}`,
    'login.microsoftonline.us',
    'https://',
    'https://contoso',
    `${'a'.repeat(64)}.com`,
    `${'abc.'.repeat(64)}com`,
    `${' '.repeat(2_000)}contoso.com`,
  ])('%j is none', (text) => expect(parseOrganization(text)).toBeUndefined());

  it('is a domain or an id: one segment of a path, in lower case', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.emailAddress(), fc.uuid()),
        (text) => {
          const parsed = parseOrganization(text) ?? 'none';
          expect(parsed).toMatch(/^[a-z0-9.-]+$/);
          expect(new URL(`https://login.test/${parsed}`).pathname).toBe(`/${parsed}`);
        },
      ),
    );
  });

  it('is itself when it is parsed again, and whatever its case and the space around it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.uuid()), fc.nat(3), (name, spaces) => {
        const parsed = parseOrganization(name);
        const around = ' '.repeat(spaces);
        expect(parseOrganization(around + name.toUpperCase() + around)).toBe(parsed);
        if (parsed !== undefined) expect(parseOrganization(parsed)).toBe(parsed);
      }),
    );
  });

  it('is the same for a domain, an e-mail address at it and a URL at it', () => {
    fc.assert(
      fc.property(fc.domain(), fc.nat(65_535), (domain, port) => {
        const parsed = parseOrganization(domain);
        expect(parseOrganization(`adele.vance@${domain}`)).toBe(parsed);
        expect(parseOrganization(`https://${domain}:${port}/a?b=c@d.example#e`)).toBe(parsed);
      }),
    );
  });
});

describe('a SharePoint host', () => {
  it.each([
    ['contoso.sharepoint.com', 'contoso.onmicrosoft.com'],
    ['contoso-my.sharepoint.com', 'contoso.onmicrosoft.com'],
    ['contoso-admin.sharepoint.com', 'contoso.onmicrosoft.com'],
    ['contoso-emea.sharepoint.com', 'contoso-emea.onmicrosoft.com'],
    ['contoso.sharepoint.us', undefined],
    ['contoso.sharepoint-mil.us', undefined],
    ['contoso.sharepoint.de', undefined],
    ['contoso.sharepoint.cn', undefined],
    ['contoso.sharepoint-df.com', undefined],
    ['sharepoint.com', undefined],
    ['a.contoso.sharepoint.com', undefined],
    ['intranet.contoso.com', undefined],
    ['contoso.sharepoint.com.evil.example', undefined],
  ])('%s suggests %s', (host, organization) => expect(organizationOfHost(host)).toBe(organization));
});
