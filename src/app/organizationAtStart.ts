import type { Host } from '../office/host';
import { ownerOf, toOrganization, type OfOrganization } from '../session/organizationChoice';
import type { KnownWorkbook, StoredOrganization } from '../session/stored';

/**
 * Calls `start` with the organization to sign in to: the one that this tab used, or else the one that
 * the user named for the workbooks of the same owner. Excel is asked for the address only where one
 * is stored and this tab knows no workbook.
 */
export function organizationAtStart(
  stored: StoredOrganization | null,
  known: KnownWorkbook | null,
  host: Promise<Host | null>,
  start: (organization: OfOrganization) => void,
): void {
  if (stored === null || known !== null) {
    start(toOrganization(known?.organization));
    return;
  }
  const address = host.then((excel) => excel?.documentAddress() ?? null).catch(() => null);
  void address.then((found) =>
    start(ownerOf(found) === stored.owner ? toOrganization(stored.organization) : {}),
  );
}
