import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Element } from '@xmldom/xmldom';
import { authorities } from '../../scripts/build/policy';
import { readSettings } from '../../scripts/build/settings';
import { mayCall, permissionLevel } from '../sandbox/excel/permissions';
import { dispatch } from '../sandbox/excel/protocol';
import {
  all,
  attribute,
  childrenOf,
  everything,
  manifest,
  only,
  resource,
  resources,
  repositoryRoot,
  elementText,
} from './manifestElements';

const references = everything(manifest).filter((element) => element.hasAttribute('resid'));

/** Reads width and height from the PNG header, at bytes 16 and 20. */
function sizeOf(url: string): { width: number; height: number } {
  const png = readFileSync(new URL(new URL(url).pathname.slice(1), repositoryRoot));
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

describe('manifest references', () => {
  it('include at least one file', () => {
    expect(references.length).toBeGreaterThan(15);
  });

  it('exist', () => {
    for (const reference of references) {
      expect([...resources.keys()]).toContain(attribute(reference, 'resid'));
    }
  });

  it('cover every resource', () => {
    const used = new Set(references.map((reference) => attribute(reference, 'resid')));
    expect([...resources.keys()].filter((id) => !used.has(id))).toEqual([]);
  });

  it('have ids that Office accepts: unique, at most 32 characters', () => {
    const ids = childrenOf(only('Resources')).flatMap((list) =>
      childrenOf(list).map((each) => attribute(each, 'id')),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(32);
  });
});

describe('manifest addresses', () => {
  it("are on the add-in's own origin, which the build replaces", () => {
    const values = everything(manifest).flatMap((element) => [
      attribute(element, 'DefaultValue'),
      attribute(element, 'Value'),
    ]);
    const addresses = values.filter((value) => value.includes('://'));
    expect(addresses.length).toBeGreaterThan(10);
    expect([...new Set(addresses.map((address) => new URL(address).origin))]).toEqual([
      'https://localhost:3000',
    ]);
  });

  it('on other domains are https origins', () => {
    const domains = all('AppDomain').map(elementText);
    for (const domain of domains) expect(new URL(domain).origin).toBe(domain);
    expect(domains.every((domain) => domain.startsWith('https://'))).toBe(true);
  });

  it('for help and "Learn more" are one page per language, which links to the pages on privacy and tokens', () => {
    const help = attribute(only('SupportUrl'), 'DefaultValue');
    expect(resource(attribute(only('LearnMoreUrl'), 'resid'))).toBe(help);
    const page = new URL(new URL(help).pathname.slice(1), repositoryRoot);
    const links = [...readFileSync(page, 'utf8').matchAll(/<(?:a href|img src)="([^"]+)"/g)].map(
      ([, link = '']) => link,
    );
    expect(links).toEqual(expect.arrayContaining(['privacy.html', 'token.html']));
    for (const link of links) expect(existsSync(new URL(link, page)), link).toBe(true);
    for (const each of [page, new URL('privacy.html', page), new URL('token.html', page)]) {
      expect(readFileSync(each, 'utf8')).toMatch(/<html lang="en">[^]*<section lang="ja">/);
    }
  });

  it('for sign-in are those that the sign-in dialog may open', () => {
    expect(all('AppDomain').map(elementText)).toEqual(authorities(readSettings('', {})));
  });
});

describe('the shared runtime', () => {
  it('uses one page for the pane and the commands', () => {
    const pages = [
      only('Runtime'),
      only('FunctionFile'),
      only('SourceLocation', only('Group')),
    ].map((element) => attribute(element, 'resid'));
    expect(new Set(pages).size).toBe(1);
    expect(resource(pages[0] ?? '')).toBe(
      attribute(only('SourceLocation', only('DefaultSettings')), 'DefaultValue'),
    );
  });

  it('has the lifetime "long": it ends when the workbook closes', () => {
    expect(attribute(only('Runtime'), 'lifetime')).toBe('long');
    expect(all('TaskpaneId')).toEqual([]);
  });

  it('is required by the ribbon only; without it Excel loads the plain pane', () => {
    const sets = (element: Element | undefined) =>
      element &&
      all('Set', element).map((set) => [attribute(set, 'Name'), attribute(set, 'MinVersion')]);
    const requirements = (parent: Element) =>
      childrenOf(parent).find(({ localName }) => localName === 'Requirements');
    expect(sets(requirements(manifest))).toEqual([['DialogApi', '1.1']]);
    expect(sets(requirements(only('VersionOverrides')))).toEqual([['SharedRuntime', '1.1']]);
  });
});

describe('the ribbon', () => {
  const controls = all('Control').map((control) => [
    resource(attribute(only('Label', control), 'resid')),
    attribute(only('Action', control), 'xsi:type'),
    elementText(all('FunctionName', control)[0]),
  ]);

  it('opens the pane, refreshes the session and switches keep-alive', () => {
    expect(controls).toEqual([
      ['Session', 'ShowTaskpane', ''],
      ['Refresh', 'ExecuteFunction', 'refreshSession'],
      ['Keep alive', 'ExecuteFunction', 'toggleKeepAlive'],
    ]);
  });

  it('has unique ids', () => {
    const ids = [...all('Group'), ...all('Control')].map((element) => attribute(element, 'id'));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('manifest icons', () => {
  it('have the sizes that the manifest declares', () => {
    const icons = all('Icon').flatMap(childrenOf);
    for (const icon of icons) {
      const size = Number(attribute(icon, 'size'));
      expect(sizeOf(resource(attribute(icon, 'resid')))).toEqual({ width: size, height: size });
    }
    for (const icon of all('Icon')) {
      expect(childrenOf(icon).map((image) => attribute(image, 'size'))).toEqual(['16', '32', '80']);
    }
  });

  it('have the sizes that Office requires for its add-in lists', () => {
    expect(sizeOf(attribute(only('IconUrl'), 'DefaultValue'))).toEqual({ width: 32, height: 32 });
    expect(sizeOf(attribute(only('HighResolutionIconUrl'), 'DefaultValue'))).toEqual({
      width: 64,
      height: 64,
    });
  });
});

describe('the manifest', () => {
  const text = (name: string): string =>
    elementText(childrenOf(manifest).find((child) => child.localName === name));

  it('has an id, and the package version as four numbers', () => {
    expect(text('Id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const { version } = JSON.parse(
      readFileSync(new URL('package.json', repositoryRoot), 'utf8'),
    ) as {
      readonly version: string;
    };
    expect(text('Version')).toBe(`${version}.0`);
  });

  it('targets workbooks', () => {
    expect(
      all('Host').map((host) => attribute(host, 'Name') || attribute(host, 'xsi:type')),
    ).toEqual(['Workbook', 'Workbook']);
  });

  it('requests the permission level that its APIs require, and explains it to users', () => {
    const level = permissionLevel(text('Permissions'));
    const used = [dispatch.richApi, dispatch.fileProperties, dispatch.commandCompleted];
    expect(level !== undefined && used.every((method) => mayCall(level, method))).toBe(true);
    const decision = readFileSync(
      new URL('docs/decisions/permission-level.md', repositoryRoot),
      'utf8',
    );
    expect(decision).toContain(`**${level ?? ''}**`);
  });

  it('references functions that the ribbon code registers', () => {
    const code = readFileSync(new URL('src/office/ribbon.ts', repositoryRoot), 'utf8');
    for (const name of all('FunctionName').map(elementText)) expect(code).toContain(name);
  });
});

describe('every word', () => {
  const words = [
    ...childrenOf(manifest).filter(
      ({ localName }) => localName === 'DisplayName' || localName === 'Description',
    ),
    ...all('String'),
  ];

  it('is said in Japanese too', () => {
    expect(words.length).toBeGreaterThan(2);
    for (const word of words) {
      expect(
        childrenOf(word).map((override) => attribute(override, 'Locale')),
        attribute(word, 'id'),
      ).toEqual(['ja-JP']);
      expect(attribute(word, 'DefaultValue')).toMatch(/^[\x20-\x7e]+$/);
      const japanese = childrenOf(word).find(
        (override) => attribute(override, 'Locale') === 'ja-JP',
      );
      expect(japanese && attribute(japanese, 'Value'), attribute(word, 'id')).toBeTruthy();
    }
  });

  it.each([
    ['DisplayName', 125],
    ['Description', 250],
  ])('%s is at most %i characters long', (name, most) => {
    for (const word of childrenOf(manifest).filter((child) => child.localName === name)) {
      for (const each of [word, ...childrenOf(word)]) {
        expect(
          (attribute(each, 'DefaultValue') || attribute(each, 'Value')).length,
        ).toBeLessThanOrEqual(most);
      }
    }
  });

  it.each([
    ['ShortStrings', 125],
    ['LongStrings', 250],
  ])('of %s is at most %i characters long', (list, most) => {
    for (const word of childrenOf(only(list)).flatMap((each) => [
      attribute(each, 'DefaultValue'),
      ...childrenOf(each).map((override) => attribute(override, 'Value')),
    ])) {
      expect(word.length).toBeLessThanOrEqual(most);
    }
  });
});
