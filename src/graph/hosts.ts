const consumerHosts = [
  'docs.live.net',
  'onedrive.com',
  'onedrive.live.com',
  'storage.live.com',
  '1drv.ms',
  'my.microsoftpersonalcontent.com',
];

/**
 * Hosts whose addresses lead to another one: Microsoft 365's pages (Source: Microsoft 365, "URLs
 * and IP address ranges" and "Unified cloud.microsoft domain"), wrappers of mail, short links.
 */
const relayHosts = [
  'cloud.microsoft',
  'microsoft.com',
  'microsoft.us',
  'microsoft365.com',
  'microsoftonline.com',
  'office.com',
  'office365.com',
  'office365.us',
  'officeapps.live.com',
  'outlook.com',
  'outlook.live.com',
  'aka.ms',
  'bit.ly',
  'goo.gl',
  'is.gd',
  'lnkd.in',
  'ow.ly',
  'rebrand.ly',
  't.co',
  'tinyurl.com',
  'edgepilot.com',
  'mimecast.com',
  'mimecastprotect.com',
  'proofpoint.com',
  'urldefense.com',
];

const isAt = (hosts: readonly string[], host: string): boolean =>
  hosts.some((known) => host === known || host.endsWith(`.${known}`));

/** True for a host of the personal OneDrive; `host` is normalized. */
export const isConsumer = (host: string): boolean => isAt(consumerHosts, host);

/** True for a host of SharePoint in the cloud that 21Vianet operates. */
export const isChina = (host: string): boolean => host.endsWith('.sharepoint.cn');

/** True for a host that stores no workbook, and whose addresses lead to one. */
export const isRelay = (host: string): boolean => isAt(relayHosts, host);
