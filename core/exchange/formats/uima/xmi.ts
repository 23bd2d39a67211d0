import { ok, type Result } from '../../../result.ts';
import type { CodecError, CodecTools, InputFile } from '../../content/codec.ts';
import type { LooseArticle } from '../../content/loose.ts';
import { readXml, type XmlElement } from '../../containers/xml.ts';
import { articlesOf, type CasInput } from './structures.ts';
import type { Structure } from './structure.ts';

const XMI = 'http://www.omg.org/XMI';
const CAS = 'http:///uima/cas.ecore';
const ID = `{${XMI}}id`;

/** Features that are known to lead to other structures: in XMI a reference looks like any number. */
const REFERENCES = new Set(['Governor', 'Dependent', 'source', 'target', 'next', 'first']);

/** Whether a file begins as a CAS in XMI does; other programs keep other models in XMI. */
export function beginsXmi(text: string): boolean {
  return /^(?:ï»¿)?\s*</u.test(text) && text.includes(XMI) && text.includes('/uima/');
}

/** Reads a CAS in XMI, the older exchange form of UIMA and of INCEpTION; its positions are in UTF-16. */
export function readXmi(
  input: CasInput,
  file: InputFile,
  tools: Pick<CodecTools, 'decode'>,
): Result<LooseArticle[], CodecError> {
  const root = readXml(file, tools);
  if (!root.ok) return root;
  const elements = new Map<string, XmlElement>();
  const inViews = new Map<unknown, unknown>();
  for (const element of root.value.children) {
    if (element.namespace === CAS && element.name === 'NULL') continue;
    if (element.namespace === CAS && element.name === 'View') addView(element, inViews);
    else addElement(input, element, elements);
  }
  const links = new Set(Array.from(elements).flatMap(([id, each]) => (isLink(each) ? [id] : [])));
  const structures = Array.from(elements.values(), (element) =>
    structureOf(input.path, element, elements, links),
  );
  return ok(articlesOf(input, structures, () => inViews));
}

function addView({ attributes }: XmlElement, inViews: Map<unknown, unknown>): void {
  const sofa = Number(attributes.get('sofa'));
  for (const member of idsIn(attributes.get('members') ?? '')) {
    if (!inViews.has(Number(member))) inViews.set(Number(member), sofa);
  }
}

function addElement(
  { path, refused }: CasInput,
  element: XmlElement,
  elements: Map<string, XmlElement>,
): void {
  const id = element.attributes.get(ID);
  const tags = element.attributes.has('begin') ? 1 : 0;
  const place = `${path}, line ${element.line}`;
  if (id === undefined || !isId(id)) {
    refused.push({ place, reason: 'Its xmi:id is not a positive whole number.', tags });
  } else if (elements.has(id)) {
    refused.push({ place, reason: `Its xmi:id ${id} is there twice.`, tags });
  } else elements.set(id, element);
}

/** Whether a structure is one end of a link: it is on no words and leads to another one. */
function isLink({ attributes }: XmlElement): boolean {
  return !attributes.has('begin') && isId(attributes.get('target') ?? '');
}

function structureOf(
  path: string,
  { name, namespace, attributes, children }: XmlElement,
  elements: ReadonlyMap<string, XmlElement>,
  links: ReadonlySet<string>,
): Structure {
  const id = Number(attributes.get(ID));
  const type = typeNameOf(namespace, name);
  const leads = (feature: string, value: string): boolean => {
    const ids = idsIn(value);
    const isKnown = REFERENCES.has(feature) && ids.every((each) => elements.has(each));
    return ids.length > 0 && (isKnown || ids.every((each) => links.has(each)));
  };
  const features = Array.from(attributes, ([feature, value]): [string, unknown] => {
    if (feature === 'sofa') return ['@sofa', Number(value)];
    if (feature === 'begin' || feature === 'end') return [feature, numberOf(value)];
    return [leads(feature, value) ? `@${feature}` : feature, value];
  });
  // Lists of words are elements of their own.
  const lists = children.map((child): [string, unknown] => [child.name, [child.text]]);
  const value = Object.fromEntries([...features.filter(([each]) => each !== ID), ...lists]);
  return { place: `${path}, xmi:id ${id}`, id, type, value };
}

/** A type as UIMA calls it: its package is in the address of the namespace. */
function typeNameOf(namespace: string, name: string): string {
  const folder = namespace.replace(/^http:\/\/\//u, '').replace(/\.ecore$/u, '');
  return folder === 'uima/noNamespace' || folder === ''
    ? name
    : `${folder.replaceAll('/', '.')}.${name}`;
}

function isId(value: string): boolean {
  return /^[1-9]\d{0,14}$/u.test(value);
}

/** The ids in a list of them; none where it is something else. */
function idsIn(value: string): string[] {
  const parts = value.split(' ').filter((part) => part !== '');
  return parts.every(isId) ? parts : [];
}

function numberOf(value: string): number {
  return /^-?\d{1,15}$/u.test(value) ? Number(value) : Number.NaN;
}
