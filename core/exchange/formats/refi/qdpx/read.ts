import { AttributesSchema, Confidence } from '../../../../tags/tag.ts';
import { DetailsPatch } from '../../../../article/article.ts';
import type { Codebook } from '../../../../codebook/codebook.ts';
import { err, ok, type Result } from '../../../../result.ts';
import type { CodecError, CodecTools } from '../../../content/codec.ts';
import { LossCounter } from '../../../content/losses.ts';
import {
  isCodebookSet,
  isOwnCategory,
  ownValue,
  readCodes,
  readGuid,
  readOwnCodebook,
  splitDescription,
  type QdaCode,
} from '../codes.ts';
import { childOf, childrenOf, type XmlElement } from '../../../containers/xml.ts';
import type { ZipArchive } from '../../../containers/zip.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseContent,
  type LooseTag,
  type ReadRefusal,
} from '../../../content/loose.ts';
import { NAMESPACE, SOURCES, INTERNAL, CUT } from './project.ts';

export function notAProject(path: string, { name, namespace }: XmlElement): CodecError | null {
  if (name === 'Project' && namespace === NAMESPACE) return null;
  const isNewer = name === 'Project' && namespace.startsWith('urn:QDA-XML:project:');
  return isNewer
    ? {
        type: 'newer-version',
        place: path,
        detail: 'The project is in another version of REFI-QDA than 1.0, which is the one read.',
      }
    : { type: 'other-format', place: path, detail: 'It is not a project of REFI-QDA.' };
}

/** What a code stands for: a category, or a value of one of its attributes. */
interface CodeMeaning {
  readonly label: string;
  readonly value: { readonly attribute: string; readonly value: string } | null;
}

type Author = NonNullable<LooseTag['author']>;

/** Text that lies elsewhere: the file as a whole means something that is not done here. */
class OutsideText extends Error {
  constructor(readonly line: number) {
    super();
  }
}

/** Parts of a project beside its users, codes and sources. */
const NOT_UNDERSTOOD = ['Variables', 'Cases', 'Notes', 'Graphs'];

export class ProjectReader {
  readonly #ignored = new LossCounter();
  readonly #refused: ReadRefusal[] = [];
  readonly #users: ReadonlyMap<string, Author>;
  readonly #codes: ReadonlyMap<string, CodeMeaning>;
  readonly #codebook: Codebook | null;
  /** Written by us, so that the name of a selection is its words. */
  readonly #isOwn: boolean;

  constructor(
    private readonly path: string,
    private readonly project: XmlElement,
    private readonly archive: ZipArchive,
    private readonly tools: CodecTools,
  ) {
    const codes = readCodes(childOf(childOf(project, 'CodeBook'), 'Codes'));
    this.#isOwn = /^Framewise\b/u.test(project.attributes.get('origin') ?? '');
    this.#codebook = readOwnCodebook(codes, childrenOf(childOf(project, 'Sets'), 'Set'));
    this.#codes = meaningsOf(codes, this.#codebook);
    this.#users = new Map(
      childrenOf(childOf(project, 'Users'), 'User').flatMap(({ attributes }) => {
        const id = readGuid(attributes.get('guid'));
        return id === null ? [] : [[id, { id, name: attributes.get('name') ?? '' }]];
      }),
    );
  }

  read(): Result<LooseContent, CodecError> {
    this.#countIgnored();
    const articles: LooseArticle[] = [];
    try {
      for (const source of childOf(this.project, 'Sources')?.children ?? []) {
        const article = this.#readSource(source);
        if (article) articles.push(article);
      }
    } catch (error) {
      if (!(error instanceof OutsideText)) throw error;
      const place = `${this.path}, line ${error.line}`;
      const detail = 'A text of it is outside the archive, where nothing is ever opened.';
      return err({ type: 'unsafe', place, detail });
    }
    return ok({
      ...NOTHING_READ,
      codebook: this.#codebook,
      articles,
      refused: this.#refused,
      ignored: this.#ignored.list(),
    });
  }

  #countIgnored(): void {
    for (const name of NOT_UNDERSTOOD) {
      this.#ignored.add('unknown', childOf(this.project, name)?.children.length ?? 0);
    }
    this.#ignored.add('links', childOf(this.project, 'Links')?.children.length ?? 0);
    const sets = childrenOf(childOf(this.project, 'Sets'), 'Set');
    this.#ignored.add('unknown', sets.filter((set) => !isCodebookSet(set)).length);
    this.#ignored.add('unknown', childrenOf(this.project, 'NoteRef').length);
  }

  #readSource(source: XmlElement): LooseArticle | null {
    const { attributes, line } = source;
    const place = `${this.path}, line ${line}`;
    const selections = childrenOf(source, 'PlainTextSelection');
    const path = attributes.get('plainTextPath');
    const content = childOf(source, 'PlainTextContent');
    const isText =
      source.name === 'TextSource' && (content || path || !attributes.has('richTextPath'));
    if (!isText) {
      // Pictures, sound, PDF and rich text: the source, and what is marked in it.
      this.#ignored.add('unknown', 1 + countSelections(source));
      return null;
    }
    const others = ['Coding', 'NoteRef', 'VariableValue'];
    const beside = source.children.filter(({ name }) => others.includes(name)).length;
    this.#ignored.add('unknown', beside);
    const text = content ? content.text : this.#readText(path ?? '', source);
    if (typeof text !== 'string') {
      const tags = selections.reduce((sum, each) => sum + childrenOf(each, 'Coding').length, 0);
      this.#refused.push({ place, reason: text.reason, tags });
      return null;
    }
    const { rest } = splitDescription(childOf(source, 'Description')?.text ?? '');
    const details = DetailsPatch.pick({ outlet: true, author: true, url: true, published: true });
    const known = details.safeParse(rest['article']);
    const title = attributes.get('name')?.slice(0, 1000).toWellFormed() ?? '';
    return {
      place,
      text,
      sha256: null,
      details: {
        // Values of JSON are never undefined.
        ...(known.success ? (known.data as LooseArticle['details']) : {}),
        ...(title.trim() === '' ? {} : { title }),
      },
      unit: 'code-points',
      boilerplate: [],
      tags: selections.flatMap((each) => this.#readSelection(each, text)),
    };
  }

  /** The text of a source that is a file of the archive, or why there is none. */
  #readText(path: string, { line }: XmlElement): string | { readonly reason: string } {
    const inside = path.toLowerCase().startsWith(INTERNAL) ? path.slice(INTERNAL.length) : null;
    if (inside === null || /\\|^\/\/|(?:^|\/)\.\.(?:\/|$)/u.test(inside)) {
      if (path === '') return { reason: 'It has no text.' };
      throw new OutsideText(line);
    }
    const name = inside.replace(/^\//u, '');
    const file = this.archive.read(`${SOURCES}/${name}`) ?? this.archive.read(name);
    if (!file) return { reason: 'Its text is not in the archive.' };
    if (!file.ok) return { reason: file.error.detail };
    const text = this.tools.decode(file.value, 'utf-8');
    if (text === undefined) return { reason: 'Its text is not in UTF-8.' };
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  }

  #readSelection(selection: XmlElement, text: string): LooseTag[] {
    const { attributes, line } = selection;
    const place = `${this.path}, line ${line}`;
    this.#ignored.add('unknown', childrenOf(selection, 'NoteRef').length);
    const codings = childrenOf(selection, 'Coding');
    // A passage that nobody has coded is no tag.
    if (codings.length === 0) this.#ignored.add('unknown');
    const { prose, rest } = splitDescription(childOf(selection, 'Description')?.text ?? '');
    const name = attributes.get('name') ?? '';
    const start = toPosition(attributes.get('startPosition'));
    const end = toPosition(attributes.get('endPosition'));
    // In the files of others a name may be anything; where it is the words in UTF-16, it is meant so.
    const isWords = this.#isOwn || text.slice(start, end) === name;
    const isWhole = name !== '' && !name.endsWith(CUT) && !name.includes('\ufffd');
    const free = AttributesSchema.safeParse(rest['attributes'] ?? {});
    if (!free.success) this.#ignored.add('attributes');
    const confidence = Confidence.safeParse(rest['confidence']);
    const common = {
      fragments: [
        {
          start,
          end,
          exact: isWords && isWhole ? name : null,
        },
      ],
      attributeSpans: {},
      note: prose,
      confidence: confidence.success ? confidence.data : null,
      created: attributes.get('creationDateTime') ?? null,
      modified: attributes.get('modifiedDateTime') ?? null,
    };
    const tags = this.#readCodings(codings, readGuid(attributes.get('creatingUser')));
    return tags.map(({ guid, label, author, values, created }) => ({
      ...common,
      place,
      // The selection is the tag, unless it has several codes: then each coding is one.
      id: tags.length === 1 ? readGuid(attributes.get('guid')) : guid,
      label,
      attributes: { ...(free.success ? free.data : {}), ...values },
      author,
      created: common.created ?? created,
    }));
  }

  /** One tag for each category that somebody gave to a selection, with the values given with it. */
  #readCodings(codings: readonly XmlElement[], user: string | null): CodedTag[] {
    const tags = new Map<string, CodedTag>();
    for (const coding of codings) {
      const { attributes, line } = coding;
      this.#ignored.add('unknown', childrenOf(coding, 'NoteRef').length);
      const target = readGuid(childOf(coding, 'CodeRef')?.attributes.get('targetGUID'));
      const meaning = target === null ? undefined : this.#codes.get(target);
      if (!meaning) {
        const place = `${this.path}, line ${line}`;
        this.#refused.push({ place, reason: 'Its code is not in the file.', tags: 1 });
        continue;
      }
      const id = readGuid(attributes.get('creatingUser')) ?? user;
      const key = `${id ?? ''} ${meaning.label}`;
      const tag = tags.get(key) ?? {
        guid: readGuid(attributes.get('guid')),
        label: meaning.label,
        author: id === null ? null : (this.#users.get(id) ?? { id, name: '' }),
        created: attributes.get('creationDateTime') ?? null,
        values: {},
      };
      tags.set(key, tag);
      if (!meaning.value) continue;
      const { attribute, value } = meaning.value;
      // A second value of one attribute has no place in a tag.
      if (tag.values[attribute] === undefined) tag.values[attribute] = value;
      else this.#ignored.add('attributes');
    }
    return [...tags.values()];
  }
}

/** Everything marked in a source, also in what stands for it: a transcript, the text of a PDF. */
function countSelections({ children }: XmlElement): number {
  return children.reduce(
    (sum, child) => sum + (child.name.endsWith('Selection') ? 1 : 0) + countSelections(child),
    0,
  );
}

interface CodedTag {
  readonly guid: string | null;
  readonly label: string;
  readonly author: Author | null;
  readonly created: string | null;
  readonly values: Record<string, string>;
}

/** A position as it stands in the file; anything but a whole number comes out as none. */
function toPosition(value = ''): number {
  return /^\s*[+-]?\d{1,15}\s*$/u.test(value) ? Number(value) : Number.NaN;
}

/**
 * What the codes of a file stand for. In our own, codes are categories and their values; every
 * code of another program is a category, named with those above it where its name is there twice.
 */
function meaningsOf(
  codes: readonly QdaCode[],
  codebook: Codebook | null,
): ReadonlyMap<string, CodeMeaning> {
  const meanings = new Map<string, CodeMeaning>();
  const foreign: { readonly guid: string; readonly path: readonly string[] }[] = [];
  const add = (code: QdaCode, above: readonly string[], category: string | null): void => {
    const { guid, name, rest, children } = code;
    const path = [...above, name];
    const value = category === null ? null : ownValue(code);
    const isOwn = above.length === 0 && isOwnCategory(code);
    const label = isOwn && codebook ? String(rest['category']) : name;
    if (guid !== null && value !== null && category !== null) {
      meanings.set(guid, { label: category, value });
    } else if (guid !== null && isOwn) meanings.set(guid, { label, value: null });
    else if (guid !== null) foreign.push({ guid, path });
    for (const child of children) add(child, path, isOwn ? label : null);
  };
  for (const code of codes) add(code, [], null);
  const counts = new Map<string, number>();
  for (const { path } of foreign) {
    const name = path.at(-1) ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  for (const { guid, path } of foreign) {
    const name = path.at(-1) ?? '';
    const label = (counts.get(name) ?? 0) > 1 ? path.join(' › ') : name;
    meanings.set(guid, { label: label.trim(), value: null });
  }
  return meanings;
}
