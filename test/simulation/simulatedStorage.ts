import { parseChoices, parseKnown, parseThrottle } from '../../src/browser/storedValues';
import type { Persistence } from '../../src/session/services';
import type { Choices } from '../../src/session/state';
import type { KnownWorkbook, RecordKey, SessionRecord } from '../../src/session/stored';
import type { ThrottleStore } from '../../src/session/throttleGate';
import type { SimulatedPage } from './time';

/** Delay (ms) of a storage event to the other pages. */
const eventDelayMs = 5;

type Listener = (name: string, value: unknown) => void;

interface Stored {
  readonly text: string;
  readonly value: unknown;
}

/** The session storage of one tab, kept when it is reloaded. */
export type TabStorage = Map<string, string>;

/**
 * Local storage, shared by all pages of one browser. Source: HTML, Web storage. A value is read as
 * it was written: to parse each record takes half of a day's time. test/unit/browser covers that.
 */
export class LocalStorage {
  readonly #values = new Map<string, Stored>();
  readonly #listeners = new Map<SimulatedPage, Listener[]>();

  get(name: string): unknown {
    return this.#values.get(name)?.value ?? null;
  }

  names(): string[] {
    return [...this.#values.keys()];
  }

  /** Stores a value, or removes it if it is null; the other pages get an event after a delay. */
  set(writer: SimulatedPage, name: string, value: unknown): void {
    const text = JSON.stringify(value);
    if (text === (this.#values.get(name)?.text ?? 'null')) return;
    if (value === null) this.#values.delete(name);
    else this.#values.set(name, { text, value });
    for (const [page, listeners] of this.#listeners) {
      if (page === writer || !page.isAlive()) continue;
      for (const listener of listeners) {
        page.source.after(eventDelayMs, () => listener(name, value));
      }
    }
  }

  listen(page: SimulatedPage, listener: Listener): void {
    this.#listeners.set(page, [...(this.#listeners.get(page) ?? []), listener]);
  }

  cleanUp(page: SimulatedPage): void {
    this.#listeners.delete(page);
  }
}

const throttledName = 'throttledUntil';
const choicesName = 'choices';
const knownName = 'known';
const recordName = ({ accountId, driveId, itemId }: RecordKey): string =>
  `session:${accountId}:${driveId}:${itemId}`;

/** The session records of a browser. */
export const recordsIn = (local: LocalStorage): readonly SessionRecord[] =>
  local
    .names()
    .filter((name) => name.startsWith('session:'))
    .map((name) => local.get(name) as SessionRecord);

/** The storage services of src/session/services.ts, and the values that a start loads. */
export interface PageStorage extends Persistence {
  readonly throttled: ThrottleStore;
  readonly loadKnown: () => KnownWorkbook | null;
  readonly loadChoices: () => Choices | null;
  readonly onRecord: (callback: (record: SessionRecord) => void) => void;
}

/** One page's view of its browser's storage. */
export function storageOf(page: SimulatedPage, local: LocalStorage, tab: TabStorage): PageStorage {
  const put = (name: string, value: unknown): void => local.set(page, name, value);
  const recordAt = (name: string): SessionRecord | null => local.get(name) as SessionRecord | null;
  return {
    loadKnown: () => parseKnown(JSON.parse(tab.get(knownName) ?? 'null')),
    loadChoices: () => parseChoices(local.get(choicesName)),
    saveKnown: (known) => void tab.set(knownName, JSON.stringify(known)),
    saveChoices: (choices, changed = choices) =>
      put(choicesName, {
        ...(parseChoices(local.get(choicesName)) ?? choices),
        ...changed,
      }),
    saveOrganization: () => undefined,
    record: (key) => recordAt(recordName(key)),
    saveRecord: (record) =>
      put(recordName({ ...record.workbook, accountId: record.accountId }), record),
    removeRecord: (key) => put(recordName(key), null),
    records: () => recordsIn(local),
    onRecord: (callback) =>
      local.listen(page, (name, value) => {
        if (name.startsWith('session:') && value !== null) callback(value as SessionRecord);
      }),
    throttled: {
      load: () => parseThrottle(local.get(throttledName)),
      save: (throttle) => put(throttledName, throttle),
      onChange: (callback) =>
        local.listen(page, (name) => (name === throttledName ? callback() : undefined)),
    },
  };
}
