import { createClock } from '../../../src/browser/clock';
import { createLocks } from '../../../src/browser/locks';
import { parseRecord } from '../../../src/browser/storedValues';
import type { Locks, Persistence } from '../../../src/session/services';
import type { RecordKey, SessionRecord, StoredChoices } from '../../../src/session/stored';
import type { SimulatedPage } from '../../simulation/time';
import { VirtualTime } from '../../simulation/time';
import { WebLocks } from '../../simulation/webLocks';

/** What one pane wrote to storage, in order. */
export type Written =
  | { readonly known: unknown }
  | { readonly choices: unknown }
  | { readonly organization: unknown }
  | { readonly record: SessionRecord }
  | { readonly removed: string };

interface Pane {
  readonly peerUpdated: (record: SessionRecord) => void;
}

/**
 * One browser: the storage and the locks that its panes share. Storage events and locks are
 * asynchronous, as in a browser.
 */
export class PaneWorld {
  readonly time = new VirtualTime();
  /** True while storage events take longer than the locks. */
  areEventsLate = false;
  /** The stored choices; undefined before the first write. */
  choices: StoredChoices | undefined;
  /** The stored records, as text. */
  readonly records = new Map<string, string>();
  readonly #panes = new Map<object, Pane>();
  readonly #webLocks = new WebLocks();
  readonly #pages = new Map<object, SimulatedPage>();

  join(owner: object, pane: Pane): void {
    this.#panes.set(owner, pane);
  }

  /** The page crashes. */
  crash(owner: object): void {
    this.#panes.delete(owner);
    const page = this.#page(owner);
    page.die();
    this.#webLocks.release(page);
  }

  /** The stored records. */
  stored(): SessionRecord[] {
    return [...this.records.values()]
      .map((text) => parseRecord(JSON.parse(text)))
      .filter((record) => record !== null);
  }

  persistence(owner: object, written: Written[]): Persistence {
    return {
      saveKnown: (known) => void written.push({ known }),
      saveChoices: (choices, changed = choices) => {
        this.choices = { ...(this.choices ?? choices), ...changed };
        written.push({ choices: this.choices });
      },
      saveOrganization: (organization) => void written.push({ organization }),
      record: (key) => parseRecord(JSON.parse(this.records.get(nameOf(key)) ?? 'null')),
      saveRecord: (record) => {
        written.push({ record });
        const text = JSON.stringify(record);
        this.records.set(nameOf({ ...record.workbook, accountId: record.accountId }), text);
        void Promise.resolve().then(() => this.#tellOthers(owner, parseRecord(JSON.parse(text))));
      },
      removeRecord: (key) => {
        written.push({ removed: nameOf(key) });
        this.records.delete(nameOf(key));
      },
      records: () => [...this.records].flatMap(([, text]) => parseRecord(JSON.parse(text)) ?? []),
    };
  }

  locks(owner: object): Locks {
    const manager = this.#webLocks.managerFor(this.#page(owner));
    return createLocks(createClock(this.time.source), () => 0, manager);
  }

  #tellOthers(writer: object, record: SessionRecord | null): void {
    if (record === null || this.areEventsLate) return;
    for (const [owner, pane] of [...this.#panes]) if (owner !== writer) pane.peerUpdated(record);
  }

  #page(owner: object): SimulatedPage {
    const page = this.#pages.get(owner) ?? this.time.page();
    this.#pages.set(owner, page);
    return page;
  }
}

const nameOf = ({ accountId, driveId, itemId }: RecordKey): string =>
  `${accountId} ${driveId} ${itemId}`;
