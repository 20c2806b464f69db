import type { Host } from '../office/host';
import { ownerOf, toOrganization, type OfOrganization } from '../session/organizationChoice';
import type { KnownWorkbook, StoredOrganization } from '../session/stored';

/**
 * Calls `start` with the organization that the user chose for the workbooks of this one's owner; with
 * none for another owner's. Excel is asked for the address only where a choice is stored and the
 * workbook is not known.
 */
export function organizationAtStart(
  stored: StoredOrganization | null,
  known: KnownWorkbook | null,
  host: Promise<Host | null>,
  start: (organization: OfOrganization) => void,
): void {
  const startAt = (address: string | null): void =>
    start(ownerOf(address) === stored?.owner ? toOrganization(stored.organization) : {});
  if (stored === null || known !== null) {
    startAt(known?.workbook.webUrl ?? null);
    return;
  }
  const address = host.then((excel) => excel?.documentAddress() ?? null).catch(() => null);
  void address.then(startAt);
}
