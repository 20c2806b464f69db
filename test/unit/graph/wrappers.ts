/** The ways in which mail programs, chats and search engines nest an address. */
export interface Wrapper {
  readonly name: string;
  readonly wrap: (address: string) => string;
}

const code = encodeURIComponent;
const times = (count: number, address: string): string =>
  count === 0 ? address : times(count - 1, code(address));
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Every byte, except for letters and digits, as `escape` and its code. */
const escaped = (address: string, escape: string): string =>
  [...Buffer.from(address)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[a-z0-9.]/i.test(char)
        ? char
        : `${escape}${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

const runs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Proofpoint's third form: other characters are replaced by `*`, or `**` and a letter. */
export function urlDefense3(address: string): string {
  let replaced = '';
  const body = address.replaceAll(/[^\w:/?&=.;,~@$%-]+/g, (run) => {
    replaced += run;
    const { length } = Array.from(run);
    return length === 1 ? '*' : `**${runs.charAt(length - 2)}`;
  });
  return `https://urldefense.com/v3/__${body}__;${Buffer.from(replaced).toString('base64url')}!!CfWrWg!abc$`;
}

/** Wrappers that preserve every character of an address. */
export const wrappers: readonly Wrapper[] = [
  ...['eur02', 'nam11', 'jpn01', 'gcc02', 'usg02', 'apc01'].map((region) => ({
    name: `Safe Links of ${region}`,
    wrap: (address: string) =>
      `https://${region}.safelinks.protection.outlook.com/?url=${code(address)}&data=05%7C02%7Cadele%40contoso.com%7C0%7C0&sdata=aB%2Bc%3D&reserved=0`,
  })),
  {
    name: 'Safe Links of US Government',
    wrap: (address) =>
      `https://usg01.safelinks.protection.office365.us/?url=${code(address)}&data=05`,
  },
  {
    name: 'Safe Links of Teams',
    wrap: (address) =>
      `https://statics.teams.cdn.office.net/evergreen-assets/safelinks/2/atp-safelinks.html?url=${code(address)}&locale=en-us`,
  },
  {
    name: 'Safe Links from HTML',
    wrap: (address) =>
      `https://eur02.safelinks.protection.outlook.com/?data=05&amp;url=${code(address)}&amp;reserved=0`,
  },
  {
    name: 'Google',
    wrap: (address) => `https://www.google.com/url?sa=t&q=${code(address)}&ust=1&usg=2`,
  },
  {
    name: 'LinkedIn',
    wrap: (address) => `https://www.linkedin.com/safety/go?url=${code(address)}&trk=x`,
  },
  {
    name: 'a file’s link in Teams',
    wrap: (address) =>
      `https://teams.microsoft.com/l/file/7CD9?tenantId=1&fileType=xlsx&objectUrl=${code(address)}&baseUrl=https%3A%2F%2Fcontoso.sharepoint.com%2Fsites%2Fx&serviceName=teams`,
  },
  {
    name: 'a file’s link in Teams, its site first',
    wrap: (address) =>
      `https://teams.cloud.microsoft/l/file/7CD9?baseUrl=https%3A%2F%2Fcontoso.sharepoint.com%2Fsites%2Fx&objectUrl=${code(address)}`,
  },
  {
    name: 'the viewer of Teams',
    wrap: (address) =>
      `https://teams.microsoft.com/_#/xlsx/viewer/teams/${escaped(address, '~')}?threadId=19:x@thread.tacv2&baseUrl=https:~2F~2Fcontoso.sharepoint.com`,
  },
  {
    name: 'Barracuda',
    wrap: (address) =>
      `https://linkprotect.cudasvc.com/url?a=${code(address).replaceAll(/%../g, (found) => found.toLowerCase())}&c=E,1,abc&typo=1`,
  },
  { name: 'Cisco', wrap: (address) => `https://secure-web.cisco.com/1AbC-d_e/${code(address)}` },
  {
    name: 'Proofpoint 2',
    wrap: (address) =>
      `https://urldefense.proofpoint.com/v2/url?u=${escaped(address, '-').replaceAll('-2F', '_')}&d=DwMF&c=x&r=y`,
  },
  { name: 'Proofpoint 3', wrap: urlDefense3 },
  {
    name: 'Sophos',
    wrap: (address) =>
      `https://eu-west-1.protection.sophos.com/?d=sharepoint.com&u=${code(base64(address))}&i=1&t=2`,
  },
  {
    name: 'Bing',
    wrap: (address) =>
      `https://www.bing.com/ck/a?!&&p=1&${/^http/i.test(address) ? `u=a1${Buffer.from(address).toString('base64url')}` : `q=${code(address)}`}&ntb=1`,
  },
  {
    name: 'Graph’s own token',
    wrap: (address) =>
      `https://graph.microsoft.com/v1.0/shares/u!${Buffer.from(address).toString('base64url')}/driveItem`,
  },
  {
    name: 'a fragment',
    wrap: (address) => `https://wrapper.example/app#/open?target=${code(address)}`,
  },
  {
    name: 'the launcher of Teams',
    wrap: (address) =>
      `https://teams.microsoft.com/dl/launcher/launcher.html?url=${code(
        `/_#/l/file/7CD9?tenantId=1&objectUrl=${code(address)}&serviceName=teams`,
      )}&type=file`,
  },
  {
    name: 'a parameter of an encoded page, with others after it',
    wrap: (address) =>
      `https://login.example/reprocess?ctx=${code(`r=1&u=${code(address)}&s=2`)}&x=3`,
  },
  {
    name: 'a parameter that is encoded twice',
    wrap: (address) => `https://wrapper.example/?go=${times(2, address)}`,
  },
  {
    name: 'a parameter that is encoded three times',
    wrap: (address) => `https://wrapper.example/?go=${times(3, address)}`,
  },
  {
    name: 'the certificate check of a proxy',
    wrap: (address) =>
      `https://mcas-proxyweb.mcas.ms/certificate-checker?login=false&originalUrl=${code(address)}&McasCSRF=1`,
  },
  {
    name: 'the sync client’s scheme',
    wrap: (address) => `odopen://openFile/?fileId=1&webUrl=${code(address)}`,
  },
  { name: 'Edge’s scheme', wrap: (address) => `microsoft-edge:?url=${code(address)}` },
  {
    name: 'JSON in a parameter',
    wrap: (address) =>
      `https://teams.microsoft.com/l/entity/1/2?context=${code(JSON.stringify({ contentUrl: address }))}`,
  },
];

const withoutScheme = (address: string): string => address.replace(/^https:/, '');

/** Forms of an address in a text. They preserve one without white space and quotation marks. */
export const marks: readonly Wrapper[] = [
  { name: 'angle brackets', wrap: (address) => `<${address}>` },
  { name: 'quotation marks', wrap: (address) => `"${address}"` },
  { name: 'typographic marks', wrap: (address) => `“${address}”` },
  { name: 'guillemets', wrap: (address) => `« ${address} »` },
  { name: 'backticks', wrap: (address) => `\`${address}\`` },
  { name: 'Markdown', wrap: (address) => `[Budget (final)](${address})` },
  { name: 'Slack', wrap: (address) => `<${address}|Budget>` },
  { name: 'a sentence', wrap: (address) => `The budget is here: ${address} (please check it).` },
  { name: 'a name before it', wrap: (address) => `Link:${address}` },
  { name: 'the end of a sentence', wrap: (address) => `See ${address}.` },
  { name: 'lines of a mail', wrap: (address) => `Hello,\n\n${address}\n\nRegards` },
  {
    name: 'HTML',
    wrap: (address) => `<p><a href="${address.replaceAll('&', '&amp;')}">Budget</a></p>`,
  },
  { name: 'JSON', wrap: (address) => JSON.stringify({ webUrl: address }).replaceAll('/', '\\/') },
  {
    name: 'JSON with escapes',
    wrap: (address) => JSON.stringify({ webUrl: address }).replaceAll('/', '\\u002f'),
  },
  { name: 'invisible marks', wrap: (address) => `\ufeff\u200b ${address}\u200b\n` },
  { name: 'Office’s scheme', wrap: (address) => `ms-excel:ofe|ofc|u|${address}` },
  { name: 'Office’s scheme, encoded', wrap: (address) => `ms-excel:ofv%7Cu%7C${address}` },
  { name: 'a path', wrap: (address) => `https://safe.menlosecurity.com/${address}` },
  {
    name: 'a path with one slash',
    wrap: (address) => `https://wrapper.example/x/${address.replace('//', '/')}`,
  },
  { name: 'a bare query', wrap: (address) => `https://href.li/?${address}` },
  ...['**', '__', '~~'].map((mark) => ({
    name: `Markdown’s ${mark}`,
    wrap: (address: string) => `see ${mark}${address}${mark}, please`,
  })),
  {
    name: 'Check Point',
    wrap: (address) => `https://protect.checkpoint.com/v2/___${address}___.YzJ1OmNvbnRvc28`,
  },
  // Chinese, Japanese, Arabic, Urdu, Hindi and Armenian write these directly after an address.
  ...Array.from('。、！？，；：｡､،؛؟۔।։…').map((stop) => ({
    name: `a text with ${stop}`,
    wrap: (address: string) => `リンク：${address}${stop}よろしく`,
  })),
  { name: 'a Japanese stop', wrap: (address) => `${address}。` },
  { name: 'a text after an encoded address', wrap: (address) => `${code(address)}。よろしく` },
  {
    name: 'a query without the scheme',
    wrap: (address) => `https://wrapper.example/?a=1&u=${withoutScheme(address)}`,
  },
  {
    name: 'an encoded query without the scheme',
    wrap: (address) => `https://wrapper.example/?u=${code(withoutScheme(address))}&a=1`,
  },
  {
    name: 'a query without the scheme, encoded twice',
    wrap: (address) => `https://wrapper.example/?u=${times(2, withoutScheme(address))}`,
  },
  { name: 'HTML without the scheme', wrap: (address) => `<a href="${withoutScheme(address)}">` },
];
