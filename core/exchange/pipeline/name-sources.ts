import type { ArticleSource } from '../../article/article.ts';
import { bomOf } from '../../text/encoding/sniff.ts';
import { splitPath } from '../containers/paths.ts';
import type { CodecTools, InputFile } from '../content/codec.ts';
import type { LooseArticle } from '../content/loose.ts';
import { readText } from '../content/read-file.ts';

/** Longest name of a source, in UTF-16 code units. */
const NAME_LENGTH = 1000;

/**
 * The articles with the names of the files that their texts came from, where these are among the
 * files: so an article keeps its name from one program to the next.
 */
export function nameSources(
  articles: readonly LooseArticle[],
  files: readonly InputFile[],
  tools: Pick<CodecTools, 'decode' | 'sha256'>,
): readonly LooseArticle[] {
  const sources = new Map<string, ArticleSource>();
  for (const file of files) {
    const { folders, extension } = splitPath(file.path);
    const text = extension === 'txt' ? readText(file, tools) : null;
    const name = file.path.slice(folders.join('/').length).replace(/^[/\\]/u, '');
    if (text?.ok === true) sources.set(text.value, sourceOf(name, text.value, file, tools));
  }
  return articles.map((article) => {
    if (article.text === null || article.sources !== undefined) return article;
    const name = documentName(article.place);
    const source =
      sources.get(article.text) ??
      (name === null ? null : sourceOf(name, article.text, null, tools));
    return source ? { ...article, sources: [source] } : article;
  });
}

/** In an export of INCEpTION the folder of a document is called like the file that it was. */
function documentName(place: string): string | null {
  return /(?:^|[/\\])(?:annotation|curation)[/\\]([^/\\]+\.txt)[/\\]/u.exec(place)?.[1] ?? null;
}

function sourceOf(
  name: string,
  text: string,
  file: InputFile | null,
  { sha256 }: Pick<CodecTools, 'sha256'>,
): ArticleSource {
  const bom = file !== null && bomOf(file.bytes) !== undefined;
  return {
    name: name.slice(0, NAME_LENGTH),
    encoding: 'utf-8',
    bom,
    bytesSha256: sha256(bom ? `\ufeff${text}` : text),
  };
}
