import type { Answer, Send } from '../../src/graph/request';
import type { VirtualTime } from './time';

/** How the service, or the way to it, fails for a while. */
export type Fault =
  | { readonly kind: 'network' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'status'; readonly status: number; readonly code?: string; readonly retryAfter?: string }
  | { readonly kind: 'answerLost' };

interface Session {
  readonly id: string;
  readonly persistChanges: boolean;
  seenAt: number;
  over: 'no' | 'expired' | 'recreatable';
}

/**
 * A model of the service: sessions that end when idle, requests that take their time, faults by order. It watches the
 * client as well: what it must never do is written down in `violations`.
 */
export class Service {
  fault: Fault | undefined;
  latencyMs = 200;
  readonly sessions = new Map<string, Session>();
  readonly violations: string[] = [];
  refreshes = 0;
  creations = 0;
  #underWay = 0;
  #quietUntil = 0;
  #missing: string | undefined;
  /** The session that the answer under way says is over. */
  #over: string | undefined;
  /** Ids of which the client was told that they are over. */
  readonly #told = new Set<string>();
  readonly #time: VirtualTime;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  /** The service drops a session, as after a restart of its machine. */
  drop(over: 'expired' | 'recreatable'): void {
    for (const session of this.sessions.values()) if (session.over === 'no') session.over = over;
  }

  isAlive(id: string): boolean {
    const session = this.sessions.get(id);
    if (session === undefined) return false;
    const idleLimitMs = session.persistChanges ? 300_000 : 420_000;
    if (session.over === 'no' && this.#time.now - session.seenAt >= idleLimitMs) session.over = 'expired';
    return session.over === 'no';
  }

  readonly send: Send = (call, signal) =>
    new Promise((resolve) => {
      this.#watch(call.path, call.sessionId);
      this.#underWay += 1;
      let done = false;
      const finish = (answer: Answer): void => {
        if (done) return;
        done = true;
        this.#underWay -= 1;
        resolve(answer);
      };
      signal.addEventListener('abort', () => finish(lost('aborted')), { once: true });
      const limit = this.#time.source.after(call.timeLimitMs, () => finish(lost('timeout')));
      const fault = this.fault;
      if (fault?.kind === 'hang') return;
      if (fault?.kind === 'network') {
        limit();
        this.#time.after(5, () => finish(lost('network')));
        return;
      }
      this.#time.after(this.latencyMs / 2, () => {
        const answer = this.#answerTo(call.path, call.sessionId, call.body, fault);
        const over = this.#over;
        this.#over = undefined;
        this.#time.after(this.latencyMs / 2, () => {
          limit();
          if (over !== undefined && fault?.kind !== 'answerLost' && !done) this.#told.add(over);
          finish(fault?.kind === 'answerLost' ? lost('network') : answer);
        });
      });
    });

  #watch(path: string, sessionId: string | undefined): void {
    if (this.#underWay > 0) this.violations.push(`two requests at once at ${this.#time.now}`);
    if (this.#time.now < this.#quietUntil) this.violations.push(`${path} at ${this.#time.now}, silence until ${this.#quietUntil}`);
    if (sessionId !== undefined && this.#told.has(sessionId)) this.violations.push(`asked for ${sessionId}, which is known to be over`);
    if (path.endsWith('/refreshSession')) this.refreshes += 1;
  }

  /** A clock that is set forward hides the silence from the client: it cannot be held to it. */
  forgetSilence(): void {
    this.#quietUntil = 0;
  }

  #answerTo(path: string, sessionId: string | undefined, body: unknown, fault: Fault | undefined): Answer {
    if (fault?.kind === 'status') return this.#faulty(fault);
    if (path.endsWith('/createSession')) return this.#create(body);
    if (sessionId === undefined) {
      // A bare 404 leaves open what is gone; that the item is there tells it.
      this.#over = this.#missing;
      return answered(200, { id: 'item' });
    }
    const alive = this.isAlive(sessionId);
    const session = this.sessions.get(sessionId);
    if (session === undefined || !alive) {
      if (session?.over !== 'recreatable') {
        this.#missing = sessionId;
        return answered(404, undefined);
      }
      this.#over = sessionId;
      return answered(404, error('notFound', 'invalidSessionReCreatable'));
    }
    session.seenAt = this.#time.now;
    if (path.endsWith('/closeSession')) session.over = 'expired';
    return answered(204, undefined);
  }

  #create(body: unknown): Answer {
    this.creations += 1;
    const persistChanges = (body as { persistChanges: boolean }).persistChanges;
    const session: Session = { id: `session-${this.creations}`, persistChanges, seenAt: this.#time.now, over: 'no' };
    this.sessions.set(session.id, session);
    return answered(201, { id: session.id, persistChanges });
  }

  #faulty({ status, code, retryAfter }: Extract<Fault, { kind: 'status' }>): Answer {
    const seconds = Number(retryAfter);
    // The client hears of the silence half a latency later, and counts from there.
    if (!Number.isNaN(seconds)) this.#quietUntil = Math.max(this.#quietUntil, this.#time.now + this.latencyMs / 2 + seconds * 1000);
    return answered(status, code === undefined ? undefined : error('x', code), retryAfter);
  }
}

const error = (code: string, inner: string): unknown => ({ error: { code, innerError: { code: inner } } });

const answered = (status: number, body: unknown, retryAfter?: string): Answer => ({
  kind: 'answered',
  status,
  body,
  header: (name) => (name === 'Retry-After' ? (retryAfter ?? null) : null),
  clientRequestId: 'c',
});

const lost = (cause: 'network' | 'timeout' | 'aborted'): Answer => ({ kind: 'unanswered', cause, clientRequestId: 'c' });
