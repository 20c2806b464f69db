import { isFields, parseJson, type Fields } from './protocol';

/** Answers a request with `{ token, account }`, `{ initContext }` or `{ error }`; undefined: never answers. */
export type Broker = (request: Fields) => Fields | undefined | Promise<Fields | undefined>;

/**
 * The host's half of nested app authentication: the pane posts NestedAppAuthRequest messages, the broker answers.
 * The half inside the pane belongs to a newer office.js than npm's: newerOffice.
 */
export function answerNestedAuth(paneOrigin: string, broker: () => Broker): void {
  addEventListener('message', ({ data, origin, source }) => {
    const request = parseJson(data);
    if (origin !== paneOrigin || request?.['messageType'] !== 'NestedAppAuthRequest') return;
    void ask(broker(), request).then((answer) => {
      if (!answer) return;
      const message = {
        messageType: 'NestedAppAuthResponse',
        requestId: request['requestId'],
        success: !('error' in answer),
        ...answer,
      };
      source?.postMessage(JSON.stringify(message), { targetOrigin: origin });
    });
  });
}

/** Excel is signed in as Adele, and gives the pane tokens of hers without asking anybody. */
export const adelesBroker: Broker = async ({ method, tokenParams }) => {
  if (method === 'GetInitContext') {
    return { initContext: { sdkName: 'sandbox', sdkVersion: '1', capabilities: {} } };
  }
  const { scope, clientId } = isFields(tokenParams) ? tokenParams : {};
  const token = await requestToken(adele.username, scope, method === 'GetToken');
  return 'error' in token
    ? { error: bridgeError(token) }
    : { token: { ...token, properties: null }, account: { ...adele, clientId } };
};

/** The token endpoint's answer to the broker, or its `error`: `no_network` where none came. */
export async function requestToken(
  userName: string,
  scope: unknown,
  silent: boolean,
): Promise<Fields> {
  try {
    const response = await fetch('/sandbox/tokens', {
      method: 'POST',
      body: JSON.stringify({ userName, scope, silent }),
    });
    const answer = parseJson(await response.text());
    return response.ok && answer !== undefined
      ? answer
      : { error: 'host_exception', error_description: `${response.status}` };
  } catch {
    return { error: 'no_network' };
  }
}

/** OAuth's errors behind which a user can help. */
const interactive = [
  'interaction_required',
  'login_required',
  'consent_required',
  'invalid_grant',
  'access_denied',
  'page',
];
const passing = ['temporarily_unavailable', 'server_error'];

/** The bridge's own words for a refusal of the token endpoint. Source: msal-browser, BridgeStatusCode. */
export function bridgeError({ error, error_description: description }: Fields): Fields {
  if (error === 'no_network') return { status: 'NO_NETWORK' };
  if (error === 'unlisted') return { status: 'HOST_ERROR', description };
  const code = String(error);
  const status = interactive.includes(code)
    ? 'USER_INTERACTION_REQUIRED'
    : passing.includes(code)
      ? 'TRANSIENT_ERROR'
      : 'PERSISTENT_ERROR';
  return { status, code, description };
}

const adele = {
  environment: 'login.microsoftonline.com',
  username: 'adele@contoso.example',
  localAccountId: 'aaaaaaaa-0000-4000-8000-000000000001',
  tenantId: '11111111-2222-4333-8444-555555555555',
};

async function ask(broker: Broker, request: Fields): Promise<Fields | undefined> {
  try {
    return await broker(request);
  } catch (error) {
    return { error: { status: 'PERSISTENT_ERROR', description: String(error) } };
  }
}
