import type { Vault } from '../session/ports';
import type { Choices, Memory } from '../session/state';

const memoryKey = 'session-keeper.memory';
const choicesKey = 'session-keeper.choices';

/**
 * Keeps what outlives a reload: the session in session storage, which dies with Excel's tab or window, and the person's
 * choices in local storage. Where storage is denied nothing is remembered, and nothing fails.
 */
export function createVault(): Vault {
  return {
    load: () => ({
      memory: parseMemory(read(() => sessionStorage.getItem(memoryKey))),
      choices: parseChoices(read(() => localStorage.getItem(choicesKey))),
    }),
    save(memory, choices) {
      write(() => {
        if (memory === null) sessionStorage.removeItem(memoryKey);
        else sessionStorage.setItem(memoryKey, JSON.stringify(memory));
      });
      write(() => localStorage.setItem(choicesKey, JSON.stringify(choices)));
    },
  };
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

function parseSession(value: unknown): NonNullable<Memory['session']> | undefined {
  const { id, persistChanges, origin, openedAt, aliveAt } = membersOf(value) ?? {};
  if (!isText(id) || !isTime(openedAt) || !isTime(aliveAt)) return undefined;
  if (typeof persistChanges !== 'boolean' && persistChanges !== 'unknown') return undefined;
  if (origin !== 'opened' && origin !== 'attached') return undefined;
  return { id, persistChanges, origin, openedAt, aliveAt };
}
