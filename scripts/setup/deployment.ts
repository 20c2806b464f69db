import type { CloudName } from '../build/clouds';
import { clouds } from '../build/clouds';
import { embeddedJson, manifestAt } from '../build/filling';
import type { SettingFault, SettingName } from '../build/settingRules';
import { redacted, settingRules } from '../build/settingRules';

/** What an administrator has typed and chosen, unchecked. */
export interface Entries {
  readonly origin: string;
  readonly clientId: string;
  readonly cloud: CloudName;
  /** Tenant ID or domain; empty admits every organization. */
  readonly tenant: string;
}

/** Fields that can be wrong; the cloud is chosen from a list. */
export const fieldNames = ['origin', 'clientId', 'tenant'] as const;
export type FieldName = (typeof fieldNames)[number];

/** What is wrong with a field, in terms of the build's settings. */
export interface Complaint {
  readonly setting: SettingName;
  /** The value, without user name and password; empty when it is missing. */
  readonly text: string;
  readonly fault: SettingFault | 'missing';
  readonly example: string;
}

export type CheckedField = { readonly value: string } | { readonly complaint: Complaint };

/** Checks a field by the rule of the setting that it fills. */
export function checkField(field: FieldName, entries: Entries): CheckedField {
  const [setting, text] = settingOf(field, entries);
  const { example, parse } = settingRules[setting];
  if (text === '') return { complaint: { setting, text, fault: 'missing', example } };
  const parsed = parse(text);
  return 'value' in parsed
    ? parsed
    : { complaint: { setting, text: redacted(text), fault: parsed.fault, example } };
}

function settingOf(field: FieldName, entries: Entries): readonly [SettingName, string] {
  const text = entries[field].trim();
  if (field === 'origin') return ['ADDIN_ORIGIN', text];
  if (field === 'clientId') return ['CLIENT_ID', text];
  return ['AUTHORITY', `${clouds[entries.cloud].login}/${text === '' ? 'organizations' : text}`];
}

/** Parts of a finished build that depend on the deployment. */
export interface Templates {
  /** `manifest.xml` with the default origin. */
  readonly manifest: string;
  /** `taskpane.html` before and after its configuration. */
  readonly taskpane: readonly [before: string, after: string];
}

/** Texts of the files for one deployment. */
export interface DeploymentFiles {
  readonly manifest: string;
  readonly taskpane: string;
  /** The configuration by itself: JSON. */
  readonly configuration: string;
}

/** The files for these entries; undefined while a field is wrong. */
export function filesFor(templates: Templates, entries: Entries): DeploymentFiles | undefined {
  const origin = checkField('origin', entries);
  const clientId = checkField('clientId', entries);
  const authority = checkField('tenant', entries);
  if ('complaint' in origin || 'complaint' in clientId || 'complaint' in authority) {
    return undefined;
  }
  const configuration = embeddedJson({
    clientId: clientId.value,
    authority: authority.value,
    graphRoot: clouds[entries.cloud].graphRoot,
  });
  return {
    manifest: manifestAt(templates.manifest, origin.value),
    taskpane: templates.taskpane.join(configuration),
    configuration,
  };
}

/**
 * Parses the templates that the archive's page contains.
 *
 * @throws Error when they are not complete
 */
export function parseTemplates(text: string): Templates {
  const { manifest, taskpane } = Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
  const parts: readonly unknown[] = Array.isArray(taskpane) ? taskpane : [];
  const [before, after] = parts;
  if (typeof manifest !== 'string' || typeof before !== 'string' || typeof after !== 'string') {
    throw new Error('The templates are incomplete.');
  }
  return { manifest, taskpane: [before, after] };
}
