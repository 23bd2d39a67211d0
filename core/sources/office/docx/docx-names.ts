import type { XmlElement } from '../../../exchange/containers/xml.ts';

/** Namespaces of a document of Word, in the usual form and in the strict one, by the prefix used here. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['http://schemas.openxmlformats.org/drawingml/2006/diagram', 'dgm'],
  ['http://purl.oclc.org/ooxml/drawingml/diagram', 'dgm'],
  ['http://schemas.openxmlformats.org/drawingml/2006/chart', 'c'],
  ['http://purl.oclc.org/ooxml/drawingml/chart', 'c'],
  ['urn:schemas-microsoft-com:vml', 'v'],
]);
const RELATIONS = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
];

/** The name with its usual prefix, `w:p`; a namespace that is not read here gives `?:p`. */
export function nameOf({ namespace, name }: XmlElement): string {
  return `${PREFIXES.get(namespace) ?? '?'}:${name}`;
}

/** An attribute in the element's own namespace, or in none, as some programs write them. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attributes.get(`{${element.namespace}}${name}`) ?? element?.attributes.get(name);
}

/** The id of a relation: of a header, a diagram, a part that is included. */
export function relationId(element: XmlElement, name = 'id'): string | undefined {
  for (const namespace of RELATIONS) {
    const value = element.attributes.get(`{${namespace}}${name}`);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Whether a property such as `<w:vanish/>` is on; `undefined` where it is not said. */
export function toggle(element: XmlElement | undefined): boolean | undefined {
  if (!element) return undefined;
  return !['0', 'false', 'off'].includes(attribute(element, 'val') ?? '');
}
