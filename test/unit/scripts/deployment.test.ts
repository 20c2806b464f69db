import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clouds, type CloudName } from '../../../scripts/build/clouds';
import { headerFiles } from '../../../scripts/build/headers';
import { settingFaults } from '../../../scripts/build/settingRules';
import { readSettings } from '../../../scripts/build/settings';
import { ProblemError } from '../../../scripts/problems';
import {
  checkField,
  fieldNames,
  filesFor,
  parseTemplates,
  type Entries,
  type FieldName,
} from '../../../scripts/setup/deployment';
import { english } from '../../../scripts/setup/english';
import { japanese } from '../../../scripts/setup/japanese';
import { parseConfiguration } from '../../../src/app/configuration';
import { repositoryRoot } from '../manifestElements';

const clientId = '11111111-2222-4333-8444-555555555555';
const manifest = readFileSync(new URL('manifest.xml', repositoryRoot), 'utf8');
const templates = {
  manifest,
  taskpane: ['<script id="configuration">', '</script>'],
} as const;
const entries: Entries = {
  origin: 'https://keeper.contoso.com',
  clientId,
  cloud: 'worldwide',
  tenant: '',
};
const cloudNames = Object.keys(clouds) as CloudName[];
const page = readFileSync(new URL('scripts/setup/page.html', repositoryRoot), 'utf8');

/** What the page says of a field in English; undefined when it is right. */
function complaintOf(field: FieldName, text: string): string | undefined {
  const checked = checkField(field, { ...entries, [field]: text });
  return 'complaint' in checked ? english.complaint(checked.complaint) : undefined;
}

/** What the build says of a setting; undefined when it is right. */
function refusalOf(name: string, text: string): string | undefined {
  try {
    readSettings('', { [name]: text });
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ what }) => what).join('\n');
  }
}

describe('the files of a deployment', () => {
  it('are the manifest with the origin in each address, and nothing else changed', () => {
    const made = filesFor(templates, entries)?.manifest ?? '';
    expect(made).not.toContain('localhost');
    expect(made.replaceAll(entries.origin, 'https://localhost:3000')).toBe(manifest);
  });

  it.each(cloudNames)('are a configuration that the pane accepts: %s', (cloud) => {
    const made = filesFor(templates, { ...entries, cloud });
    expect(parseConfiguration(made?.configuration)).toEqual({
      clientId,
      authority: `${clouds[cloud].login}/organizations`,
      graphRoot: clouds[cloud].graphRoot,
    });
    expect(made?.taskpane).toBe(templates.taskpane.join(made?.configuration));
  });

  it('name the one organization that was given, by its ID or its domain', () => {
    for (const tenant of ['contoso.com', clientId]) {
      expect(
        parseConfiguration(filesFor(templates, { ...entries, tenant })?.configuration),
      ).toEqual(
        expect.objectContaining({ authority: `https://login.microsoftonline.com/${tenant}` }),
      );
    }
  });

  it('take values with spaces around them, and an origin with a slash at its end', () => {
    const typed = { ...entries, origin: ` ${entries.origin}/ `, clientId: `\t${clientId} ` };
    expect(filesFor(templates, typed)).toEqual(filesFor(templates, entries));
  });

  it('do not exist while a field is missing or wrong', () => {
    for (const wrong of [{ origin: '' }, { clientId: ' ' }, { origin: 'x' }, { tenant: 'a b' }]) {
      expect(filesFor(templates, { ...entries, ...wrong })).toBeUndefined();
    }
  });

  it('need no other headers than those of the default build', () => {
    const files = ['taskpane.html', 'auth-start.html', 'auth-end.html', 'redirect.html'];
    const usual = headerFiles(files, readSettings('', {}));
    for (const { login, graphRoot } of Object.values(clouds)) {
      const settings = readSettings('', {
        AUTHORITY: `${login}/contoso.com`,
        GRAPH_ROOT: graphRoot,
        ADDIN_ORIGIN: entries.origin,
      });
      expect(headerFiles(files, settings)).toEqual(usual);
    }
  });
});

describe('a field', () => {
  it('that is empty is missing, except for the organization', () => {
    expect(complaintOf('origin', '')).toBe(
      'ADDIN_ORIGIN is missing. Example: https://keeper.contoso.com',
    );
    expect(complaintOf('clientId', ' ')).toMatch(/^CLIENT_ID is missing\. Example: [0-9a-f-]{36}$/);
    expect(complaintOf('tenant', '')).toBeUndefined();
  });

  it('is refused where the build refuses the setting, with the same words', () => {
    const hosts = fc.constantFrom('keeper.contoso.com', 'a b', '*.contoso.com', '[::1]', '');
    const tails = fc.constantFrom('', '/', '/keeper', '?x', '#', ':8443', '//');
    const starts = fc.constantFrom('https://', 'http://', 'HTTPS://', 'https://a:b@', '', 'x');
    const anything = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
    const typed = fc.oneof(
      anything,
      fc.tuple(starts, hosts, tails).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(
        typed.filter((text) => text !== ''),
        (text) => {
          for (const [field, name, given] of [
            ['origin', 'ADDIN_ORIGIN', text],
            ['clientId', 'CLIENT_ID', text],
            ['tenant', 'AUTHORITY', `${clouds.worldwide.login}/${text.trim()}`],
          ] as const) {
            expect(complaintOf(field, text)?.replace(/ Example: \S+$/, '')).toBe(
              refusalOf(name, given),
            );
          }
        },
      ),
    );
  });

  it('shows no password', () => {
    expect(complaintOf('origin', 'https://adele:secret@contoso.com')).not.toMatch(/adele|secret/);
  });
});

describe('the templates', () => {
  it('are read back as they were written', () => {
    expect(parseTemplates(JSON.stringify(templates))).toEqual(templates);
  });

  it.each(['{}', 'null', '{"manifest":""}', '{"manifest":"","taskpane":["a"]}', '[1]'])(
    'that are incomplete are refused: %s',
    (text) => {
      expect(() => parseTemplates(text)).toThrow('incomplete');
    },
  );
});

describe('the words of the page', () => {
  const named = [...page.matchAll(/data-word="(\w+)"/g)].map(([, name = '']) => name);

  it('are there for each name, and none is left over', () => {
    const inScript = ['ready', 'copied', 'notCopied', 'toCorrect', 'complaint'];
    expect([...named, ...inScript].sort()).toEqual(Object.keys(english).sort());
  });

  it('are Japanese in the Japanese table, reasons included', () => {
    for (const [name, text] of Object.entries(japanese)) {
      if (typeof text === 'string') expect(text, name).toMatch(/[\u3041-\u30ff\u4e00-\u9fff]/);
    }
    for (const fault of [
      ...Object.keys(settingFaults),
      'missing',
    ] as (keyof typeof settingFaults)[]) {
      const complaint = { setting: 'AUTHORITY', text: 'x', fault, example: 'y' } as const;
      expect(japanese.complaint(complaint), fault).toMatch(
        /^AUTHORITY (?:の値は x です。)?[^。]*[\u3041-\u30ff][^。]*。例: y$/,
      );
    }
  });

  it('name a cloud for each choice, and a place for each error', () => {
    const choices = [...page.matchAll(/<option value="(\w+)"/g)].map(([, name]) => name);
    expect(choices).toEqual(cloudNames);
    for (const field of fieldNames) {
      expect(page).toMatch(new RegExp(`<label for="${field}"`));
      expect(page).toMatch(
        new RegExp(`<input id="${field}"[^>]* aria-describedby="${field}-error ${field}-hint"`),
      );
    }
  });
});
