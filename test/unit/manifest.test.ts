import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readXml, type XmlElement } from './xml';

const root = new URL('../../', import.meta.url);
const manifest = readXml(readFileSync(new URL('manifest.xml', root), 'utf8'));

const all = (name: string, within: XmlElement = manifest): XmlElement[] =>
  within.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(name, child)]);
const only = (name: string, within?: XmlElement): XmlElement => {
  const [element, ...more] = all(name, within);
  if (!element || more.length > 0) throw new Error(`The manifest has ${element ? more.length + 1 : 0} elements ${name}.`);
  return element;
};
const attribute = (element: XmlElement, name: string): string => element.attributes.get(name) ?? '';
const everything = (within: XmlElement): XmlElement[] => [within, ...within.children.flatMap(everything)];

const resources = new Map(only('Resources').children.flatMap((list) => list.children).map((resource) => [attribute(resource, 'id'), resource]));
const resource = (id: string): string => attribute(resources.get(id) ?? manifest, 'DefaultValue');
const references = everything(manifest).filter(({ attributes }) => attributes.has('resid'));

/** Width and height stand in the header of a PNG, at bytes 16 and 20. */
function sizeOf(url: string): { width: number; height: number } {
  const png = readFileSync(new URL(new URL(url).pathname.slice(1), root));
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

describe('what the manifest refers to', () => {
  it('is there', () => {
    for (const reference of references) expect([...resources.keys()]).toContain(attribute(reference, 'resid'));
  });

  it('is used', () => {
    const used = new Set(references.map((reference) => attribute(reference, 'resid')));
    expect([...resources.keys()].filter((id) => !used.has(id))).toEqual([]);
  });

  it('has ids that Office accepts: unique, at most 32 characters', () => {
    const ids = only('Resources').children.flatMap((list) => list.children.map((each) => attribute(each, 'id')));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(32);
  });
});

describe('addresses', () => {
  it('are all on the add-in\'s own origin, which the build replaces', () => {
    const values = everything(manifest).flatMap(({ attributes }) => [attributes.get('DefaultValue') ?? '', attributes.get('Value') ?? '']);
    const addresses = values.filter((value) => value.includes('://'));
    expect(addresses.length).toBeGreaterThan(10);
    expect([...new Set(addresses.map((address) => new URL(address).origin))]).toEqual(['https://localhost:3000']);
  });

  it('of other domains are https origins', () => {
    for (const { text } of all('AppDomain')) expect(new URL(text).origin).toBe(text);
    expect(all('AppDomain').every(({ text }) => text.startsWith('https://'))).toBe(true);
  });

  it('of pages in the assets lead to files', () => {
    const pages = [attribute(only('SupportUrl'), 'DefaultValue'), resource('Support.Url')];
    for (const page of pages) expect(readFileSync(new URL(new URL(page).pathname.slice(1), root), 'utf8')).toContain('<!doctype html>');
  });
});

describe('the shared runtime', () => {
  it('is one page for the pane and the commands', () => {
    const pages = [only('Runtime'), only('FunctionFile'), only('SourceLocation', only('Group'))].map((element) => attribute(element, 'resid'));
    expect(new Set(pages).size).toBe(1);
    expect(resource(pages[0] ?? '')).toBe(attribute(only('SourceLocation', only('DefaultSettings')), 'DefaultValue'));
  });

  it('lives until the workbook is closed', () => {
    expect(attribute(only('Runtime'), 'lifetime')).toBe('long');
    expect(all('TaskpaneId')).toEqual([]);
  });

  it('is not required: the pane works without it', () => {
    expect(all('Set').map((set) => attribute(set, 'Name'))).not.toContain('SharedRuntime');
  });
});

describe('the ribbon', () => {
  const controls = all('Control').map((control) => [resource(attribute(only('Label', control), 'resid')), attribute(only('Action', control), 'xsi:type'), all('FunctionName', control)[0]?.text]);

  it('opens the pane, refreshes the session and switches keep-alive', () => {
    expect(controls).toEqual([
      ['Session', 'ShowTaskpane', undefined],
      ['Refresh', 'ExecuteFunction', 'refreshSession'],
      ['Keep alive', 'ExecuteFunction', 'toggleKeepAlive'],
    ]);
  });

  it('has unique ids', () => {
    const ids = [...all('Group'), ...all('Control')].map((element) => attribute(element, 'id'));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('icons', () => {
  it('have the sizes that the manifest says', () => {
    const icons = all('Icon').flatMap((icon) => icon.children);
    for (const icon of icons) {
      const size = Number(attribute(icon, 'size'));
      expect(sizeOf(resource(attribute(icon, 'resid')))).toEqual({ width: size, height: size });
    }
    for (const icon of all('Icon')) expect(icon.children.map((image) => attribute(image, 'size'))).toEqual(['16', '32', '80']);
  });

  it('have the sizes that Office asks for in its lists of add-ins', () => {
    expect(sizeOf(attribute(only('IconUrl'), 'DefaultValue'))).toEqual({ width: 32, height: 32 });
    expect(sizeOf(attribute(only('HighResolutionIconUrl'), 'DefaultValue'))).toEqual({ width: 64, height: 64 });
  });
});

describe('every word', () => {
  const words = [...manifest.children.filter(({ name }) => name === 'DisplayName' || name === 'Description'), ...all('String')];

  it('is said in Japanese too', () => {
    expect(words.length).toBeGreaterThan(2);
    for (const word of words) {
      const japanese = word.children.find((override) => attribute(override, 'Locale') === 'ja-JP');
      expect(japanese && attribute(japanese, 'Value'), attribute(word, 'id')).toBeTruthy();
    }
  });

  it.each([['ShortStrings', 125], ['LongStrings', 250]])('of %s is at most %i characters long', (list, most) => {
    for (const word of only(list).children.flatMap((each) => [attribute(each, 'DefaultValue'), ...each.children.map((override) => attribute(override, 'Value'))])) {
      expect(word.length).toBeLessThanOrEqual(most);
    }
  });
});
