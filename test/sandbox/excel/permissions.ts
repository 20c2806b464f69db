import { dispatch } from './protocol';

/** Levels of the manifest's `Permissions` element, with Microsoft's names. */
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
 * Documented levels that permit each method. Methods not listed need no permission. The
 * application-specific APIs include Office.addin and Office.ribbon. They need read and write
 * permission for everything, even to read (office-js-docs-pr#5811, 2026-06-30). Source for the
 * common APIs: "Requesting permissions for API use in add-ins".
 */
const needed: Readonly<Record<number, readonly PermissionLevel[]>> = {
  [dispatch.richApi]: ['ReadWriteDocument'],
  [dispatch.fileProperties]: ['ReadDocument', 'ReadAllDocument', 'ReadWriteDocument'],
  [dispatch.saveSettings]: anyLevel,
};

/** Returns true if an add-in with this level may call the method. */
export const mayCall = (level: PermissionLevel, dispatchId: number): boolean =>
  needed[dispatchId]?.includes(level) ?? true;

/** Returns the level with this name, or undefined for an unknown name. */
export const permissionLevel = (text: string | undefined | null): PermissionLevel | undefined =>
  permissionLevels.find((level) => level === text);
