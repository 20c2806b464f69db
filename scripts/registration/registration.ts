import type { Settings } from '../build/settings';
import { redirectUris } from './redirectUris';

/** The app registration, in the shape of Microsoft Graph's `application`. */
export interface AppRegistration {
  readonly displayName: string;
  readonly signInAudience: 'AzureADMultipleOrgs';
  readonly spa: { readonly redirectUris: readonly string[] };
  readonly requiredResourceAccess: readonly {
    readonly resourceAppId: string;
    readonly resourceAccess: readonly { readonly id: string; readonly type: 'Scope' }[];
  }[];
}

// Application id of Microsoft Graph and id of the delegated permission Files.ReadWrite. Source:
// Microsoft Graph, permissions reference.
const graphAppId = '00000003-0000-0000-c000-000000000000';
const filesReadWrite = '5c28f0bf-8a70-41f1-8ab2-9032436ddb65';

/** App registration for a pane that is served at `addinOrigin`. */
export function registrationFor({ addinOrigin }: Pick<Settings, 'addinOrigin'>): AppRegistration {
  return {
    displayName: 'Session Keeper for Excel',
    signInAudience: 'AzureADMultipleOrgs',
    spa: { redirectUris: redirectUris(addinOrigin) },
    requiredResourceAccess: [
      { resourceAppId: graphAppId, resourceAccess: [{ id: filesReadWrite, type: 'Scope' }] },
    ],
  };
}

/** URL of the settings' Microsoft Graph, as the Azure CLI names its resource. */
export const graphOf = ({ graphRoot }: Pick<Settings, 'graphRoot'>): string =>
  `${new URL(graphRoot).origin}/`;

/**
 * Arguments of the Azure CLI. The registration is in `file`, so that no shell needs to quote it. The
 * CLI derives the token's resource from the URI only for the endpoints of its cloud, and Graph for
 * the DoD is none of them. Source: `az rest --help`, `az cloud show`.
 */
export function azureCommands(
  settings: Pick<Settings, 'graphRoot'>,
  file: string,
): { readonly checkSignIn: readonly string[]; readonly create: readonly string[] } {
  const graph = graphOf(settings);
  return {
    checkSignIn: ['account', 'show', '--output', 'none'],
    create: [
      'rest',
      '--method',
      'POST',
      '--uri',
      `${graph}v1.0/applications`,
      '--resource',
      graph,
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

/** The manual steps of the registration, in the admin center of the settings' cloud. */
export function portalSteps({ addinOrigin, authority, graphRoot }: Settings): string {
  const { displayName } = registrationFor({ addinOrigin });
  const isGovernment = [authority, graphRoot].some((url) =>
    /\.microsoft(online)?\.us$/.test(new URL(url).hostname),
  );
  return `In https://entra.microsoft.${isGovernment ? 'us' : 'com'}, App registrations, New registration:
  1. Name: ${displayName}
  2. Supported account types: Accounts in any organizational directory (Multitenant)
  3. Redirect URI: platform Single-page application (SPA), then under Authentication all of
${redirectUris(addinOrigin)
  .map((uri) => `       ${uri}`)
  .join('\n')}
  4. API permissions, Add, Microsoft Graph, Delegated: Files.ReadWrite. No secret is needed.
  5. Copy "Application (client) ID" from Overview into .env: CLIENT_ID=<the id>`;
}

/** Appends the client ID to the text of `.env`; other lines stay unchanged. */
export function withClientId(text: string, clientId: string): string {
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}CLIENT_ID=${clientId}\n`;
}
