import { aloneMs, ownerOf } from '../session/leaving';
import type { Vault } from '../session/ports';
import type { Choices, Left, Memory } from '../session/state';

const memoryKey = 'session-keeper.memory';
const choicesKey = 'session-keeper.choices';
const leftKey = 'session-keeper.left';

/** The vault, with what a page that goes leaves in it. */
export interface OwnVault extends Vault {
  readonly leave: (left: Left) => void;
  /** The page that holds this session is there after all. */
  readonly stay: (sessionId: string) => void;
}

/**
 * Keeps what outlives a reload: the session in session storage, which dies with Excel's tab or window, and the person's
 * choices in local storage, with the session of a page that went, so that another window can close it. Where storage is
 * denied nothing is remembered, and nothing fails.
 */
export function createVault(): OwnVault {
  const readLeft = (): Left | null => parseLeft(read(() => localStorage.getItem(leftKey)));
  const forgetLeft = (): void => write(() => localStorage.removeItem(leftKey));
  return {
    load(now) {
      const memory = parseMemory(read(() => sessionStorage.getItem(memoryKey)));
      const choices = parseChoices(read(() => localStorage.getItem(choicesKey)));
      const left = readLeft();
      const owner = left === null ? 'theirs' : ownerOf(left, memory, now);
      if (left === null || owner === 'theirs') return { memory, choices };
      forgetLeft();
      if (owner === 'nobodys') return { memory, choices, left };
      // By then a worker may have closed it.
      return { memory: now < left.at + aloneMs ? memory : goneSince(memory, left.at), choices };
    },
    leave: (left) => write(() => localStorage.setItem(leftKey, JSON.stringify(left))),
    stay(sessionId) {
      if (readLeft()?.session.id === sessionId) forgetLeft();
    },
    save(memory, choices) {
      // Nobody is signed in: nothing of anybody stays.
      if (memory === null) forgetLeft();
      write(() => {
        if (memory === null) sessionStorage.removeItem(memoryKey);
        else sessionStorage.setItem(memoryKey, JSON.stringify(memory));
      });
      write(() => localStorage.setItem(choicesKey, JSON.stringify(choices)));
    },
  };
}

function goneSince(memory: Memory | null, leftAt: number): Memory | null {
  const session = memory?.session ?? null;
  return memory === null || session === null ? memory : { ...memory, session: { ...session, leftAt } };
}

function read(get: () => string | null): unknown {
  try {
    return JSON.parse(get() ?? 'null') as unknown;
  } catch {
    return null;
  }
}

function write(put: () => void): void {
  try {
    put();
  } catch {
    // Storage is denied or full: this pane remembers nothing.
  }
}

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members | null => (typeof value === 'object' && value !== null ? (value as Members) : null);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isTimeOrNull = (value: unknown): value is number | null => value === null || isTime(value);

/** The choices in a stored value, or null where it is not one of ours. */
export function parseChoices(value: unknown): Choices | null {
  const { persistChanges, keepAlive, stopAfterMs } = membersOf(value) ?? {};
  return typeof persistChanges === 'boolean' && typeof keepAlive === 'boolean' && isTimeOrNull(stopAfterMs)
    ? { persistChanges, keepAlive, stopAfterMs }
    : null;
}

/** The memory in a stored value, or null where any part of it is not one of ours. */
export function parseMemory(value: unknown): Memory | null {
  const { accountId, workbook, session, keepAlive } = membersOf(value) ?? {};
  const { driveId, itemId, name, webUrl, address, insteadOf } = membersOf(workbook) ?? {};
  const { on, until } = membersOf(keepAlive) ?? {};
  if (!isText(accountId) || !isText(driveId) || !isText(itemId) || !isText(name) || !isText(address)) return null;
  if (typeof webUrl !== 'string' || typeof on !== 'boolean' || !isTimeOrNull(until)) return null;
  const parsed = session === null ? null : parseSession(session);
  if (parsed === undefined) return null;
  const given = typeof insteadOf === 'string' ? { insteadOf } : {};
  return { accountId, workbook: { driveId, itemId, name, webUrl, address, ...given }, session: parsed, keepAlive: { on, until } };
}

/** What a page left, in a stored value, or null where any part of it is not one of ours. */
export function parseLeft(value: unknown): Left | null {
  const { at } = membersOf(value) ?? {};
  const memory = parseMemory({ ...membersOf(value), keepAlive: { on: false, until: null } });
  const session = memory?.session ?? null;
  return memory === null || session === null || !isTime(at) ? null : { accountId: memory.accountId, workbook: memory.workbook, session, at };
}

function parseSession(value: unknown): NonNullable<Memory['session']> | undefined {
  const { id, persistChanges, origin, openedAt, aliveAt } = membersOf(value) ?? {};
  if (!isText(id) || !isTime(openedAt) || !isTime(aliveAt)) return undefined;
  if (typeof persistChanges !== 'boolean' && persistChanges !== 'unknown') return undefined;
  if (origin !== 'opened' && origin !== 'attached') return undefined;
  return { id, persistChanges, origin, openedAt, aliveAt };
}
