import { parseRecord } from '../../../src/browser/storedValues';
import type { Locks, Persistence } from '../../../src/session/services';
import type { RecordKey, SessionRecord } from '../../../src/session/stored';
import { VirtualTime } from '../../simulation/time';

/** What one pane wrote to storage, in order. */
export type Written =
  | { readonly known: unknown }
  | { readonly choices: unknown }
  | { readonly record: SessionRecord }
  | { readonly removed: string };

interface Pane {
  readonly peerUpdated: (record: SessionRecord) => void;
}

interface Holder {
  readonly owner: object;
  readonly held: () => void;
}

/**
 * One browser: the storage and the locks that its panes share. Storage events and locks are
 * asynchronous, as in a browser.
 */
export class PaneWorld {
  readonly time = new VirtualTime();
  /** True while storage events take longer than the locks. */
  areEventsLate = false;
  /** The stored records, as text. */
  readonly records = new Map<string, string>();
  readonly #panes = new Map<object, Pane>();
  readonly #locks = new Map<string, Holder[]>();
  readonly #turns = new Map<string, Promise<unknown>>();
  /** Settles when the pane ends: its locks and its turn are free then. */
  readonly #deaths = new Map<object, { readonly dead: Promise<void>; readonly die: () => void }>();

  join(owner: object, pane: Pane): void {
    this.#panes.set(owner, pane);
  }

  /** The page crashes. */
  crash(owner: object): void {
    this.#panes.delete(owner);
    this.#death(owner).die();
    for (const key of this.#locks.keys()) this.#release(key, (holder) => holder.owner === owner);
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
      saveChoices: (choices) => void written.push({ choices }),
      record: (key) => parseRecord(JSON.parse(this.records.get(nameOf(key)) ?? 'null')),
      saveRecord: (record) => {
        written.push({ record });
        const text = JSON.stringify(record);
        this.records.set(nameOf({ ...record.workbook, accountId: record.accountId }), text);
        void Promise.resolve().then(() => this.#tellOthers(owner, text));
      },
      removeRecord: (key) => {
        written.push({ removed: nameOf(key) });
        this.records.delete(nameOf(key));
      },
      removeRecords: (isOver) => {
        for (const [name, text] of this.records) {
          const record = parseRecord(JSON.parse(text));
          if (record === null || isOver(record)) this.records.delete(name);
        }
      },
    };
  }

  locks(owner: object): Locks {
    return {
      hold: (key, held) => {
        const holder: Holder = { owner, held };
        const waiting = this.#locks.get(nameOf(key)) ?? [];
        this.#locks.set(nameOf(key), [...waiting, holder]);
        if (waiting.length === 0) void Promise.resolve().then(held);
        return () => this.#release(nameOf(key), (other) => other === holder);
      },
      holders: (key) =>
        Promise.resolve(
          (this.#locks.get(nameOf(key)) ?? []).filter((holder) => holder.owner !== owner).length,
        ),
      inTurn: ({ driveId, itemId }, task) => {
        const name = `${driveId} ${itemId}`;
        const { dead } = this.#death(owner);
        const turn = (this.#turns.get(name) ?? Promise.resolve()).then(() => task());
        this.#turns.set(name, Promise.race([turn.catch(() => undefined), dead]));
        return turn;
      },
    };
  }

  #tellOthers(writer: object, text: string): void {
    const record = parseRecord(JSON.parse(text));
    if (record === null || this.areEventsLate) return;
    for (const [owner, pane] of [...this.#panes]) if (owner !== writer) pane.peerUpdated(record);
  }

  #release(name: string, isReleased: (holder: Holder) => boolean): void {
    const before = this.#locks.get(name) ?? [];
    const after = before.filter((holder) => !isReleased(holder));
    this.#locks.set(name, after);
    const [next] = after;
    if (next !== undefined && next !== before[0]) void Promise.resolve().then(next.held);
  }

  #death(owner: object): { readonly dead: Promise<void>; readonly die: () => void } {
    let die = (): void => undefined;
    const dead = new Promise<void>((resolve) => (die = resolve));
    const death = this.#deaths.get(owner) ?? { dead, die };
    this.#deaths.set(owner, death);
    return death;
  }
}

const nameOf = ({ accountId, driveId, itemId }: RecordKey): string =>
  `${accountId} ${driveId} ${itemId}`;
