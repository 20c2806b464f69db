import type { IncomingMessage } from 'node:http';
import type { TestOrganization } from './accounts';
import { organizationAt } from './accounts';

const organizationsOf = new WeakMap<IncomingMessage, TestOrganization>();

/**
 * Moves a request below `/organizations` or an organization's path, which oidc-provider does not
 * support. oidc-provider is mounted below it and reads `originalUrl`.
 */
export function mounted(request: IncomingMessage): IncomingMessage {
  const [, tenant = '', rest = ''] = /^(\/[^/?]*)(.*)$/s.exec(request.url ?? '') ?? [];
  const organization = organizationAt(tenant);
  if (organization !== undefined) organizationsOf.set(request, organization);
  const url = rest.replace(/^\/v2\.0\/\.well-known/, '/.well-known');
  return Object.assign(request, { originalUrl: tenant + url, url });
}

/** The organization of a mounted request; undefined below `/organizations`. */
export const organizationOf = (request: IncomingMessage): TestOrganization | undefined =>
  organizationsOf.get(request);
