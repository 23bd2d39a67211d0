import type { XmlElement } from '../../../exchange/containers/xml.ts';

const ODF = 'urn:oasis:names:tc:opendocument:xmlns:';
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ...['office', 'text', 'table', 'style', 'meta'].map((prefix): [string, string] => [
    `${ODF}${prefix}:1.0`,
    prefix,
  ]),
  [`${ODF}drawing:1.0`, 'draw'],
  [`${ODF}svg-compatible:1.0`, 'svg'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
]);

/** The name with its usual prefix, `text:p`; a namespace that is not read here gives `?:p`. */
export function odfName({ namespace, name }: XmlElement): string {
  return `${PREFIXES.get(namespace) ?? '?'}:${name}`;
}

/** An attribute by its name with the usual prefix of its namespace. */
export function odfAttribute(element: XmlElement | undefined, name: string): string | undefined {
  if (!element) return undefined;
  const [prefix = '', local = ''] = name.split(':');
  return element.attributes.get(`{${ODF}${prefix}:1.0}${local}`);
}

/** The first element of a name anywhere directly in another. */
export function odfChild(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => odfName(child) === name);
}
