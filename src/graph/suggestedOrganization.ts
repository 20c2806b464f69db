import { organizationOfHost } from '../session/organizationOfHost';
import { parseLocation } from './address';

/**
 * The organization that stores a workbook, as its address suggests: Excel's address, or the user's
 * link. Empty if the address suggests none: a path, another server, a national cloud.
 */
export function suggestOrganization(address: string | null): string {
  const location = parseLocation(address);
  switch (location.kind) {
    case 'online':
      return organizationOfHost(location.host) ?? '';
    case 'link':
      return organizationOfHost(hostOfLink(location.url)) ?? '';
    case 'unsupported':
      return '';
  }
}

/** The host of a sharing link, whose URL is normalized. */
const hostOfLink = (url: string): string => /^https:\/\/([^/]+)/.exec(url)?.[1] ?? '';
