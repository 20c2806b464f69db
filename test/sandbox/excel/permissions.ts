import { dispatch } from './protocol';

/** The levels of the manifest's `Permissions`, as Microsoft names them. */
export const permissionLevels = [
  'Restricted',
  'ReadDocument',
  'ReadAllDocument',
  'WriteDocument',
  'ReadWriteDocument',
] as const;
export type PermissionLevel = (typeof permissionLevels)[number];

const anyLevel: readonly PermissionLevel[] = permissionLevels;

/**
 * The levels under which a method works, by the documentation; a method that is not named needs
 * none. The application-specific APIs, to which Office.addin and Office.ribbon travel together,
 * need read and write for everything, even for reading (office-js-docs-pr#5811, 2026-06-30). The
 * common ones: "Requesting permissions for API use in add-ins".
 */
const needed: Readonly<Record<number, readonly PermissionLevel[]>> = {
  [dispatch.richApi]: ['ReadWriteDocument'],
  [dispatch.fileProperties]: ['ReadDocument', 'ReadAllDocument', 'ReadWriteDocument'],
  [dispatch.saveSettings]: anyLevel,
};

/** Whether an add-in with this level may call a method. */
export const mayCall = (level: PermissionLevel, dispatchId: number): boolean =>
  needed[dispatchId]?.includes(level) ?? true;

/** The level that a manifest names; the least where it names none that there is. */
export const permissionLevel = (text: string | undefined | null): PermissionLevel | undefined =>
  permissionLevels.find((level) => level === text);
