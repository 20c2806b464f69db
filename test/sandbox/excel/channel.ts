import {
  errors,
  messageType,
  notifyPane,
  parsePaneRequest,
  responseType,
  type Fields,
  type PaneRequest,
} from './protocol';

/** Connection to one frame. Receives requests; sends responses, events and notifications. */
export interface Channel {
  answer: (request: PaneRequest, data: unknown, errorCode?: number) => void;
  /** Sends an event. Returns false when the pane has not registered for it. */
  fire: (event: string, data: unknown) => boolean;
  /** Notifies office.js of a focus change. */
  notify: (action: number) => void;
  /** Removes the registrations of the frame's page, before another page loads. */
  forget: () => void;
  close: () => void;
}

export interface ChannelOptions {
  readonly paneOrigin: string;
  readonly conversation: string;
  /** Called for every invocation. The channel handles registrations itself. */
  readonly receive: (request: PaneRequest) => void;
}

export function openChannel(
  frame: HTMLIFrameElement,
  { paneOrigin, conversation, receive }: ChannelOptions,
): Channel {
  const registrations = new Map<string, PaneRequest>();
  let notifications = 0;

  const post = (fields: Fields) =>
    frame.contentWindow?.postMessage(
      JSON.stringify({ ...fields, _origin: location.origin, _serializerVersion: 1 }),
      paneOrigin,
    );
  const answer: Channel['answer'] = (request, data, errorCode = errors.none) =>
    post(response(request, responseType.answer, data, errorCode));

  const hear = (message: MessageEvent) => {
    if (message.source !== frame.contentWindow || message.origin !== paneOrigin) return;
    const request = parsePaneRequest(message.data);
    if (request?.conversation !== conversation) return;
    if (request.type === 'invoke') {
      receive(request);
      return;
    }
    if (request.type === 'register') registrations.set(request.name, request);
    else registrations.delete(request.name);
    answer(request, { Error: 0 });
  };
  addEventListener('message', hear);

  return {
    answer,
    fire(event, data) {
      const registration = registrations.get(event);
      if (registration) post(response(registration, responseType.event, data, errors.none));
      return registration !== undefined;
    },
    notify(action) {
      notifications += 1;
      post(notification(conversation, notifications, action));
    },
    forget: () => registrations.clear(),
    close: () => removeEventListener('message', hear),
  };
}

function response(
  { name, conversation, correlation }: PaneRequest,
  kind: number,
  data: unknown,
  errorCode: number,
): Fields {
  return {
    _messageType: messageType.response,
    _actionName: name,
    _conversationId: conversation,
    _correlationId: correlation,
    _data: data,
    _errorCode: errorCode,
    _responseType: kind,
  };
}

function notification(conversation: string, correlation: number, action: number): Fields {
  return {
    _messageType: messageType.request,
    _actionType: 0,
    _actionName: notifyPane.name,
    _conversationId: conversation + notifyPane.conversationSuffix,
    _correlationId: correlation,
    _data: [action],
  };
}
