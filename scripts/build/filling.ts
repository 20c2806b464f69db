import { settingRules } from './settingRules';

/** The manifest for a pane that is served at an origin; `manifest.xml` has the default origin. */
export function manifestAt(manifest: string, addinOrigin: string): string {
  return manifest.replaceAll(settingRules.ADDIN_ORIGIN.defaultValue, addinOrigin);
}

/** JSON for a script element, with `<` escaped so that it cannot close the element. */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('<', '\\u003c');
}
