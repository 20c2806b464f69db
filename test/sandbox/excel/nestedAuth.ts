import { isFields, parseMessage, type Fields } from './protocol';

/**
 * Responds with `{ token, account }`, `{ initContext }` or `{ error }`. Undefined: never responds.
 */
export type Broker = (request: Fields) => Fields | undefined | Promise<Fields | undefined>;

/**
 * Host side of nested app authentication. The pane posts NestedAppAuthRequest messages, and the
 * broker responds. The pane's side needs a newer office.js than npm's (newerOffice.ts).
 */
export function answerNestedAuth(paneOrigin: string, broker: () => Broker): void {
  addEventListener('message', ({ data, origin, source }) => {
    const request = parseMessage(data);
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

/** Broker of an Excel in which Adele is signed in. Gives the pane her tokens without a prompt. */
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

/**
 * Returns the token endpoint's response to the broker, or its `error`. `no_network`: no response.
 */
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
    const answer = parseMessage(await response.text());
    return response.ok && answer !== undefined
      ? answer
      : { error: 'host_exception', error_description: `${response.status}` };
  } catch {
    return { error: 'no_network' };
  }
}

/** OAuth errors that user interaction can resolve. */
const interactive = [
  'interaction_required',
  'login_required',
  'consent_required',
  'invalid_grant',
  'access_denied',
  'page',
];
const passing = ['temporarily_unavailable', 'server_error'];

/**
 * Returns the bridge's error for a refusal by the token endpoint. Source: msal-browser,
 * BridgeStatusCode.
 */
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
