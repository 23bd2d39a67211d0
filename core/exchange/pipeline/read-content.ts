import { err, ok, type Result } from '../../result.ts';
import type { Codec, CodecError, CodecTools, InputFile } from '../content/codec.ts';
import { CONTENT_LIMITS } from '../content/content.ts';
import { REFUSAL_LIMIT, tooManyRefused } from '../content/refusals.ts';
import { nameSources } from './name-sources.ts';
import { moreThan } from '../content/read-file.ts';
import type { LooseContent } from '../content/loose.ts';

/** Most texts of one reading; the same one stands there once for each annotator. */
const TEXT_LIMIT = CONTENT_LIMITS.articles;

/**
 * Reads files in a format, and refuses them as a whole where they hold more than is taken in at
 * once. A format that is only written reads nothing.
 */
export function readContent(
  codec: Codec,
  files: readonly InputFile[],
  tools: CodecTools,
): Result<LooseContent, CodecError> {
  const place = files[0]?.path ?? '';
  if (!codec.read) {
    return err({ type: 'other-format', place, detail: 'Files of this format are only written.' });
  }
  const read = codec.read(files, tools);
  if (!read.ok) return read;
  const { articles, refused } = read.value;
  const tags = articles.reduce((sum, article) => sum + article.tags.length, 0);
  if (tags > CONTENT_LIMITS.annotations) {
    return err(moreThan(place, CONTENT_LIMITS.annotations, 'tags'));
  }
  if (articles.length > TEXT_LIMIT) {
    return err(moreThan(place, TEXT_LIMIT, 'texts'));
  }
  return refused.length > REFUSAL_LIMIT
    ? err(tooManyRefused(place))
    : ok({ ...read.value, articles: nameSources(articles, files, tools) });
}
