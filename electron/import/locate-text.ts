import type { Codebook } from '#core/codebook/codebook.ts';
import type { LocateError } from '#core/contract/articles.ts';
import { showHidden } from '#core/guards/labels.ts';
import { err, ok, type Result } from '#core/result.ts';
import { TEXT_ENCODINGS } from '#core/text/encoding/table.ts';

import { textOf, type FoundArticle } from './reading/found-article.ts';
import type { Found } from './reading/read-paths.ts';
import type { Parse } from './parse.ts';

/**
 * The text of an article from a file that somebody says has it: a text file in whatever encoding
 * gives exactly this text, or an export that holds it. `articleId`: SHA-256 of the text.
 */
export async function locateText(
  parse: Parse,
  codebook: Codebook,
  articleId: string,
  path: string,
): Promise<Result<string, LocateError>> {
  const job = { type: 'read-files', paths: [path], codebook, asTexts: true } as const;
  const [found]: readonly Found[] = await parse(job);
  if (!found) return err({ type: 'other-text', name: path });
  if (found.type === 'refused') return err({ type: 'unreadable-file', reason: found.reason });
  if (found.type === 'aside') return err({ type: 'other-text', name: found.name });
  if (found.type === 'to-read') {
    const reason = `${showHidden(found.name)} is a page or document, and not the text alone.`;
    return err({ type: 'unreadable-file', reason });
  }
  const text =
    found.type === 'article'
      ? await decodeAs(parse, articleId, found)
      : found.file.articles.find(({ id }) => id === articleId)?.text;
  return typeof text === 'string' ? ok(text) : err({ type: 'other-text', name: found.name });
}

async function decodeAs(
  parse: Parse,
  articleId: string,
  found: FoundArticle,
): Promise<string | null> {
  const { id, name, bytes } = found;
  if (id === articleId) return textOf(found);
  if (!bytes) return null;
  for (const { label } of TEXT_ENCODINGS) {
    const again: Found = await parse({ type: 'decode', name, bytes, encoding: label });
    if (again.type === 'article' && again.id === articleId) return textOf(again);
  }
  return null;
}
