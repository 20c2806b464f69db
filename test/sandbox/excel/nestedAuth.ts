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
      const message = { messageType: 'NestedAppAuthResponse', requestId: request['requestId'], success: !('error' in answer), ...answer };
      source?.postMessage(JSON.stringify(message), { targetOrigin: origin });
    });
  });
}

/** Excel is signed in as Adele, and gives the pane tokens of hers without asking anybody. */
export const adelesBroker: Broker = async ({ method, tokenParams }) => {
  if (method === 'GetInitContext') return { initContext: { sdkName: 'sandbox', sdkVersion: '1', capabilities: {} } };
  const { scope, clientId } = isFields(tokenParams) ? tokenParams : {};
  const response = await fetch('/sandbox/tokens', { method: 'POST', body: JSON.stringify({ userName: adele.username, scope }) });
  return { token: { ...(parseJson(await response.text()) ?? {}), properties: null }, account: { ...adele, clientId } };
};

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
