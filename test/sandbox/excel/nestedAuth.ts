import { parseJson, type Fields } from './protocol';

/** Answers a request with `{ token, account }`, `{ initContext }` or `{ error }`; undefined: never answers. */
export type Broker = (request: Fields) => Fields | undefined | Promise<Fields | undefined>;

/**
 * The host's half of nested app authentication: the pane posts NestedAppAuthRequest messages, the broker answers.
 * The half inside the pane belongs to a newer office.js than npm's; tests put it there.
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

/** Without a broker the host says so: the pane is to sign in another way. */
export const noBroker: Broker = () => ({ error: { status: 'NESTED_APP_AUTH_UNAVAILABLE' } });

async function ask(broker: Broker, request: Fields): Promise<Fields | undefined> {
  try {
    return await broker(request);
  } catch (error) {
    return { error: { status: 'PERSISTENT_ERROR', description: String(error) } };
  }
}
