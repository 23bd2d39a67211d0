import { assembleContent } from './assemble.ts';
import type { Codec, CodecTools, ExchangeContent, InputFile } from './codec.ts';

/**
 * Reads back what was written, and says what is wrong with it, or `null`. Every tag of the files
 * must be where its words are; how many there must be depends on the format, so none may be missing
 * of an article that has tags.
 */
export function findWrittenWrong(
  codec: Codec,
  content: ExchangeContent,
  files: readonly InputFile[],
  tools: CodecTools,
): string | null {
  if (!codec.read || files.length === 0) return null;
  const read = codec.read(files, tools);
  if (!read.ok) return `${read.error.place}: ${read.error.detail}`;
  const texts = new Map(content.articles.map(({ id, text }) => [id, text]));
  const { refused, sets, withoutText } = assembleContent(read.value, {
    codebook: content.codebook,
    textOf: (sha256) => texts.get(sha256),
    tools,
  });
  const [first] = refused;
  if (first) return `${first.place}: ${first.reason}`;
  if (withoutText.length > 0) return 'The text of an article was not found again.';
  const back = new Set(sets.map(({ articleId }) => articleId));
  const lost = content.sets.find(
    ({ articleId, annotations }) => annotations.length > 0 && !back.has(articleId),
  );
  return lost && texts.has(lost.articleId) && back.size > 0
    ? 'The tags of an article were not found again.'
    : null;
}
