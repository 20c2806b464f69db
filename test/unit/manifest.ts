import { readFileSync } from 'node:fs';
import { readXml, type XmlElement } from './xml';

/** The top of the repository. */
export const root = new URL('../../', import.meta.url);
/** What Excel reads. */
export const manifest = readXml(readFileSync(new URL('manifest.xml', root), 'utf8'));

/** Every element of a name, however deep. */
export const all = (name: string, within: XmlElement = manifest): XmlElement[] =>
  within.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(name, child)]);

/** The one element of a name. @throws Error when there is none, or another. */
export const only = (name: string, within?: XmlElement): XmlElement => {
  const [element, ...more] = all(name, within);
  if (!element || more.length > 0) throw new Error(`The manifest has ${element ? more.length + 1 : 0} elements ${name}.`);
  return element;
};

export const attribute = (element: XmlElement, name: string): string => element.attributes.get(name) ?? '';
export const everything = (within: XmlElement): XmlElement[] => [within, ...within.children.flatMap(everything)];

export const resources = new Map(only('Resources').children.flatMap((list) => list.children).map((resource) => [attribute(resource, 'id'), resource]));
export const resource = (id: string): string => attribute(resources.get(id) ?? manifest, 'DefaultValue');
