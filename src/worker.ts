import type { LeftWord } from './browser/aftercare';
import { createGrace, endsWorkersEarly, parseWord } from './browser/aftercare';
import { createClock } from './browser/clock';
import { createSend } from './graph/request';
import { createSessions } from './graph/sessions';
import { succeeded } from './session/ports';

/** The service worker: lives a little longer than the pages, and closes the sessions that they leave. It fetches nothing else. */
interface Told extends MessageEvent<unknown> {
  /** Keeps the worker alive so long. Source: Service Workers, ExtendableEvent. */
  waitUntil(until: Promise<unknown>): void;
}
declare const clients: { matchAll(asked: { includeUncontrolled: boolean }): Promise<readonly { postMessage(data: string): void }[]> };

const clock = createClock();

function close({ graphRoot, token, sessionId, ...item }: LeftWord): Promise<unknown> {
  const send = createSend(graphRoot, () => Promise.resolve(succeeded(token)), clock);
  const workbook = { ...item, name: '', webUrl: '', address: '' };
  return createSessions(send, clock).close(workbook, sessionId, new AbortController().signal);
}

const pages = () => clients.matchAll({ includeUncontrolled: true });
const isAlone = async (): Promise<boolean> => (await pages()).length === 0;
const grace = createGrace(clock, close, endsWorkersEarly(navigator.userAgent) ? isAlone : undefined);

/** Pages that hold the same session answer that they are there. */
async function askPages(sessionId: string): Promise<void> {
  for (const page of await pages()) page.postMessage(sessionId);
}

addEventListener('message', (event: MessageEvent<unknown>) => {
  const word = parseWord(event.data);
  if (word?.kind === 'back') grace.back(word.sessionId);
  if (word?.kind === 'left') (event as Told).waitUntil(Promise.all([grace.left(word), askPages(word.sessionId)]));
});
