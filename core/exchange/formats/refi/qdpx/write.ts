import { strToU8 } from 'fflate';
import { compareText } from '../../../../collections/order.ts';
import { compareTags, type Annotation } from '../../../../tags/tag.ts';
import { CodePointMap } from '../../../../text/code-points.ts';
import type { CodecTools, WriteOptions } from '../../../content/codec.ts';
import { countLosses } from '../../../content/count-losses.ts';
import {
  attributeNames,
  knownDetails,
  type NameAttribute,
} from '../../../content/content-lookup.ts';
import type { LossCounter } from '../../../content/losses.ts';
import type { ArticleWithText, ExchangeContent } from '../../../content/content.ts';
import {
  codesOf,
  qdaGuid,
  writeCodebookSet,
  writeCodes,
  writeDescription,
  type QdaCodes,
} from '../codes.ts';
import { XmlWriter } from '../../../containers/xml.ts';
import { NAMESPACE, SOURCES, INTERNAL, CUT } from './project.ts';

/** UTF-16 code units of a selection's words that are its name; programs show it in a list. */
const NAME_UNITS = 200;

/** What is known of an article, in words for people. */
const DETAIL_WORDS = {
  outlet: 'Outlet',
  author: 'Author',
  url: 'Address',
  published: 'Published',
} as const;

interface WrittenProject {
  readonly xml: string;
  readonly losses: LossCounter;
  readonly sources: readonly { readonly path: string; readonly bytes: Uint8Array }[];
}

export function writeProject(
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
  readonly #nameAttribute: NameAttribute;
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
      'empty-sets',
      'article-marks',
      'versions',
      'sources',
      'receipts',
      'boilerplate',
      'events',
      'decisions',
      'comments',
      'adjudicated',
      'families',
      'link-words',
      'aliases',
    ]);
    this.#writer = new XmlWriter(this.#losses);
    this.#codes = codesOf(content.codebook, tools);
    this.#nameAttribute = attributeNames(content.codebook);
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
      const others = this.#otherCategories();
      writer.element('CodeBook', {}, () => writeCodes(writer, codebook, this.#codes, others));
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

  /** Categories of tags that the codebook does not have. */
  #otherCategories(): string[] {
    const { codebook, sets } = this.content;
    const used = new Set(sets.flatMap((set) => set.annotations.map(({ category }) => category)));
    for (const { id } of codebook.categories) used.delete(id);
    return [...used].sort(compareText);
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
    const { title, ...known } = knownDetails(details);
    const source = { guid, name: title, plainTextPath: `${INTERNAL}${guid}.txt` };
    this.#writer.element('TextSource', source, () => {
      if (Object.keys(known).length > 0) {
        const fields = Object.entries(known).map(([name, value]) => ({
          name: DETAIL_WORDS[name as keyof typeof known],
          value,
        }));
        writeDescription(this.#writer, '', { article: known }, fields);
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
    const rest = {
      ...(free.length > 0 ? { attributes: Object.fromEntries(free) } : {}),
      ...(confidence === null ? {} : { confidence }),
    };
    const fields = [
      ...free.map(([id, written]) => this.#nameAttribute(category, id, written)),
      ...(confidence === null ? [] : [{ name: 'Confidence', value: confidence }]),
    ];
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
          writeDescription(this.#writer, note, rest, fields);
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
