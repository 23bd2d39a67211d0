import { err, ok } from '../../result.ts';
import type { Codec, CodecError } from '../content/codec.ts';
import { countLosses } from '../content/count-losses.ts';
import { latin1 } from '../containers/latin1.ts';
import { serializeFramewise } from './write.ts';
import { readFramewise, type SoundFile, type SoundTag } from './read.ts';
import { type FileError, describeFileError, describeRefusal } from './problem.ts';
import type { LooseArticle, LooseTag } from '../content/loose.ts';

/** The application's own file, versions 1 and 2; its JSON Schema is in `schema/`. */
export const FRAMEWISE: Codec = {
  name: 'native',
  title: 'Framewise (JSON)',
  extension: 'json',
  output: 'file',
  unit: 'UTF-16 and code points, both named',
  text: 'optional',
  write: (content, options) => ({
    files: [{ path: 'framewise.json', content: serializeFramewise(content, options) }],
    losses: (options.includeText
      ? countLosses(content, [])
      : countLosses(content, ['article-text'])
    ).list(),
  }),
  recognise: ([file, ...others]) => {
    if (!file || others.length > 0) return 0;
    const head = latin1(file.bytes.subarray(0, 1024));
    return /^(?:\u00ef\u00bb\u00bf)?\s*\{\s*"format"\s*:\s*"framewise"/u.test(head) ? 1 : 0;
  },
  read: ([file, ...others], tools) => {
    if (!file || others.length > 0) {
      const place = others[0]?.path ?? '';
      return err({ type: 'other-format', place, detail: 'Read these files one at a time.' });
    }
    const parsed = readFramewise(file.bytes, tools);
    return parsed.ok
      ? ok({
          codebook: parsed.value.codebook,
          articles: toLooseArticles(parsed.value),
          events: parsed.value.events,
          reviews: parsed.value.reviews.map(({ articleId, decisions, comments, adjudicated }) => ({
            articleId,
            decisions: decisions.map(({ value }) => value),
            comments,
            adjudicated: adjudicated?.value ?? null,
          })),
          refused: parsed.value.refused.map(({ pointer, reason, tags }) => ({
            place: `${file.path}${pointer}`,
            reason: describeRefusal(reason),
            tags,
          })),
          ignored: [],
        })
      : err(describe(file.path, parsed.error));
  },
};

function toLooseArticles({ articles, sets, annotators }: SoundFile): LooseArticle[] {
  const names = new Map(annotators.map(({ id, name }) => [id, name]));
  const tags = new Map<string, LooseTag[]>();
  for (const { articleId, annotator, records } of sets) {
    const author = { id: annotator, name: names.get(annotator) ?? '' };
    const list = tags.get(articleId) ?? [];
    for (const record of records) list.push(toLooseTag(record, author));
    tags.set(articleId, list);
  }
  return articles.map(({ id, text, details, boilerplate }) => ({
    place: details.title,
    text,
    sha256: id,
    details,
    unit: 'utf-16',
    boilerplate,
    tags: tags.get(id) ?? [],
  }));
}

function toLooseTag(
  { pointer, annotation }: SoundTag,
  author: NonNullable<LooseTag['author']>,
): LooseTag {
  const { id, category, fragments, attributes, attributeSpans, aside, note } = annotation;
  const { confidence, created, modified } = annotation;
  return {
    place: pointer,
    id,
    label: category,
    fragments,
    attributes,
    attributeSpans,
    aside,
    note,
    confidence,
    author,
    created,
    modified,
  };
}

function describe(path: string, error: FileError): CodecError {
  const pointer = 'pointer' in error ? error.pointer : '';
  const place =
    'offset' in error ? `${path}, byte ${error.offset}` : `${path}${pointer === '' ? '' : pointer}`;
  return { type: typeOf(error), place, detail: describeFileError('This file', error) };
}

function typeOf({ type }: FileError): CodecError['type'] {
  switch (type) {
    case 'newer-version':
      return 'newer-version';
    case 'other-format':
    case 'not-an-object':
      return 'other-format';
    case 'too-large':
    case 'too-many-tokens':
    case 'too-many-records':
      return 'too-large';
    case 'too-deep':
    case 'forbidden-key':
      return 'unsafe';
    case 'bad-version':
    case 'unknown-field':
    case 'bad-id':
    case 'bad-header':
    case 'beyond-text':
    case 'repeated-key':
      return 'malformed';
    case 'empty':
    case 'nul-bytes':
    case 'not-utf8':
    case 'truncated':
    case 'unexpected':
    case 'trailing':
      return 'unreadable';
  }
}
