import type { Settings } from '../build/settings';

/** What Microsoft Entra is to know of the pane; the shape is Microsoft Graph's `application`. */
export interface Registration {
  readonly displayName: string;
  readonly signInAudience: 'AzureADMultipleOrgs';
  readonly spa: { readonly redirectUris: readonly string[] };
  readonly requiredResourceAccess: readonly {
    readonly resourceAppId: string;
    readonly resourceAccess: readonly { readonly id: string; readonly type: 'Scope' }[];
  }[];
}

/** The pages of the pane to which MSAL lets answers be sent (src/auth). */
export const answerPages = [
  'auth-end.html',
  'blank.html',
  'redirect.html',
  'taskpane.html',
] as const;

// Source: Microsoft Graph, permissions reference: Microsoft Graph itself, and Files.ReadWrite on behalf of a person.
const graphAppId = '00000003-0000-0000-c000-000000000000';
const filesReadWrite = '5c28f0bf-8a70-41f1-8ab2-9032436ddb65';

/** Where answers go: the pages, and Excel itself for nested app authentication, which is named by host and port. */
export function redirectUris(addinOrigin: string): readonly string[] {
  return [
    ...answerPages.map((page) => `${addinOrigin}/${page}`),
    `brk-multihub://${new URL(addinOrigin).host}`,
  ];
}

/** The registration for a pane that is served at `addinOrigin`. */
export function registrationFor({ addinOrigin }: Pick<Settings, 'addinOrigin'>): Registration {
  return {
    displayName: 'Session Keeper for Excel',
    signInAudience: 'AzureADMultipleOrgs',
    spa: { redirectUris: redirectUris(addinOrigin) },
    requiredResourceAccess: [
      { resourceAppId: graphAppId, resourceAccess: [{ id: filesReadWrite, type: 'Scope' }] },
    ],
  };
}

/** The arguments of the Azure CLI. What is to be registered stands in a file beside it: no shell has to quote it. */
export function azureCommands(
  { graphRoot }: Pick<Settings, 'graphRoot'>,
  file: string,
): { readonly look: readonly string[]; readonly make: readonly string[] } {
  const applications = `${new URL(graphRoot).origin}/v1.0/applications`;
  return {
    look: ['account', 'show', '--output', 'none'],
    make: [
      'rest',
      '--method',
      'POST',
      '--uri',
      applications,
      '--headers',
      'Content-Type=application/json',
      '--body',
      `@${file}`,
      '--query',
      'appId',
      '--output',
      'tsv',
    ],
  };
}

/** The same by hand. */
export function portalSteps({ addinOrigin }: Pick<Settings, 'addinOrigin'>): string {
  const { displayName } = registrationFor({ addinOrigin });
  return `In https://entra.microsoft.com, App registrations, New registration:
  1. Name: ${displayName}
  2. Supported account types: Accounts in any organizational directory (Multitenant)
  3. Redirect URI: platform Single-page application (SPA), then under Authentication all of
${redirectUris(addinOrigin)
  .map((uri) => `       ${uri}`)
  .join('\n')}
  4. API permissions, Add, Microsoft Graph, Delegated: Files.ReadWrite. No secret is needed.
  5. Copy "Application (client) ID" from Overview into .env: CLIENT_ID=<the id>`;
}

/** The text of .env with the client id in a line of its own at the end; no other line is touched. */
export function withClientId(text: string, clientId: string): string {
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}CLIENT_ID=${clientId}\n`;
}
