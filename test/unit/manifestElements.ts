import { readFileSync } from 'node:fs';
import { DOMParser, onWarningStopParsing, type Element } from '@xmldom/xmldom';

/** Root folder of the repository. */
export const repositoryRoot = new URL('../../', import.meta.url);
/** The parsed manifest; malformed XML throws. */
export const manifest = parse(readFileSync(new URL('manifest.xml', repositoryRoot), 'utf8'));

function parse(xml: string): Element {
  const { documentElement } = new DOMParser({ onError: onWarningStopParsing }).parseFromString(
    xml,
    'text/xml',
  );
  if (documentElement === null) throw new Error('The manifest has no root element.');
  return documentElement;
}

/** Direct child elements. */
export const childrenOf = (element: Element): readonly Element[] =>
  [...element.childNodes].filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);

/** Descendants with a local name, in any of the manifest's four namespaces. */
export const all = (name: string, within: Element = manifest): readonly Element[] => [
  ...within.getElementsByTagNameNS('*', name),
];

/**
 * The only element with a name.
 *
 * @throws Error if there is none, or more than one.
 */
export const only = (name: string, within?: Element): Element => {
  const [element, ...more] = all(name, within);
  if (!element || more.length > 0) {
    throw new Error(`The manifest has ${element ? more.length + 1 : 0} elements ${name}.`);
  }
  return element;
};

export const attribute = (element: Element, name: string): string =>
  element.getAttribute(name) ?? '';
export const elementText = (element: Element | undefined): string =>
  element?.textContent?.trim() ?? '';
/** An element and all of its descendants. */
export const everything = (within: Element): readonly Element[] => [within, ...all('*', within)];

export const resources = new Map(
  childrenOf(only('Resources'))
    .flatMap(childrenOf)
    .map((resource) => [attribute(resource, 'id'), resource]),
);
export const resource = (id: string): string =>
  attribute(resources.get(id) ?? manifest, 'DefaultValue');
