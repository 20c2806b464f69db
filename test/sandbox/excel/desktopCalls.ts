import { dispatch, errors, isFields, parseMessage, type Fields, type MethodCall } from './protocol';

/** Request from a page to desktop Excel, independent of platform. */
export type DesktopRequest =
  | {
      readonly kind: 'execute';
      readonly call: MethodCall;
      readonly reply: (answer: Fields) => void;
    }
  | {
      readonly kind: 'register';
      readonly registration: EventRegistration;
      readonly reply: (status: number) => void;
    }
  | {
      readonly kind: 'unregister';
      readonly event: number;
      readonly reply: (status: number) => void;
    }
  | { readonly kind: 'context'; readonly reply: (context: unknown) => void }
  | { readonly kind: 'settings'; readonly settings: Fields; readonly reply: () => void }
  | { readonly kind: 'messageParent'; readonly message: string; readonly targetOrigin: string };

export interface EventRegistration {
  readonly event: number;
  /** For a dialog: its parameters, as JSON. */
  readonly target: string;
  readonly fire: (payload: readonly unknown[]) => void;
}

/** Event numbers of desktop Excel. */
export const desktopEvents = { dialog: 10, richApi: 33, command: 39 } as const;

/** Sends a message to the script in the requesting page (desktopAgent.ts). */
export type Post = (fields: Fields) => void;

/** Parses a message of a page in Excel on Windows. Returns undefined for other messages. */
export function windowsRequest(message: Fields, post: Post): DesktopRequest | undefined {
  const { call } = message;
  const result = (value: unknown) => post({ type: 'result', call, result: value });
  const event = Number(message['id']);
  switch (message['type']) {
    case 'execute':
      return {
        kind: 'execute',
        call: methodCall(event, message['params']),
        reply: (answer) => result(positional(event, answer)),
      };
    case 'register': {
      const fire = (payload: readonly unknown[]) => post({ type: 'event', call, event, payload });
      return {
        kind: 'register',
        registration: { event, target: String(message['target']), fire },
        reply: result,
      };
    }
    case 'unregister':
      return { kind: 'unregister', event, reply: result };
    case 'settings':
      return { kind: 'settings', settings: fieldsOf(message['settings']), reply: () => undefined };
    case 'messageParent':
      return messageToParent(parseMessage(message['message']) ?? {});
    default:
      return undefined;
  }
}

/** OSFWebkit.MethodId. */
const webkitMethods = {
  execute: 1,
  registerEvent: 2,
  unregisterEvent: 3,
  writeSettings: 4,
  getContext: 5,
  messageParent: 7,
  messageParent2: 9,
} as const;

/**
 * Parses a message of a page in a WebKit web view, as on the Mac. The message is JSON and names the
 * callback function.
 */
export function webkitRequest(message: Fields, post: Post): DesktopRequest | undefined {
  const { methodId, params, callbackId, callbackFunction, eventCallbackFunction } =
    parseMessage(message['message']) ?? {};
  const fields = fieldsOf(params);
  const run = (name: unknown, value: unknown) =>
    name === undefined ? undefined : post({ type: 'script', name, args: [callbackId, value] });
  const event = Number(fields['id']);
  switch (methodId) {
    case webkitMethods.execute:
      return {
        kind: 'execute',
        call: methodCall(event, fields['apiArgs']),
        reply: (answer) => run(callbackFunction, [0, positional(event, answer)]),
      };
    case webkitMethods.registerEvent: {
      const fire = (payload: readonly unknown[]) => run(eventCallbackFunction, [payload, event]);
      return {
        kind: 'register',
        registration: { event, target: String(fields['targetId']), fire },
        reply: (status) => run(callbackFunction, [status]),
      };
    }
    case webkitMethods.unregisterEvent:
      return { kind: 'unregister', event, reply: (status) => run(callbackFunction, [status]) };
    case webkitMethods.writeSettings:
      return {
        kind: 'settings',
        settings: zipped(fields['keys'], fields['values']),
        reply: () => run(callbackFunction, [errors.none]),
      };
    case webkitMethods.getContext:
      return { kind: 'context', reply: (context) => run(callbackFunction, context) };
    case webkitMethods.messageParent:
      return messageToParent({ messageToParent: params });
    case webkitMethods.messageParent2:
      return messageToParent(parseMessage(params) ?? { messageToParent: params });
    default:
      return undefined;
  }
}

/** Converts positional arguments to MethodCall, which uses the web's names. */
function methodCall(dispatchId: number, params: unknown): MethodCall {
  const list: readonly unknown[] = Array.isArray(params) ? params : [];
  return {
    dispatchId,
    args:
      dispatchId === dispatch.richApi ? { ArrayData: list[0] } : Object.fromEntries(list.entries()),
  };
}

/** Converts a response to a list: the status, then the data. */
function positional(dispatchId: number, answer: Fields): readonly unknown[] {
  const status = answer['Error'];
  if (status !== errors.none) return [status];
  switch (dispatchId) {
    case dispatch.richApi:
      return [status, answer['Data']];
    case dispatch.fileProperties:
      return [status, [fieldsOf(answer['0'])['1']]];
    case dispatch.accessToken:
      return [status, answer['accessToken']];
    default:
      return [status];
  }
}

function messageToParent({ messageToParent: message, targetOrigin }: Fields): DesktopRequest {
  return {
    kind: 'messageParent',
    message: String(message),
    targetOrigin: typeof targetOrigin === 'string' ? targetOrigin : '',
  };
}

function zipped(keys: unknown, values: unknown): Fields {
  const found: readonly unknown[] = Array.isArray(values) ? values : [];
  return Object.fromEntries(
    (Array.isArray(keys) ? keys : []).map((name, index) => [String(name), found[index]]),
  );
}

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
