import { strToU8 } from 'fflate';

import { compareText } from '../../../collections/order.ts';
import { AttributesSchema, compareTags, Confidence, type Annotation } from '../../../tags/tag.ts';
import { DetailsPatch } from '../../../article/article.ts';
import { CodePointMap } from '../../../text/code-points.ts';
import type { Codebook } from '../../../codebook/codebook.ts';
import { err, ok, type Result } from '../../../result.ts';
import type { Codec, CodecError, CodecTools, WriteOptions } from '../../content/codec.ts';
import { countLosses } from '../../content/count-losses.ts';
import { latin1 } from '../../containers/latin1.ts';
import { LossCounter } from '../../content/losses.ts';
import type { ArticleWithText, ExchangeContent } from '../../content/content.ts';
import {
  codesOf,
  isCodebookSet,
  isOwnCategory,
  joinDescription,
  ownValue,
  qdaGuid,
  readCodes,
  readGuid,
  readOwnCodebook,
  splitDescription,
  writeCodebookSet,
  writeCodes,
  type QdaCode,
  type QdaCodes,
} from './codes.ts';
import { childOf, childrenOf, readXml, XmlWriter, type XmlElement } from '../../containers/xml.ts';
import { openZip, writeZip, type ZipArchive } from '../../containers/zip.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseContent,
  type LooseTag,
  type ReadRefusal,
} from '../../content/loose.ts';

const NAMESPACE = 'urn:QDA-XML:project:1.0';
const PROJECT = 'project.qde';
const SOURCES = 'sources';
const INTERNAL = 'internal://';

/** UTF-16 code units of a selection's words that are its name; programs show it in a list. */
const NAME_UNITS = 200;
/** Stands at the end of a name that was cut. */
const CUT = '…';
/** Bytes at both ends of an archive in which its names are looked for. */
const RECOGNISED = 64 * 1024;

/**
 * REFI-QDA Project 1.0 (`.qdpx`): a zip archive of `project.qde` and the texts. Positions in code
 * points, end exclusive. Importers fail on a `richTextPath` that is no rich text, on a `Coding`
 * before its `Description`, and on GUIDs and colours of another form.
 */
export const QDPX: Codec = {
  name: 'qdpx',
  title: 'REFI-QDA project (ATLAS.ti, MAXQDA, NVivo, …)',
  extension: 'qdpx',
  output: 'file',
  unit: 'code points',
  text: 'always',
  write: (content, options, tools) => {
    const { xml, losses, sources } = writeProject(content, options, tools);
    const files = [{ path: PROJECT, bytes: strToU8(xml) }, ...sources];
    return {
      files: [{ path: 'project.qdpx', content: writeZip(files) }],
      losses: losses.list(),
    };
  },
  sample: (content, options, tools) => writeProject(content, options, tools).xml,
  recognise: ([file, ...others]) => {
    if (!file || others.length > 0) return 0;
    const { bytes } = file;
    if (latin1(bytes.subarray(0, 4)) !== 'PK\u0003\u0004') return 0;
    const ends = [bytes.subarray(0, RECOGNISED), bytes.subarray(-RECOGNISED)];
    return ends.some((end) => /[^/]\.qde/iu.test(latin1(end))) ? 1 : 0;
  },
  read: ([file, ...others], tools) => {
    if (!file || others.length > 0) {
      const place = others[0]?.path ?? '';
      return err({ type: 'other-format', place, detail: 'Read these files one at a time.' });
    }
    const archive = openZip(file, tools);
    if (!archive.ok) return archive;
    const name =
      archive.value.names.find((each) => each.toLowerCase() === PROJECT) ??
      archive.value.names.find((each) => /^[^/]+\.qde$/iu.test(each));
    const project = name === undefined ? null : archive.value.read(name);
    if (name === undefined || !project) {
      const detail = `There is no ${PROJECT} in the archive.`;
      return err({ type: 'other-format', place: file.path, detail });
    }
    if (!project.ok) return project;
    const path = `${file.path}/${name}`;
    const root = readXml({ path, bytes: project.value }, tools);
    if (!root.ok) return root;
    const wrong = notAProject(path, root.value);
    return wrong ? err(wrong) : new ProjectReader(path, root.value, archive.value, tools).read();
  },
};

interface WrittenProject {
  readonly xml: string;
  readonly losses: LossCounter;
  readonly sources: readonly { readonly path: string; readonly bytes: Uint8Array }[];
}

function writeProject(
  content: ExchangeContent,
  options: WriteOptions,
  tools: CodecTools,
): WrittenProject {
  return new ProjectWriter(content, options, tools).write();
}

class ProjectWriter {
  readonly #losses: LossCounter;
  readonly #writer: XmlWriter;
  readonly #codes: QdaCodes;
  /** Ids of selections, each of which stands once in a file. */
  readonly #used = new Set<string>();

  constructor(
    private readonly content: ExchangeContent,
    private readonly options: WriteOptions,
    private readonly tools: CodecTools,
  ) {
    this.#losses = countLosses(content, [
      'attribute-spans',
      'parked-attributes',
      'boilerplate',
      'events',
      'decisions',
      'comments',
      'adjudicated',
    ]);
    this.#writer = new XmlWriter(this.#losses);
    this.#codes = codesOf(content.codebook, tools);
  }

  write(): WrittenProject {
    const { codebook, articles } = this.content;
    const writer = this.#writer;
    const [only, ...others] = articles;
    const project = {
      xmlns: NAMESPACE,
      name: only && others.length === 0 ? only.details.title : codebook.name,
      origin: this.options.generator,
      creationDateTime: toDateTime(this.options.exportedAt),
    };
    writer.element('Project', project, () => {
      this.#writeUsers();
      writer.element('CodeBook', {}, () => writeCodes(writer, codebook, this.#codes));
      this.#writeSources();
      writeCodebookSet(writer, codebook, this.#codes, 'targetGUID', this.tools);
    });
    return {
      xml: writer.toString(),
      losses: this.#losses,
      sources: articles.map(({ id, text }) => ({
        path: `${SOURCES}/${this.#sourceGuid(id)}.txt`,
        // Readers take a byte order mark off: one that belongs to the text would be lost.
        bytes: strToU8(text.startsWith('\ufeff') ? `\ufeff${text}` : text),
      })),
    };
  }

  #sourceGuid(articleId: string): string {
    return qdaGuid(`source ${articleId}`, this.tools);
  }

  #writeUsers(): void {
    const { annotators, sets } = this.content;
    const names = new Map(sets.map(({ annotator }) => [annotator, '']));
    for (const { id, name } of annotators) names.set(id, name);
    if (names.size === 0) return;
    const users = [...names].sort(([a], [b]) => compareText(a, b));
    this.#writer.element('Users', {}, () => {
      for (const [index, [guid, name]] of users.entries()) {
        const shown = this.options.hideNames ? `annotator ${index + 1}` : name;
        this.#writer.element('User', { guid, name: shown });
      }
    });
  }

  #writeSources(): void {
    const { articles, sets } = this.content;
    if (articles.length === 0) return;
    const tags = new Map<string, Annotation[]>();
    for (const { articleId, annotations } of sets) {
      const list = tags.get(articleId);
      if (list) list.push(...annotations);
      else tags.set(articleId, [...annotations]);
    }
    this.#writer.element('Sources', {}, () => {
      for (const article of articles) {
        this.#writeSource(article, (tags.get(article.id) ?? []).sort(compareTags));
      }
    });
  }

  #writeSource({ id, text, details }: ArticleWithText, tags: readonly Annotation[]): void {
    const guid = this.#sourceGuid(id);
    const { title, outlet, author, url, published } = details;
    const known = Object.entries({ outlet, author, url, published }).filter(
      ([, value]) => value !== null,
    );
    const source = { guid, name: title, plainTextPath: `${INTERNAL}${guid}.txt` };
    this.#writer.element('TextSource', source, () => {
      if (known.length > 0) {
        const description = joinDescription('', { article: Object.fromEntries(known) });
        this.#writer.text('Description', description);
      }
      const map = new CodePointMap(text);
      for (const tag of tags) this.#writeTag(tag, id, map);
    });
  }

  #writeTag(tag: Annotation, articleId: string, map: CodePointMap): void {
    const { fragments, category, note, confidence, creator, created, modified } = tag;
    const coded: string[] = [this.#codes.ofCategory(category)];
    const free: [string, string][] = [];
    for (const [attribute, value] of Object.entries(tag.attributes)) {
      if (value === '') continue;
      const code = this.#codes.ofValue(category, attribute, value);
      if (code === undefined) free.push([attribute, value]);
      else coded.push(code);
    }
    free.sort(([a], [b]) => compareText(a, b));
    const description = joinDescription(note, {
      ...(free.length > 0 ? { attributes: Object.fromEntries(free) } : {}),
      ...(confidence === null ? {} : { confidence }),
    });
    const times = { made: toDateTime(created), changed: toDateTime(modified) };
    if ((created !== '' && !times.made) || (modified !== '' && !times.changed)) {
      this.#losses.add('times');
    }
    if (fragments.length > 1) this.#losses.add('fragments');
    for (const [index, { start, end, exact }] of fragments.entries()) {
      const guid = this.#selectionGuid(tag.id, index, articleId);
      this.#writer.element(
        'PlainTextSelection',
        {
          guid,
          name: shorten(exact),
          startPosition: map.toCodePoint(start),
          endPosition: map.toCodePoint(end),
          creatingUser: creator,
          creationDateTime: times.made,
          modifiedDateTime: times.changed,
        },
        () => {
          if (description !== '') this.#writer.text('Description', description);
          for (const code of coded) {
            const coding = {
              guid: qdaGuid(`coding ${guid} ${code}`, this.tools),
              creatingUser: creator,
              creationDateTime: times.made,
            };
            this.#writer.element('Coding', coding, () =>
              this.#writer.element('CodeRef', { targetGUID: code }),
            );
          }
        },
      );
    }
  }

  /** The tag's own id, for its first part; another where the file has that one already. */
  #selectionGuid(id: string, index: number, articleId: string): string {
    let guid = index === 0 ? id : qdaGuid(`selection ${id} ${index}`, this.tools);
    if (this.#used.has(guid)) {
      this.#losses.add('ids');
      guid = qdaGuid(`selection ${id} ${index} ${articleId}`, this.tools);
    }
    this.#used.add(guid);
    return guid;
  }
}

function shorten(exact: string): string {
  return exact.length > NAME_UNITS ? `${exact.slice(0, NAME_UNITS).toWellFormed()}${CUT}` : exact;
}

const DATE_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/u;

/** A time as XML Schema has it; `undefined` for anything else. */
function toDateTime(time: string): string | undefined {
  return DATE_TIME.test(time) ? time : undefined;
}

function notAProject(path: string, { name, namespace }: XmlElement): CodecError | null {
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

class ProjectReader {
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
