import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Interaction, InteractionResults, Provider } from 'oidc-provider';
import { readBody, send } from '../http';
import { accountByOid, accounts } from './accounts';
import { consentPage, signInPage } from './pages';
import type { GraphScope } from './scopes';
import { graphScope, spellings } from './scopes';

/** What Entra sends when a person presses Cancel. */
export const declined = { error: 'access_denied', error_description: 'AADSTS65004: User declined to consent to access the app.' } as const;

/** Answers the sign-in and consent pages: shows them, and takes what the person pressed. */
export async function answerInteraction(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    showPage(interaction, response);
    return;
  }

  const pressed = new URLSearchParams(await readBody(request));
  if (pressed.get('action') === 'cancel') {
    await provider.interactionFinished(request, response, declined, { mergeWithLastSubmission: false });
    return;
  }
  const result = interaction.prompt.name === 'consent' ? await consented(provider, interaction) : signedIn(pressed.get('account'));
  if (result === undefined) send(response, 400, 'text/plain; charset=utf-8', 'Nobody has this account.');
  else await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

function showPage({ prompt, params, session }: Interaction, response: ServerResponse): void {
  const account = accountByOid(session?.accountId);
  const hint = typeof params['login_hint'] === 'string' ? params['login_hint'] : undefined;
  const page = prompt.name === 'consent' && account !== undefined ? consentPage(account, askedScopes(params['scope'])) : signInPage(accounts, hint);
  send(response, 200, 'text/html; charset=utf-8', page, pageHeaders(params['pocd']));
}

/**
 * The headers of Entra's pages: never in a frame, and cut off from whoever opened the window, unless the client
 * says by `pocd=1` ("pop-up origin check done") that it needs the opener.
 */
export function pageHeaders(pocd: unknown): Record<string, string> {
  return { 'x-frame-options': 'DENY', ...(pocd === '1' ? {} : { 'cross-origin-opener-policy': 'same-origin' }) };
}

function askedScopes(scope: unknown): GraphScope[] {
  const asked = typeof scope === 'string' ? scope.split(' ').map(graphScope) : [];
  return [...new Set(asked)].filter((known) => known !== undefined);
}

function signedIn(oid: string | null): InteractionResults | undefined {
  const account = accountByOid(oid);
  return account === undefined ? undefined : { login: { accountId: account.oid, remember: true }, select_account: {} };
}

async function consented(provider: Provider, { grantId, session, params, prompt }: Interaction): Promise<InteractionResults | undefined> {
  if (session === undefined) return undefined;
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant = known ?? new provider.Grant({ accountId: session.accountId, clientId: String(params['client_id']) });
  grant.addOIDCScope(texts(prompt.details['missingOIDCScope']).join(' '));
  for (const [resource, scopes] of Object.entries(prompt.details['missingResourceScopes'] ?? {})) {
    // Who agrees to a scope agrees to it in each spelling.
    grant.addResourceScope(resource, texts(scopes).flatMap(spellings).join(' '));
  }
  return { consent: { grantId: await grant.save() } };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
