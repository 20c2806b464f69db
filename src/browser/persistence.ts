import { keyOf } from '../session/records';
import type { Persistence } from '../session/services';
import type {
  KnownWorkbook,
  RecordKey,
  SessionRecord,
  StoredChoices,
  StoredOrganization,
} from '../session/stored';
import type { ThrottleStore } from '../session/throttleGate';
import type { Lifetime } from './storage';
import { onStored, readStored, storedKeys, writeStored } from './storage';
import {
  parseChoices,
  parseKnown,
  parseOrganizationChoice,
  parseRecord,
  parseThrottle,
} from './storedValues';

const knownKey = 'session-keeper.workbook';
const choicesKey = 'session-keeper.choices';
const organizationKey = 'session-keeper.organization';
const recordPrefix = 'session-keeper.session:';

/** The stored values of this pane, beside the session records. */
export interface BrowserPersistence extends Persistence {
  readonly loadKnown: () => KnownWorkbook | null;
  readonly loadChoices: () => StoredChoices | null;
  readonly loadOrganization: () => StoredOrganization | null;
  /** Calls back with each session record that another pane of this browser stores. */
  readonly onRecord: (callback: (record: SessionRecord) => void) => void;
  /** The service's Retry-After, shared by all panes of this browser. */
  readonly throttled: ThrottleStore;
  /** The pause of the sign-in service, kept until the tab is closed. */
  readonly signInThrottled: ThrottleStore;
}

/**
 * Reads and writes storage. Session records and the user's choices are kept on the device, shared
 * with other panes and the next start. The last workbook is kept until the tab is closed. When
 * storage is denied or full, nothing is stored and nothing fails. `recordWritten` is called with the
 * name of the browser's error, or null, each time a session record is stored.
 */
export function createPersistence(
  recordWritten: (refusal: string | null) => void,
): BrowserPersistence {
  return {
    loadKnown: () => parseKnown(readStored('tab', knownKey)),
    loadChoices: () => parseChoices(readStored('device', choicesKey)),
    loadOrganization: () => parseOrganizationChoice(readStored('device', organizationKey)),
    saveKnown: (known) => void writeStored('tab', knownKey, known),
    saveChoices(choices, changed = choices) {
      const stored = parseChoices(readStored('device', choicesKey));
      writeStored('device', choicesKey, { ...(stored ?? choices), ...changed });
    },
    saveOrganization: (chosen) => void writeStored('device', organizationKey, chosen),
    record: (key) => parseRecord(readStored('device', storageKey(key))),
    saveRecord: (record) => recordWritten(writeStored('device', storageKey(keyOf(record)), record)),
    removeRecord: (key) => void writeStored('device', storageKey(key), null),
    records: () =>
      storedKeys('device')
        .filter(isRecordKey)
        .flatMap((key) => {
          const record = parseRecord(readStored('device', key));
          if (record === null) writeStored('device', key, null);
          return record ?? [];
        }),
    onRecord(callback) {
      onStored((key, value) => {
        const record = isRecordKey(key) ? parseRecord(value) : null;
        if (record !== null) callback(record);
      });
    },
    throttled: throttleStore('device', 'session-keeper.throttledUntil'),
    signInThrottled: throttleStore('tab', 'session-keeper.signInThrottledUntil'),
  };
}

const throttleStore = (lifetime: Lifetime, key: string): ThrottleStore => ({
  load: () => parseThrottle(readStored(lifetime, key)),
  save: (throttle) => void writeStored(lifetime, key, throttle),
  onChange: (callback) =>
    onStored((changed) => {
      if (changed === key) callback();
    }),
});

const storageKey = ({ accountId, driveId, itemId }: RecordKey): string =>
  recordPrefix + [accountId, driveId, itemId].map(encodeURIComponent).join(':');
const isRecordKey = (key: string): boolean => key.startsWith(recordPrefix);
