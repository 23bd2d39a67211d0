import { Confidence } from '../../../tags/tag.ts';
import { err, ok, type Result } from '../../../result.ts';
import type { CodecError, CodecTools, InputFile } from '../../content/codec.ts';
import { LossCounter } from '../../content/losses.ts';
import { isRecord, readJson } from '../../content/read-file.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseComment,
  type LooseContent,
  type LooseDecision,
  type LooseSpan,
  type LooseTag,
  type ReadRefusal,
} from '../../content/loose.ts';
import {
  type JsonObject,
  listOf,
  namesIn,
  stringIn,
  idIn,
  idOf,
  authorIn,
  type Target,
  readTarget,
  type Body,
  readBodies,
} from './values.ts';

/** An annotation as a file has it. */
interface Item {
  readonly place: string;
  readonly value: JsonObject;
}

export function readAnnotations(
  files: readonly InputFile[],
  tools: CodecTools,
): Result<LooseContent, CodecError> {
  const reader = new PageReader();
  for (const file of files) {
    const value = readJson(file, tools);
    if (!value.ok) return value;
    if (!reader.collect(value.value, `${file.path}, `)) {
      const detail = 'There is no annotation in it, and no collection or page of annotations.';
      return err({ type: 'other-format', place: file.path, detail });
    }
  }
  return ok(reader.read());
}

const PAGES: ReadonlySet<string> = new Set([
  'AnnotationCollection',
  'AnnotationPage',
  'OrderedCollection',
  'OrderedCollectionPage',
]);

const LABELLING: ReadonlySet<string> = new Set(['tagging', 'classifying', 'identifying']);

/** What is read of one source. */
interface SourceContent {
  readonly place: string;
  readonly tags: LooseTag[];
  readonly decisions: LooseDecision[];
  readonly comments: LooseComment[];
}

class PageReader {
  readonly #items: Item[] = [];
  readonly #sources = new Map<string, SourceContent>();
  /** Of tags and decisions, by their ids. */
  readonly #sourceOf = new Map<string, SourceContent>();
  readonly #refused: ReadRefusal[] = [];
  readonly #ignored = new LossCounter();

  /** Takes the annotations of a value, wherever the model lets them be; whether there can be any. */
  collect(value: unknown, place: string, isInside = false): boolean {
    if (Array.isArray(value)) {
      // In a list of annotations there may be strange things; a list of strange things is none.
      const before = this.#items.length;
      const strange = value.filter((each, index) => !this.collect(each, `${place}/${index}`, true));
      if (this.#items.length === before) return isInside && value.length === 0;
      this.#ignored.add('unknown', strange.length);
      return true;
    }
    if (!isRecord(value)) return false;
    const types = namesIn(value['type'] ?? value['@type']);
    const isPage = types.some((type) => PAGES.has(type));
    if (!isPage && (types.includes('Annotation') || 'target' in value)) {
      this.#items.push({ place, value });
      return true;
    }
    let found = isPage;
    for (const key of ['first', 'items', 'next', '@graph']) {
      const inside = value[key];
      if (this.collect(inside, `${place}/${key}`, true)) found = true;
      // Pages at an address of their own are not fetched.
      else if (isPage && inside !== undefined) this.#ignored.add('unknown');
    }
    return found;
  }

  read(): LooseContent {
    // Tags come first, then decisions, so that it is known what the others are about.
    const decisions: Item[] = [];
    const comments: Item[] = [];
    for (const item of this.#items) {
      const motivations = namesIn(item.value['motivation']);
      if (motivations.includes('linking')) this.#ignored.add('links');
      else if (motivations.includes('assessing')) decisions.push(item);
      else if (COMMENTING.some((each) => motivations.includes(each)) && !isOnText(item)) {
        comments.push(item);
      } else this.#readTag(item);
    }
    for (const item of decisions) this.#readDecision(item);
    const aims = new Map(
      comments.map(({ place, value }) => [idOf(value) ?? place, aimsOf(value).ids[0] ?? '']),
    );
    for (const item of comments) this.#readComment(item, aims);
    const articles = Array.from(
      this.#sources,
      ([source, { place, tags, decisions, comments }]): LooseArticle => ({
        place,
        text: null,
        sha256: /^urn:sha256:([0-9a-f]{64})$/iu.exec(source)?.[1]?.toLowerCase() ?? null,
        details: /^https?:/iu.test(source) ? { url: source } : {},
        unit: 'code-points',
        boilerplate: [],
        tags,
        decisions,
        comments,
      }),
    );
    return {
      ...NOTHING_READ,
      articles,
      refused: this.#refused,
      ignored: this.#ignored.list(),
    };
  }

  #refuse(place: string, reason: string, tags: 0 | 1): void {
    this.#refused.push({ place, reason, tags });
  }

  #source(source: string, place: string): SourceContent {
    const known = this.#sources.get(source);
    if (known) return known;
    const made: SourceContent = { place, tags: [], decisions: [], comments: [] };
    this.#sources.set(source, made);
    return made;
  }

  #readTag({ place, value }: Item): void {
    const targets = listOf(value['target']).map(readTarget);
    const [source, ...others] = new Set(targets.map((target) => target.source));
    if (source === undefined || source === null) {
      this.#refuse(place, 'It has no target.', 1);
      return;
    }
    if (others.length > 0) {
      this.#refuse(place, 'Its targets are in different texts.', 1);
      return;
    }
    if (targets.some(({ span }) => span === null)) {
      const reason = 'It says nowhere in the text by position or by words.';
      this.#refuse(place, reason, 1);
      return;
    }
    if (targets.some(({ isStrange }) => isStrange)) this.#ignored.add('unknown');
    const id = idOf(value);
    const into = this.#source(source, place);
    if (id !== null) this.#sourceOf.set(id, into);
    const { label, attributes, attributeSpans, note, confidence } = this.#readTagBodies(value);
    into.tags.push({
      place,
      id,
      label,
      fragments: targets.flatMap(({ span }) => span ?? []),
      attributes,
      attributeSpans,
      note,
      confidence,
      author: authorIn(value['creator']),
      created: stringIn(value['created']),
      modified: stringIn(value['modified']),
    });
  }

  #readTagBodies(
    value: JsonObject,
  ): Pick<LooseTag, 'label' | 'attributes' | 'attributeSpans' | 'note' | 'confidence'> {
    const labels: string[] = [];
    const notes: string[] = [];
    const attributes = new Map<string, string>();
    const attributeSpans = new Map<string, LooseSpan>();
    let confidence: Confidence | null = null;
    for (const body of readBodies(value)) {
      const sure = body.purposes.includes('assessing') ? Confidence.safeParse(body.value) : null;
      if (body.selected) {
        if (body.label !== null && body.selected.span)
          attributeSpans.set(body.label, body.selected.span);
        else this.#ignored.add('unknown');
      } else if (body.value === null) this.#ignored.add('unknown');
      else if (sure?.success === true) confidence = sure.data;
      else if (body.label !== null) attributes.set(body.label, body.value);
      else if (body.purposes.some((purpose) => LABELLING.has(purpose))) labels.push(body.value);
      else notes.push(body.value);
    }
    // Where nothing says what a body is for, the first is what the tag is.
    const [label = namesIn(value['motivation'])[0] ?? notes.shift() ?? '', ...others] = labels;
    this.#ignored.add('unknown', others.length);
    return {
      label,
      attributes: Object.fromEntries(attributes),
      attributeSpans: Object.fromEntries(attributeSpans),
      note: notes.join('\n\n'),
      confidence,
    };
  }

  #readDecision({ place, value }: Item): void {
    const id = idOf(value);
    const { ids, passage } = aimsOf(value);
    const source = passage?.source ?? null;
    const from =
      ids.map((each) => this.#sourceOf.get(each)).find((each) => each !== undefined) ??
      (source === null ? undefined : this.#source(source, place));
    const bodies = readBodies(value);
    const verdict = VERDICTS.find((each) =>
      bodies.some((body) => body.purposes.includes('assessing') && body.value === each),
    );
    if (!from) this.#refuse(place, NOT_HERE, 0);
    else if (!verdict) this.#ignored.add('decisions');
    else {
      if (id !== null) this.#sourceOf.set(id, from);
      const described = bodies.filter(({ purposes }) => purposes.includes('describing'));
      const notes = described.filter(({ label }) => label === null);
      from.decisions.push({
        place,
        id,
        about: ids,
        kept: bodies.flatMap((body) =>
          body.purposes.includes('identifying') ? (idIn(body.source) ?? []) : [],
        ),
        passage: passage?.span ?? null,
        verdict,
        reason: described.find(({ label }) => label === 'reason')?.value ?? null,
        note: joinValues(notes),
        reviewer: authorIn(value['creator']),
        decided: stringIn(value['created']),
      });
    }
  }

  /** `aims` has what each comment is aimed at first, by the comment's id. */
  #readComment({ place, value }: Item, aims: ReadonlyMap<string, string>): void {
    const { about, parent } = threadOf(aimsOf(value).ids, aims);
    const from = this.#sourceOf.get(about);
    if (!from) {
      this.#refuse(place, NOT_HERE, 0);
      return;
    }
    from.comments.push({
      place,
      id: idOf(value),
      about,
      parent,
      text: joinValues(readBodies(value)),
      contests: namesIn(value['motivation']).includes('questioning'),
      author: authorIn(value['creator']),
      created: stringIn(value['created']),
      modified: stringIn(value['modified']),
    });
  }
}

const NOT_HERE = 'What it is about is not in the file.';

function joinValues(bodies: readonly Body[]): string {
  return bodies.flatMap(({ value }) => value ?? []).join('\n\n');
}

/** What a decision or a comment is aimed at: other annotations by their ids, and a passage. */
function aimsOf(value: JsonObject): { ids: string[]; passage: Target | undefined } {
  const targets = listOf(value['target']).map(readTarget);
  return {
    ids: targets.flatMap(({ source, span }) => (source === null || span ? [] : [source])),
    passage: targets.find(({ span }) => span !== null),
  };
}

/** What a comment is about, and which one it answers: it may be aimed at either or at both. */
function threadOf(
  ids: readonly string[],
  aims: ReadonlyMap<string, string>,
): Pick<LooseComment, 'about' | 'parent'> {
  const [start = ''] = ids;
  const second = ids[1] ?? null;
  if (second !== null || !aims.has(start)) return { about: start, parent: second };
  let about = start;
  // Comments of a file may answer each other in a circle.
  const seen = new Set<string>();
  for (let next = aims.get(about); next !== undefined && !seen.has(next); next = aims.get(about)) {
    seen.add(next);
    about = next;
  }
  return { about, parent: start };
}

const VERDICTS = ['keep', 'nothing-here', 'defer'] as const;

const COMMENTING = ['commenting', 'replying', 'questioning'];

/** Whether an annotation says where in a text it is. */
function isOnText({ value }: Item): boolean {
  return listOf(value['target']).some((target) => isRecord(target) && 'selector' in target);
}
