import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Interaction, InteractionResults, Provider } from 'oidc-provider';
import type { RouteContext } from '../http';
import { accountByHint, accountByOid, accounts, mayEnter, organizationAt } from './accounts';
import { consentPage, errorPage, signInPage } from './signInPages';
import type { GraphScope } from './scopes';
import { graphScope, spellings } from './scopes';

/** Entra's response when the user presses Cancel. */
export const declined = {
  error: 'access_denied',
  error_description: 'AADSTS65004: User declined to consent to access the app.',
} as const;

/** Entra's page for an account that is neither a member nor a guest. */
const notInTenant = 'AADSTS50020: User account does not exist in this tenant.';

/** Serves the sign-in and consent pages, and handles their submitted forms. */
export async function answerInteraction(provider: Provider, c: RouteContext): Promise<Response> {
  const { incoming, outgoing } = c.env;
  const interaction = await provider.interactionDetails(incoming, outgoing);
  if (c.req.method !== 'POST') return showPage(interaction, c);
  const pressed = new URLSearchParams(await c.req.text());
  const finish = async (result: InteractionResults, mergeWithLastSubmission: boolean) => {
    await provider.interactionFinished(incoming, outgoing, result, { mergeWithLastSubmission });
    return RESPONSE_ALREADY_SENT;
  };
  if (pressed.get('action') === 'cancel') return finish(declined, false);
  const organization = organizationAt(new URL(interaction.returnTo).pathname);
  const chosen = accountByOid(pressed.get('account'));
  if (organization !== undefined && chosen !== undefined && !mayEnter(organization, chosen)) {
    return c.html(errorPage('invalid_request', notInTenant), 400);
  }
  const result =
    interaction.prompt.name === 'consent'
      ? await consented(provider, interaction)
      : signedIn(pressed.get('account'));
  return result === undefined ? c.text('Nobody has this account.', 400) : finish(result, true);
}

function showPage({ prompt, params, session }: Interaction, c: RouteContext): Response {
  const account = accountByOid(session?.accountId);
  const page =
    prompt.name === 'consent' && account !== undefined
      ? consentPage(account, askedScopes(params['scope']))
      : signInPage(accounts, accountByHint(params['login_hint']));
  return c.html(page, 200, pageHeaders(params['pocd']));
}

/**
 * Returns the headers of Entra's pages. They forbid frames and isolate the page from its opener,
 * unless the client sends `pocd=1` ("pop-up origin check done") because it needs the opener.
 */
export function pageHeaders(pocd: unknown): Record<string, string> {
  return {
    'x-frame-options': 'DENY',
    ...(pocd === '1' ? {} : { 'cross-origin-opener-policy': 'same-origin' }),
  };
}

function askedScopes(scope: unknown): GraphScope[] {
  const asked = typeof scope === 'string' ? scope.split(' ').map(graphScope) : [];
  return [...new Set(asked)].filter((known) => known !== undefined);
}

function signedIn(oid: string | null): InteractionResults | undefined {
  const account = accountByOid(oid);
  return account === undefined
    ? undefined
    : { login: { accountId: account.oid, remember: true }, select_account: {} };
}

async function consented(
  provider: Provider,
  { grantId, session, params, prompt }: Interaction,
): Promise<InteractionResults | undefined> {
  if (session === undefined) return undefined;
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant =
    known ??
    new provider.Grant({ accountId: session.accountId, clientId: String(params['client_id']) });
  grant.addOIDCScope(texts(prompt.details['missingOIDCScope']).join(' '));
  for (const [resource, scopes] of Object.entries(prompt.details['missingResourceScopes'] ?? {})) {
    // Consent to a scope covers all its spellings.
    grant.addResourceScope(resource, texts(scopes).flatMap(spellings).join(' '));
  }
  return { consent: { grantId: await grant.save() } };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
