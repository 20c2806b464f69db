export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Open extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/** Reads XML as simple as a manifest: elements, attributes, text, comments. Throws when the tags do not match. */
export function readXml(xml: string): XmlElement {
  const open: Open[] = [element('', '')];
  for (const [token, text, closed, name = '', attributes = '', selfClosed] of xml.matchAll(tokens)) {
    const current = open.at(-1);
    if (!current) throw new Error(`Nothing is open before ${token}.`);
    if (text !== undefined) current.text += decode(text).trim();
    else if (closed !== undefined) {
      if (current.name !== local(closed)) throw new Error(`<${current.name}> is closed by ${token}.`);
      open.pop();
    } else if (name) {
      const child = element(name, attributes);
      current.children.push(child);
      if (!selfClosed) open.push(child);
    }
  }
  const [document, ...unclosed] = open;
  const root = document?.children[0];
  if (!root || unclosed.length > 0) throw new Error(`The XML ends before ${unclosed.at(-1)?.name ?? 'its root'} is closed.`);
  return root;
}

/** A comment or declaration; text; a closing tag; an opening tag with its attributes, perhaps closed at once. */
const tokens = /<(?:!--[^]*?--|\?[^]*?\?)>|([^<]+)|<\/([^\s>]+)\s*>|<([^\s/>]+)((?:\s+[^\s=]+\s*=\s*"[^"]*")*)\s*(\/?)>/g;

function element(name: string, attributes: string): Open {
  const pairs = [...attributes.matchAll(/([^\s=]+)\s*=\s*"([^"]*)"/g)];
  return { name: local(name), attributes: new Map(pairs.map(([, key = '', value = '']) => [key, decode(value)])), children: [], text: '' };
}

const local = (name: string): string => name.split(':').at(-1) ?? '';

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
const decode = (text: string): string => text.replace(/&\w+;/g, (entity) => entities[entity] ?? entity);
