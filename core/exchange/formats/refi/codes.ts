// REFI-QDA: codes shared by project files (qdpx) and codebook files (qdc). The project itself has a room
// of its own above.
import { strToU8 } from 'fflate';

import type { Attribute, AttributeValue, Category } from '../../../codebook/codebook.ts';
import { Codebook } from '../../../codebook/codebook.ts';
import { guardJson } from '../../../guards/json-guard.ts';
import { uuidV5 } from '../../../uuid-v5.ts';
import type { CodecTools } from '../../content/codec.ts';
import { childOf, childrenOf, type XmlElement, type XmlWriter } from '../../containers/xml.ts';
import { CodebookId } from '../../../tags/ids.ts';
import { isRecord } from '../../content/read-file.ts';

/** Namespace of the ids of codes, sources and codings. */
const NAMESPACE = '7d1d5c1e-3c0b-4a86-9d0a-0a3f8c1f5b52';

/** The same name always gives the same id, so that programs know a code again. */
export function qdaGuid(name: string, { sha1 }: Pick<CodecTools, 'sha1'>): string {
  return uuidV5(NAMESPACE, name, sha1);
}

const GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/u;

/** A GUID in lower case and without braces, or what stands in its place; `null` where nothing does. */
export function readGuid(guid: string | undefined): string | null {
  const id = guid?.trim().toLowerCase() ?? '';
  return GUID.exec(id)?.[1] ?? (id === '' ? null : id);
}

/** How earlier versions ended a description, where other programs show it as a memo. */
const MARKED = /(?:^|\r?\n)Framewise: (\{[^\r\n]*\})\s*$/u;

type Rest = Readonly<Record<string, unknown>>;

/** A field that the format lacks and that a person may want to read all the same. */
export interface ShownField {
  readonly name: string;
  readonly value: string;
}

/**
 * Writes what a person has said of an element as its description, and, where other programs do not
 * show it, what the format has no field for. Fields that people may want stand below the words, a
 * line each.
 */
export function writeDescription(
  writer: XmlWriter,
  prose: string,
  rest: Rest,
  fields: readonly ShownField[] = [],
): void {
  const lines = fields.map(({ name, value }) => `${name}: ${value.replaceAll(/\s+/gu, ' ')}`);
  const own = fields.length === 0 ? rest : { ...rest, shown: fields.map(({ name }) => name) };
  if (Object.keys(own).length > 0 || MARKED.test(prose)) writer.instruction(own);
  const description = [prose, lines.join('\n')].filter((part) => part !== '').join('\n\n');
  if (description !== '') writer.text('Description', description);
}

/** The parts of an element's description; an empty object where there is nothing but words. */
export function readDescription(element: XmlElement): {
  readonly prose: string;
  readonly rest: Rest;
} {
  const text = childOf(element, 'Description')?.text ?? '';
  const own = element.own === null ? null : parseRest(element.own);
  if (own) {
    const { shown, ...rest } = own;
    return { prose: Array.isArray(shown) ? withoutFields(text, shown) : text, rest };
  }
  const found = MARKED.exec(text);
  const rest = parseRest(found?.[1] ?? '');
  if (!found || !rest) return { prose: text, rest: {} };
  // Another program may have made all line ends those of Windows.
  const lineEnd = found[0].startsWith('\r') ? /\r\n$/u : /\n$/u;
  return { prose: text.slice(0, found.index).replace(lineEnd, ''), rest };
}

function parseRest(json: string): Rest | null {
  const rest: unknown = guardJson(strToU8(json)).ok ? JSON.parse(json) : null;
  return isRecord(rest) ? rest : null;
}

/** A description without the lines at its end that stand there for people, if they still do. */
function withoutFields(text: string, names: readonly unknown[]): string {
  const starts = [
    0,
    ...Array.from(text.matchAll(/\r\n|\r|\n/gu), (end) => end.index + end[0].length),
  ];
  const [first, ...others] = names.length === 0 ? [] : starts.slice(-names.length);
  if (first === undefined || others.length !== names.length - 1) return text;
  const areThere = names.every((name, at) =>
    text.startsWith(`${String(name)}: `, starts.at(at - names.length)),
  );
  if (!areThere) return text;
  const prose = text.slice(0, first);
  // Another program may have made all line ends those of Windows.
  const between = ['\r\n\r\n', '\n\n'].find((each) => prose.endsWith(each)) ?? '';
  return prose.slice(0, prose.length - between.length);
}

/** What the codes of a codebook are called in a file. */
export interface QdaCodes {
  readonly ofCategory: (category: string) => string;
  /** `undefined` where the codebook does not have this value. */
  readonly ofValue: (category: string, attribute: string, value: string) => string | undefined;
}

/** The ids of the codes that a codebook is written as. */
export function codesOf({ id, categories }: Codebook, tools: Pick<CodecTools, 'sha1'>): QdaCodes {
  const guids = new Map<string, string>();
  const add = (...path: string[]): void => {
    guids.set(path.join(' '), qdaGuid(['code', id, ...path].join(' '), tools));
  };
  for (const category of categories) {
    add(category.id);
    for (const attribute of category.attributes) {
      for (const value of attribute.values ?? []) add(category.id, attribute.id, value.id);
    }
  }
  return {
    ofCategory: (category) => guids.get(category) ?? qdaGuid(`code ${id} ${category}`, tools),
    ofValue: (category, attribute, value) => guids.get(`${category} ${attribute} ${value}`),
  };
}

/**
 * Writes the codes: a code for each category, below it one for each value of its attributes, and
 * in their descriptions what codes have no field for.
 *
 * @param others categories that tags have and the codebook does not
 */
export function writeCodes(
  writer: XmlWriter,
  { categories }: Codebook,
  codes: QdaCodes,
  others: readonly string[] = [],
): void {
  const names = valueNames(categories);
  writer.element('Codes', {}, () => {
    for (const category of categories) writeCategory(writer, category, codes, names);
    for (const id of others) {
      writer.element('Code', { guid: codes.ofCategory(id), name: id, isCodable: 'true' });
    }
  });
}

/**
 * What to call the codes of values: some programs know a code by its name alone, so that each name
 * is there once.
 */
function valueNames(categories: readonly Category[]): ReadonlyMap<AttributeValue, string> {
  const labels = new Map(categories.map(({ label }) => [label, 1]));
  const values = categories.flatMap((category) =>
    category.attributes.flatMap((attribute) =>
      (attribute.values ?? []).map((value) => ({ category, attribute, value })),
    ),
  );
  for (const { value } of values) labels.set(value.label, (labels.get(value.label) ?? 0) + 1);
  const taken = new Set(labels.keys());
  return new Map(
    values.map(({ category, attribute, value }) => {
      const { label } = value;
      if (labels.get(label) === 1) return [value, label];
      const short = `${attribute.label}: ${label}`;
      const name = taken.has(short) ? `${category.label}, ${short}` : short;
      taken.add(name);
      return [value, name];
    }),
  );
}

function writeCategory(
  writer: XmlWriter,
  category: Category,
  codes: QdaCodes,
  names: ReadonlyMap<AttributeValue, string>,
): void {
  const { id, label, color, attributes, definition, ...rest } = category;
  const common = { isCodable: 'true', color: color.light };
  writer.element('Code', { guid: codes.ofCategory(id), name: label, ...common }, () => {
    writeDescription(writer, definition ?? '', {
      category: id,
      dark: color.dark,
      ...rest,
      attributes: attributes.map(({ values: _, ...attribute }) => attribute),
    });
    for (const attribute of attributes) {
      for (const value of attribute.values ?? []) {
        const { id: valueId, label: valueLabel, definition: meaning, ...more } = value;
        const name = names.get(value) ?? valueLabel;
        const guid = codes.ofValue(id, attribute.id, valueId);
        writer.element('Code', { guid, name, ...common }, () =>
          writeDescription(writer, meaning ?? '', {
            attribute: attribute.id,
            value: valueId,
            ...(name === valueLabel ? {} : { label: valueLabel }),
            ...more,
          }),
        );
      }
    }
  });
}

/**
 * Writes the one set, of all categories, which says what the codebook is called.
 *
 * @param reference name of the attribute that points to a code; codebooks and projects differ
 */
export function writeCodebookSet(
  writer: XmlWriter,
  codebook: Codebook,
  codes: QdaCodes,
  reference: 'guid' | 'targetGUID',
  tools: Pick<CodecTools, 'sha1'>,
): void {
  const { id, version, name, categories, relations } = codebook;
  writer.element('Sets', {}, () =>
    writer.element('Set', { guid: qdaGuid(`set ${id}`, tools), name }, () => {
      const rest = { codebook: id, version, ...(relations.length > 0 ? { relations } : {}) };
      writeDescription(writer, '', rest);
      for (const category of categories) {
        writer.element('MemberCode', { [reference]: codes.ofCategory(category.id) });
      }
    }),
  );
}

/** A code as it stands in a file. */
export interface QdaCode {
  /** `null` where it has none. */
  readonly guid: string | null;
  readonly name: string;
  /** `#RRGGBB`; `null` where it has none that is one. */
  readonly color: string | null;
  readonly prose: string;
  /** What our own files say besides; empty in those of other programs. */
  readonly rest: Readonly<Record<string, unknown>>;
  readonly children: readonly QdaCode[];
  readonly line: number;
}

/** The codes directly in an element, with those below them. */
export function readCodes(parent: XmlElement | undefined): QdaCode[] {
  return childrenOf(parent, 'Code').map((element) => ({
    guid: readGuid(element.attributes.get('guid')),
    name: element.attributes.get('name') ?? '',
    color: readColor(element.attributes.get('color')),
    ...readDescription(element),
    children: readCodes(element),
    line: element.line,
  }));
}

/** Both forms that the standard allows, as the one that codebooks here have. */
function readColor(color = ''): string | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/iu.exec(color.trim());
  const long = short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
    : color.trim();
  return /^#[0-9a-f]{6}$/iu.test(long) ? long : null;
}

/** Whether an element is the set that says what our own codebook is called. */
export function isCodebookSet(set: XmlElement): boolean {
  return 'codebook' in readDescription(set).rest;
}

/**
 * The codebook of one of our own files, with the names and colours that another program may have
 * given its codes since; `null` where it is none, or does not make sense any more.
 */
export function readOwnCodebook(
  codes: readonly QdaCode[],
  sets: readonly XmlElement[],
): Codebook | null {
  const set = sets.find(isCodebookSet);
  if (!set) return null;
  const { codebook, version, relations } = readDescription(set).rest;
  const parsed = Codebook.safeParse({
    id: codebook,
    version,
    name: set.attributes.get('name'),
    categories: codes.filter(isOwnCategory).map(toCategory),
    relations: relations ?? [],
  });
  return parsed.success ? parsed.data : null;
}

/** Whether a code is a category of our own codebook. */
export function isOwnCategory({ rest }: QdaCode): boolean {
  return typeof rest['category'] === 'string';
}

/** What of our own codebook a code below a category stands for; `null` for one of another program. */
export function ownValue({ rest }: QdaCode): { attribute: string; value: string } | null {
  const { attribute, value } = rest;
  const isOwn = CodebookId.safeParse(attribute).success && CodebookId.safeParse(value).success;
  return isOwn ? { attribute: attribute as string, value: value as string } : null;
}

/** Unchecked: the whole codebook is checked when it is put together. */
function toCategory({ name, color, prose, rest, children }: QdaCode): unknown {
  const { category, dark, attributes, ...more } = rest;
  const list: readonly unknown[] = Array.isArray(attributes) ? attributes : [];
  return {
    ...more,
    id: category,
    label: name,
    color: { light: color ?? dark, dark },
    ...proseAs('definition', prose),
    attributes: list.map((attribute) => {
      if (!isRecord(attribute)) return attribute;
      const values = children
        .filter((child) => ownValue(child)?.attribute === attribute['id'])
        .map(toValue);
      return { ...attribute, ...(values.length > 0 ? { values } : {}) };
    }),
  } satisfies Partial<Record<keyof Category, unknown>>;
}

function toValue({ name, prose, rest }: QdaCode): unknown {
  const { attribute: _, value, label, ...more } = rest;
  return {
    ...more,
    id: value,
    // A label that two attributes share stands behind the name of its attribute.
    label: typeof label === 'string' && name.endsWith(`: ${label}`) ? label : name,
    ...proseAs('definition', prose),
  } satisfies Partial<Record<keyof AttributeValue, unknown>>;
}

function proseAs(field: keyof Attribute, prose: string): Record<string, string> {
  return prose === '' ? {} : { [field]: prose };
}
