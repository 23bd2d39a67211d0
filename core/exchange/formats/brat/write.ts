import { FRAGMENT_LIMIT, sameFragments, type Annotation } from '../../../tags/tag.ts';
import type { CodePointMap } from '../../../text/code-points.ts';
import type { Codebook } from '../../../codebook/codebook.ts';
import { snapToGraphemes } from '../../../text/graphemes.ts';
import type { Span } from '../../../text/span.ts';
import { LineWriter } from '../../containers/line-writer.ts';
import type { LossCounter } from '../../content/losses.ts';
import { sortedEntries } from '../../../collections/order.ts';
import { LINE_END, LINE_ENDS, NOTES } from './lines.ts';

/** Without it brat takes a tag over another one for an error. */
const OVERLAPS = '<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>';

/** What brat must know of a kind of equivalence. */
const EQUIVALENCE = 'Arg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive';

/** `annotation.conf`: what brat must know of types before it shows anything. */
export function describeTypes(
  codebook: Codebook,
  types: ReadonlyMap<string, string>,
  equivalences: readonly string[],
): string {
  const entities = new Set(types.values());
  const relations = new Map<string, string[]>();
  const attributes = new Map<string, { types: string[]; values: Set<string> }>();
  for (const category of codebook.categories) {
    const type = types.get(category.id) ?? category.id;
    for (const { id, values } of category.attributes) {
      if (values) {
        const known = attributes.get(id) ?? { types: [], values: new Set() };
        known.types.push(type);
        for (const value of values) known.values.add(value.id);
        attributes.set(id, known);
      } else {
        entities.add(id);
        relations.set(id, [...(relations.get(id) ?? []), type]);
      }
    }
  }
  const section = (name: string, lines: Iterable<string>): string =>
    `[${name}]\n${Array.from(lines, (line) => `${line}\n`).join('')}`;
  return [
    section('entities', entities),
    section('relations', [
      OVERLAPS,
      ...equivalences.map((name) => `${name}\t${EQUIVALENCE}`),
      ...Array.from(relations, ([id, from]) => `${id}\tArg1:${from.join('|')}, Arg2:${id}`),
    ]),
    section('events', []),
    section(
      'attributes',
      Array.from(
        attributes,
        ([id, { types: of, values }]) =>
          `${id}\tArg:${of.join('|')}, Value:${[...values].join('|')}`,
      ),
    ),
  ].join('\n');
}

interface LineContext {
  readonly text: string;
  readonly map: CodePointMap;
  readonly codebook: Codebook;
  /** Types by id of the category. */
  readonly types: ReadonlyMap<string, string>;
  readonly losses: LossCounter;
}

/** The lines on one article. */
export class AnnotationLines {
  readonly #lines = new LineWriter('\n');
  /** The first text of each tag. */
  readonly #textOf = new Map<Annotation, string>();
  /** How many lines there are of each kind. */
  readonly #counts = new Map<string, number>();

  constructor(private readonly context: LineContext) {}

  add(annotation: Annotation): void {
    const { category, fragments, attributes, attributeSpans, note } = annotation;
    const { text, types, codebook, losses } = this.context;
    const pieces = fragments.flatMap((span) => splitAtLineEnds(text, span));
    if (pieces.length === 0) {
      losses.add('empty-spans');
      return;
    }
    const values = sortedEntries(attributeSpans).map(
      ([name, span]) => [name, splitAtLineEnds(text, span), span] as const,
    );
    const isMoved = values.some(
      ([, parts, span]) => parts.length > 0 && !sameFragments(parts, [span]),
    );
    if (isMoved || !sameFragments(pieces, fragments)) losses.add('boundaries');
    if (pieces.length > FRAGMENT_LIMIT) losses.add('fragments');
    const type = types.get(category) ?? category;
    const known = codebook.categories.find(({ id }) => id === category)?.attributes ?? [];
    for (let at = 0; at < pieces.length; at += FRAGMENT_LIMIT) {
      const id = this.#addText(type, pieces.slice(at, at + FRAGMENT_LIMIT));
      if (at === 0) this.#textOf.set(annotation, id);
      for (const [name, value] of sortedEntries(attributes)) {
        if (value === '') continue;
        const values = known.find((attribute) => attribute.id === name)?.values;
        if (values?.some((each) => each.id === value)) this.#add('A', `${name} ${id} ${value}`);
        else this.#add('#', `${name} ${id}\t${this.#onOneLine(value)}`);
      }
      for (const [name, parts] of values) {
        if (parts.length === 0) losses.add('attribute-spans');
        else this.#add('R', `${name} Arg1:${id} Arg2:${this.#addText(name, parts)}`);
      }
      if (note !== '') this.#add('#', `${NOTES} ${id}\t${this.#onOneLine(note)}`);
    }
  }

  /** Says that tags which were added are equivalent; whether two of them at least are there. */
  link(name: string, tags: readonly Annotation[]): boolean {
    const ids = tags.flatMap((tag) => this.#textOf.get(tag) ?? []);
    if (ids.length < 2) return false;
    this.#lines.add(`*\t${name} ${ids.join(' ')}`);
    return true;
  }

  toString(): string {
    return this.#lines.toString();
  }

  #addText(type: string, spans: readonly Span[]): string {
    const { text, map } = this.context;
    const places = spans.map(
      ({ start, end }) => `${map.toCodePoint(start)} ${map.toCodePoint(end)}`,
    );
    const words = spans.map(({ start, end }) => text.slice(start, end));
    return this.#add('T', `${type} ${places.join(';')}\t${words.join(' ')}`);
  }

  #add(kind: string, line: string): string {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    this.#lines.add(`${kind}${number}\t${line}`);
    return `${kind}${number}`;
  }

  #onOneLine(value: string): string {
    const line = value.replaceAll(LINE_ENDS, ' ');
    if (line !== value) this.context.losses.add('unicode');
    return line;
  }
}

/** The parts of a span that lie on one line each, without the white space at their ends. */
function splitAtLineEnds(text: string, { start, end }: Span): Span[] {
  const parts: Span[] = [];
  let from = start;
  for (const line of text.slice(start, end).split(LINE_END)) {
    const length = line.trim().length;
    const begin = from + line.length - line.trimStart().length;
    from += line.length + 1;
    if (length > 0) parts.push(snapToGraphemes(text, { start: begin, end: begin + length }));
  }
  return parts;
}
