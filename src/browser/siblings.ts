/** What panes of one person tell each other of a session; `aliveAt` is ms since the epoch, null when it is over. */
export interface Word {
  readonly sessionId: string;
  readonly aliveAt: number | null;
}

export interface Siblings {
  readonly tell: (word: Word) => void;
  readonly stop: () => void;
}

/**
 * Joins the other panes of this browser, by a channel that only pages of our own origin hear. A duplicated tab takes the
 * session along, so two panes may hold the same one.
 */
export function joinSiblings(hear: (word: Word) => void): Siblings {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, stop: () => undefined };
  const channel = new BroadcastChannel('session-keeper.sessions');
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const word = parseWord(data);
    if (word !== undefined) hear(word);
  };
  return { tell: (word) => channel.postMessage(word), stop: () => channel.close() };
}

function parseWord(data: unknown): Word | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { sessionId, aliveAt } = data as Readonly<Record<string, unknown>>;
  if (typeof sessionId !== 'string') return undefined;
  if (aliveAt === null) return { sessionId, aliveAt };
  return typeof aliveAt === 'number' && Number.isFinite(aliveAt) ? { sessionId, aliveAt } : undefined;
}
