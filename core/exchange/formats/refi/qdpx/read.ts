import { AttributesSchema, Confidence } from '../../../../tags/tag.ts';
import { DetailsPatch } from '../../../../article/article.ts';
import type { Codebook } from '../../../../codebook/codebook.ts';
import { err, ok, type Result } from '../../../../result.ts';
import type { CodecError } from '../../../content/codec.ts';
import { describeLoss, LossCounter } from '../../../content/losses.ts';
import { isCodebookSet, readCodes, readGuid, readDescription, readOwnCodebook } from '../codes.ts';
import { childOf, childrenOf, type XmlElement } from '../../../containers/xml.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseAuthor,
  type LooseContent,
  type LooseSpan,
  type ReadRefusal,
} from '../../../content/loose.ts';
import { joinNotes, joinValues, readCodings, type CodingTools, type ReadTag } from './codings.ts';
import { meaningsOf } from './meanings.ts';
import { CUT, NAMESPACE } from './project.ts';
import { SelectionWords } from './selection-words.ts';
import { MARKED_BESIDE, PARTS_BESIDE, SOURCES_BESIDE, textsOf, type TextPart } from './sources.ts';
import type { ProjectTexts } from './texts.ts';

export function notAProject(path: string, { name, namespace }: XmlElement): CodecError | null {
  // Some programs leave the namespace out.
  if (name === 'Project' && (namespace === NAMESPACE || namespace === '')) return null;
  const isNewer = name === 'Project' && namespace.startsWith('urn:QDA-XML:project:');
  return isNewer
    ? {
        type: 'newer-version',
        place: path,
        detail: 'The project is in another version of REFI-QDA than 1.0, which is the one read.',
      }
    : { type: 'other-format', place: path, detail: 'It is not a project of REFI-QDA.' };
}

/** A text while its passages are read. */
interface OpenText {
  readonly words: SelectionWords;
  /** Where points of time are in a transcript, by id. */
  readonly times: ReadonlyMap<string, number>;
}

export class ProjectReader {
  readonly #ignored = new LossCounter();
  readonly #refused: ReadRefusal[] = [];
  readonly #codings: CodingTools;
  readonly #codebook: Codebook | null;
  /** Written by us, so that the name of a selection is its words. */
  readonly #isOwn: boolean;
  /** By id. */
  readonly #notes: ReadonlyMap<string, XmlElement>;
  /** Ids of notes that were read with a passage. */
  readonly #read = new Set<string>();
  #isOutside = false;

  constructor(
    private readonly path: string,
    private readonly project: XmlElement,
    private readonly texts: ProjectTexts,
  ) {
    const codes = readCodes(childOf(childOf(project, 'CodeBook'), 'Codes'));
    this.#isOwn = /^Framewise\b/u.test(project.attributes.get('origin') ?? '');
    this.#codebook = readOwnCodebook(codes, childrenOf(childOf(project, 'Sets'), 'Set'));
    this.#notes = new Map(
      childrenOf(childOf(project, 'Notes'), 'Note').map((note, index) => [
        readGuid(note.attributes.get('guid')) ?? `${index}`,
        note,
      ]),
    );
    this.#codings = {
      users: new Map(
        childrenOf(childOf(project, 'Users'), 'User').flatMap(({ attributes }) => {
          const id = readGuid(attributes.get('guid'));
          const name = attributes.get('name') ?? attributes.get('id') ?? '';
          return id === null ? [] : [[id, { id, name }] as const satisfies [string, LooseAuthor]];
        }),
      ),
      codes: meaningsOf(codes, this.#codebook),
      cases: new Set(
        childrenOf(childOf(project, 'Cases'), 'Case').flatMap(
          ({ attributes }) => readGuid(attributes.get('guid')) ?? [],
        ),
      ),
      ignored: this.#ignored,
      refuse: (line, reason) => {
        this.#refuse(line, reason, 1);
      },
    };
  }

  read(): Result<LooseContent, CodecError> {
    const sources = childOf(this.project, 'Sources')?.children ?? [];
    const articles = sources.flatMap((source) => this.#readSource(source));
    this.#countBeside();
    const nothing = articles.length === 0 ? this.#whyNothing() : null;
    if (nothing) return err(nothing);
    return ok({
      ...NOTHING_READ,
      codebook: this.#codebook,
      articles,
      refused: this.#refused,
      ignored: this.#ignored.list(),
    });
  }

  /** Why a project is refused that has no text, though something is marked in it. */
  #whyNothing(): CodecError | null {
    const [first] = this.#refused;
    if (first && this.#isOutside) {
      return { type: 'unsafe', place: first.place, detail: first.reason };
    }
    const losses = this.#ignored.list();
    if (first || losses.length === 0) return null;
    const what = losses.map(describeLoss).join(' ');
    return { type: 'other-format', place: this.path, detail: `There is no text in it. ${what}` };
  }

  #refuse(line: number, reason: string, tags: number): void {
    this.#refused.push({ place: `${this.path}, line ${line}`, reason, tags });
  }

  #countBeside(): void {
    for (const [name, what] of PARTS_BESIDE) {
      this.#ignored.addNamed(what, childOf(this.project, name)?.children.length ?? 0);
    }
    this.#ignored.add('links', childOf(this.project, 'Links')?.children.length ?? 0);
    const isSaid = (childOf(this.project, 'Description')?.text ?? '').trim() !== '';
    this.#ignored.addNamed('descriptions of the project', isSaid ? 1 : 0);
    const sets = childrenOf(childOf(this.project, 'Sets'), 'Set');
    this.#ignored.addNamed('sets', sets.filter((set) => !isCodebookSet(set)).length);
    const isOnPassage = (note: XmlElement): boolean =>
      childOf(note, 'PlainTextSelection') !== undefined;
    const notes = [...this.#notes].flatMap(([id, note]) => (this.#read.has(id) ? [] : [note]));
    const onPassages = notes.filter(isOnPassage).length;
    this.#ignored.addNamed('notes on passages without a code', onPassages);
    this.#ignored.addNamed('memos', notes.length - onPassages);
  }

  #readSource(source: XmlElement): LooseArticle[] {
    const parts = textsOf(source);
    for (const element of new Set([source, ...parts.map((part) => part.element)])) {
      for (const child of element.children) {
        const what = MARKED_BESIDE.get(child.name);
        if (what !== undefined) this.#ignored.addNamed(what);
      }
    }
    const isSaid = (childOf(source, 'Description')?.text ?? '').trim() !== '';
    const beside = SOURCES_BESIDE.get(source.name);
    if (beside !== undefined) this.#ignored.addNamed('descriptions of sources', isSaid ? 1 : 0);
    if (beside !== undefined && parts.length === 0) this.#ignored.addNamed(beside);
    return parts.flatMap((part) => this.#readText(part) ?? []);
  }

  #readText({ element, title, selections, times }: TextPart): LooseArticle | null {
    const read = this.texts.read(element);
    if (!read.ok && read.error.isRichText && selections.length === 0) {
      this.#ignored.addNamed('texts that are there as rich text alone');
      return null;
    }
    if (!read.ok) {
      const tags = selections.reduce((sum, each) => sum + codingsOf(each).length, 0);
      this.#isOutside ||= read.error.isOutside === true;
      this.#refuse(element.line, read.error.reason, tags);
      return null;
    }
    const { text, hasMark } = read.value;
    if (text.trim() === '' && selections.length === 0) {
      this.#ignored.addNamed('empty texts');
      return null;
    }
    const { prose, rest } = readDescription(element);
    if (prose.trim() !== '') this.#ignored.addNamed('descriptions of sources');
    const details = DetailsPatch.pick({ outlet: true, author: true, url: true, published: true });
    const known = details.safeParse(rest['article']);
    const open = { words: new SelectionWords(text), times };
    return {
      place: `${this.path}, line ${element.line}`,
      text,
      sha256: null,
      details: {
        // Values of JSON are never undefined.
        ...(known.success ? (known.data as LooseArticle['details']) : {}),
        ...(title.trim() === '' ? {} : { title: title.slice(0, 1000).toWellFormed() }),
      },
      unit: 'code-points',
      hasMark,
      boilerplate: [],
      tags: joinValues(selections.flatMap((each) => this.#readSelection(each, open))),
    };
  }

  #readSelection(selection: XmlElement, { words, times }: OpenText): ReadTag[] {
    const { attributes, line } = selection;
    const codings = codingsOf(selection);
    const { prose, rest } = readDescription(selection);
    const notes = [...new Set([selection, ...codings])].flatMap((each) => this.#notesOf(each));
    const note = joinNotes([prose, ...notes]);
    if (codings.length === 0) {
      const what = note === '' ? 'passages without a code' : 'notes on passages without a code';
      this.#ignored.addNamed(what);
      return [];
    }
    const span = this.#spanOf(selection, words, times);
    const tags = readCodings(codings, readGuid(attributes.get('creatingUser')), this.#codings);
    if (span === null && tags.length > 0) {
      this.#refuse(
        line,
        'It is marked by time, and where that is in the text is not said.',
        tags.length,
      );
    }
    if (span === null) return [];
    const free = AttributesSchema.safeParse(rest['attributes'] ?? {});
    if (!free.success) this.#ignored.add('attributes');
    const confidence = Confidence.safeParse(rest['confidence']);
    return tags.map(({ guid, label, author, values, created, hasCategory }) => ({
      isValues: !hasCategory,
      tag: {
        place: `${this.path}, line ${line}`,
        // The selection is the tag, unless it has several codes: then each coding is one.
        id: tags.length === 1 ? readGuid(attributes.get('guid')) : guid,
        label,
        fragments: [span],
        attributes: { ...(free.success ? free.data : {}), ...values },
        attributeSpans: {},
        note,
        confidence: confidence.success ? confidence.data : null,
        author,
        created: attributes.get('creationDateTime') ?? created,
        modified: attributes.get('modifiedDateTime') ?? null,
      },
    }));
  }

  /** Where a passage is; `null` where it is named by points of time that are nowhere in the text. */
  #spanOf(
    { name: element, attributes }: XmlElement,
    words: SelectionWords,
    times: OpenText['times'],
  ): LooseSpan | null {
    const isByTime = element === 'TranscriptSelection';
    const at = (position: string, time: string): number =>
      isByTime
        ? (times.get(readGuid(attributes.get(time)) ?? '') ?? Number.NaN)
        : toPosition(attributes.get(position));
    const start = at('startPosition', 'fromSyncPoint');
    const end = at('endPosition', 'toSyncPoint');
    if (isByTime && (Number.isNaN(start) || Number.isNaN(end))) return null;
    const name = attributes.get('name') ?? '';
    const found = words.of(name, start, end);
    const isWhole = name !== '' && !name.endsWith(CUT) && !name.includes('\ufffd');
    return { start, end, exact: found ?? (this.#isOwn && isWhole ? name : null) };
  }

  /** What the notes say that an element refers to. */
  #notesOf(element: XmlElement): string[] {
    return childrenOf(element, 'NoteRef').flatMap(({ attributes }) => {
      const id = readGuid(attributes.get('targetGUID')) ?? '';
      const note = this.#notes.get(id);
      if (!note) return [];
      this.#read.add(id);
      const text = this.texts.read(note);
      const words = text.ok ? text.value.text : (childOf(note, 'Description')?.text ?? '');
      return words.trim() === '' ? [] : [words.trim()];
    });
  }
}

/** What is given to a passage; some programs put codes into it without more. */
function codingsOf(selection: XmlElement): XmlElement[] {
  const codings = childrenOf(selection, 'Coding');
  return childOf(selection, 'CodeRef') ? [...codings, selection] : codings;
}

/** A position as it stands in the file; anything but a whole number comes out as none. */
function toPosition(value = ''): number {
  return /^\s*[+-]?\d{1,15}\s*$/u.test(value) ? Number(value) : Number.NaN;
}
