import type { Fetched } from '../../src/graph/request';
import { parseCall } from './calls';
import type { GraphCall } from './calls';
import type { GraphReply } from './replies';
import { challenge, faulty, fetched, json, refusedReply } from './replies';
import type { GraphOutage } from './replies';
import type { SignInService } from './signIn';
import type { VirtualTime } from './time';
import type { WatchedPane } from './watch';
import { Watch } from './watch';

export const graphRoot = 'https://graph.microsoft.com/v1.0';
/** Excel's address of the workbook, and of the one that Save As makes. */
export const address = 'https://contoso.sharepoint.com/Shared%20Documents/Book.xlsx';
export const otherAddress = 'https://contoso.sharepoint.com/Shared%20Documents/Copy.xlsx';

interface Session {
  readonly id: string;
  /** The account that opened it: another one does not find it. */
  readonly accountId: string;
  readonly item: string;
  /** Undefined for a script. */
  readonly opener?: WatchedPane;
  readonly persistChanges: boolean;
  seenAt: number;
  over: 'no' | 'expired' | 'recreatable';
}

/** The response, and the session whose end it reports. */
interface Answer {
  readonly reply: GraphReply;
  readonly over?: string;
}

const persistentIdleMs = 300_000;
const scratchIdleMs = 420_000;
/** Duration (ms) of a create operation. */
const operationMs = 3_000;

/**
 * A model of Graph behind the panes' `fetch`: sessions with an idle timeout, responses with
 * latency, configured faults.
 */
export class GraphService {
  fault: GraphOutage | undefined;
  /** The fault of the next request of any kind, once. */
  nextFault: GraphOutage | undefined;
  latencyMs = 200;
  /** Sessions are opened by a long-running operation. */
  opensSlowly = false;
  refreshes = 0;
  creations = 0;
  readonly sessions = new Map<string, Session>();
  /** The sessions whose id a pane has received. */
  readonly delivered = new Set<string>();
  readonly watch: Watch;
  /** The id of the session that was created last on an item. */
  readonly #lastCreated = new Map<string, string>();
  readonly #operations = new Map<string, { readonly endsAt: number; readonly session: Session }>();
  /** The session that was not found, for each pane. */
  readonly #missing = new WeakMap<WatchedPane, string>();
  readonly #time: VirtualTime;
  readonly #signIn: SignInService;

  constructor(time: VirtualTime, signIn: SignInService) {
    this.#time = time;
    this.#signIn = signIn;
    this.watch = new Watch(time, (id) => this.#lastsMs(id));
  }

  /** Ends the sessions, as a restart of the service does. */
  drop(over: 'expired' | 'recreatable'): void {
    for (const session of this.sessions.values()) if (session.over === 'no') session.over = over;
  }

  /** The sessions that panes have opened and that have more than this time (ms) left. */
  ownSessions(moreThanMs: number): readonly string[] {
    return [...this.sessions.values()]
      .filter(({ id, opener }) => opener !== undefined && this.#lastsMs(id) > moreThanMs)
      .map(({ id }) => id);
  }

  /** True if the page that began to open the session has ended before the answer. */
  isAbandoned(id: string): boolean {
    return !this.delivered.has(id) && this.sessions.get(id)?.opener?.page.isAlive() === false;
  }

  /**
   * True if a session was opened on the same workbook since: that one's record took the place of the
   * abandoned start's.
   */
  isSuperseded(id: string): boolean {
    const { item = '' } = this.sessions.get(id) ?? {};
    return this.isAbandoned(id) && this.#lastCreated.get(item) !== id;
  }

  /** A script opens a session on the item; the result is its id. */
  openForScript(item: string): string {
    const id = `script-${this.sessions.size}`;
    const session = { id, accountId: 'a', item, persistChanges: true, seenAt: this.#time.now };
    this.sessions.set(id, { ...session, over: 'no' });
    return id;
  }

  isAlive(id: string): boolean {
    const session = this.sessions.get(id);
    if (session?.over === 'no' && this.#lastsMs(id) <= 0) session.over = 'expired';
    return session?.over === 'no';
  }

  /** The time (ms) until the session's idle timeout; 0 if it has ended. */
  #lastsMs(id: string): number {
    const session = this.sessions.get(id);
    if (session?.over !== 'no') return 0;
    return Math.max(
      0,
      session.seenAt + (session.persistChanges ? persistentIdleMs : scratchIdleMs) - this.#time.now,
    );
  }

  /** The `fetch` of one pane. */
  fetchOf(pane: WatchedPane): (url: string, request: RequestInit) => Promise<Fetched> {
    return (url, { signal, ...request }) => {
      const call = parseCall(url, request);
      if (signal?.aborted === true) return Promise.reject(aborted());
      if (call.what === 'refresh') this.refreshes += 1;
      const sent = { pane, ...call };
      this.watch.sent(sent);
      return new Promise((resolve, reject) => {
        let isDone = false;
        const end = (settle: () => void): void => {
          if (isDone) return;
          isDone = true;
          // Node keeps a composite signal, and everything that its listeners reference, as long as
          // it has listeners.
          signal?.removeEventListener('abort', abort);
          this.watch.ended(sent);
          settle();
        };
        const abort = (): void => end(() => reject(aborted()));
        signal?.addEventListener('abort', abort, { once: true });
        this.#deliver(pane, call, (answer) =>
          end(() => {
            if (answer === 'lost') {
              reject(new TypeError('Failed to fetch'));
              return;
            }
            this.#received(pane, call, answer);
            resolve(fetched(answer.reply));
          }),
        );
      });
    };
  }

  /**
   * Delivers a request and its response; a fault may drop them. A response waits while the computer
   * sleeps, and is dropped with a page that ended.
   */
  #deliver(pane: WatchedPane, call: GraphCall, answered: (answer: Answer | 'lost') => void): void {
    const fault = this.nextFault ?? this.fault;
    this.nextFault = undefined;
    const deliver = (answer: Answer | 'lost'): void => {
      pane.page.source.after(0, () => answered(answer));
    };
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'network') {
      this.#time.after(5, () => deliver('lost'));
      return;
    }
    this.#time.after(this.latencyMs / 2, () => {
      const answer = this.#answerTo(pane, call, fault);
      this.#time.after(this.latencyMs / 2, () =>
        deliver(fault?.kind === 'answerLost' ? 'lost' : answer),
      );
    });
  }

  /** The pane received the response: its rules apply from now on. */
  #received(pane: WatchedPane, call: GraphCall, { reply, over }: Answer): void {
    if (over !== undefined) pane.endedSessions.add(over);
    if (reply.retryAfterMs !== undefined && reply.status >= 400) {
      this.watch.throttled(reply.retryAfterMs);
    }
    if (call.what === 'refresh' && reply.status === 204 && call.sessionId !== undefined) {
      pane.verified = call.sessionId;
    }
    if (reply.opened === undefined) return;
    pane.verified = reply.opened;
    this.delivered.add(reply.opened);
  }

  #answerTo(pane: WatchedPane, call: GraphCall, fault: GraphOutage | undefined): Answer {
    if (fault?.kind === 'status') return { reply: faulty(fault, this.#time.epochNow()) };
    const accepted = this.#signIn.accepts(call.token);
    if (accepted !== 'yes') return { reply: challenge(accepted === 'revoked') };
    switch (call.what) {
      case 'locate':
        return {
          reply: json(200, {
            id: call.item,
            name: `${call.item}.xlsx`,
            webUrl: '',
            parentReference: { driveId: 'd' },
            file: {},
          }),
        };
      case 'getItem':
        return this.#getItem(pane, call);
      case 'create':
        return { reply: this.#create(pane, call) };
      case 'poll':
        return { reply: this.#poll(call.operation ?? '') };
      case 'refresh':
      case 'close':
        return this.#inSession(pane, call);
    }
  }

  /** The item exists: after a 404 without a code this shows that the session has ended. */
  #getItem(pane: WatchedPane, { item }: GraphCall): Answer {
    const over = this.#missing.get(pane);
    return { reply: json(200, { id: item }), ...(over === undefined ? {} : { over }) };
  }

  #inSession(pane: WatchedPane, { what, sessionId = '', item, token }: GraphCall): Answer {
    const isAlive = this.isAlive(sessionId);
    const session = this.sessions.get(sessionId);
    if (session?.item !== item || session.accountId !== this.#signIn.accountOf(token) || !isAlive) {
      if (session?.over === 'recreatable') {
        return { reply: refusedReply(404, 'invalidSessionReCreatable'), over: sessionId };
      }
      this.#missing.set(pane, sessionId);
      return { reply: { status: 404, body: '' } };
    }
    session.seenAt = this.#time.now;
    if (what === 'close') session.over = 'expired';
    return { reply: { status: 204, body: '' } };
  }

  #create(opener: WatchedPane, { persistChanges = true, item, token }: GraphCall): GraphReply {
    this.creations += 1;
    const id = `session-${this.creations}`;
    const accountId = this.#signIn.accountOf(token);
    const seenAt = this.#time.now;
    const session: Session = { id, accountId, item, opener, persistChanges, seenAt, over: 'no' };
    this.#lastCreated.set(item, id);
    if (!this.opensSlowly) {
      this.sessions.set(id, session);
      return { ...json(201, { id, persistChanges }), opened: id };
    }
    this.#operations.set(id, { endsAt: this.#time.now + operationMs, session });
    return { status: 202, body: '', location: `${graphRoot}/items/${item}/operations/${id}` };
  }

  #poll(id: string): GraphReply {
    const operation = this.#operations.get(id);
    if (operation === undefined) return { status: 404, body: '' };
    const { endsAt, session } = operation;
    if (this.#time.now < endsAt) return json(200, { id, status: 'running' });
    if (!this.sessions.has(id)) this.sessions.set(id, Object.assign(session, { seenAt: endsAt }));
    return { ...json(200, { id, persistChanges: session.persistChanges }), opened: id };
  }
}

const aborted = (): DOMException => new DOMException('', 'AbortError');
