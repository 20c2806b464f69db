/**
 * Protocol between office.js and Excel on the web: JSON strings through window.postMessage.
 * Microsoft does not document it. The numbers and names come from office.js of npm, 1.1.110.
 */

export type Fields = Readonly<Record<string, unknown>>;

/** Request from the pane to Excel. */
export interface PaneRequest {
  readonly type: 'invoke' | 'register' | 'unregister';
  readonly name: string;
  readonly conversation: string;
  readonly correlation: number;
  readonly data: unknown;
}

/** An `executeMethod` request: one numbered method of the host. */
export interface MethodCall {
  readonly dispatchId: number;
  readonly args: Fields;
}

export const messageType = { request: 0, response: 1 } as const;
export const responseType = { answer: 0, event: 1 } as const;

/** Names of the pane's invocations. */
export const paneCalls = {
  appContext: 'ContextActivationManager_getAppContextAsync',
  notifyHost: 'ContextActivationManager_notifyHost',
  executeMethod: 'executeMethod',
} as const;

/** The only name that the host invokes, on the conversation with the suffix `_ntf`. */
export const notifyPane = { name: 'Office_notifyAgave', conversationSuffix: '_ntf' } as const;

/** Events that a pane can register for. */
export const paneEvents = { command: 'appCommandInvoked', richApi: 'richApiMessage' } as const;

export const dispatch = {
  saveSettings: 76,
  fileProperties: 86,
  richApi: 93,
  commandCompleted: 94,
  closeContainer: 97,
  accessToken: 98,
} as const;

/** OSF.AgaveHostAction: notifications about the focus, in both directions. */
export const focusActions = {
  tabIn: 11,
  tabInBackwards: 12,
  tabOut: 13,
  tabOutBackwards: 14,
  escape: 15,
} as const;

/** 7000 is office.js's `ooeNoCapability`, which Excel.run reports as AccessDenied. */
export const errors = {
  none: 0,
  fault: -2,
  internal: 5001,
  noPermission: 7000,
  notSignedIn: 13001,
} as const;

/** Category and type of an entry in the event `richApiMessage`. */
export const visibilityMessage = { category: 65536, type: 65539 } as const;

/** Returns the event `richApiMessage` for a page that was shown or hidden. */
export function visibilityChange(visible: boolean) {
  const message = JSON.stringify({ visibility: visible ? 'Visible' : 'Hidden' });
  return {
    ArrayData: [[visibilityMessage.category, visibilityMessage.type, '', message, 0, false]],
  };
}

/**
 * Category and type of an entry for an action that a keyboard shortcut starts. Source: office.js,
 * Office.actionProxy.
 */
const actionMessage = { category: 2, type: 1000 } as const;

/** Returns the event `richApiMessage` for a keyboard shortcut, which brings no argument. */
export const actionStarted = (actionId: string) => ({
  ArrayData: [
    [actionMessage.category, actionMessage.type, '', JSON.stringify([actionId]), 0, false],
  ],
});

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null;

/** Returns the request in a message of the pane, or undefined for other messages. */
export function parsePaneRequest(message: unknown): PaneRequest | undefined {
  const fields = parseMessage(message);
  if (fields?.['_messageType'] !== messageType.request) return undefined;
  const {
    _actionType: type,
    _actionName: name,
    _conversationId: conversation,
    _correlationId: correlation,
  } = fields;
  if (
    typeof name !== 'string' ||
    typeof conversation !== 'string' ||
    typeof correlation !== 'number'
  ) {
    return undefined;
  }
  return {
    type: type === 1 ? 'register' : type === 2 ? 'unregister' : 'invoke',
    name,
    conversation,
    correlation,
    data: fields['_data'],
  };
}

export function parseMethodCall(data: unknown): MethodCall | undefined {
  if (!isFields(data) || !isFields(data['DdaMethod'])) return undefined;
  const dispatchId = data['DdaMethod']['DispatchId'];
  return typeof dispatchId === 'number' ? { dispatchId, args: data } : undefined;
}

/** `_data` of a notification is [id of the add-in, action]. */
export function parseHostAction(data: unknown): number | undefined {
  const action: unknown = Array.isArray(data) ? data[1] : undefined;
  return typeof action === 'number' ? action : undefined;
}

/** Parses text as a JSON object. Returns undefined for other text. */
export function parseMessage(text: unknown): Fields | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
