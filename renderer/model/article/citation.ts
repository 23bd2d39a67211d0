import type { ArticleDetails } from '#core/article/article.ts';
import type { Bridge } from '#core/contract/contract.ts';
import { countOf } from '#core/numbers.ts';
import { tagHull, type Tag } from '#core/tags/tag.ts';

import type { AppState } from '../state/app-state.ts';
import type { ArticleModel } from '../state/article-model.ts';
import type { Notices } from '../window/notices.ts';
import type { Selection } from '../window/selection.ts';

interface CitationNeeds {
  readonly state: Pick<AppState, 'article' | 'selection' | 'selectedTags'>;
  readonly selection: Pick<Selection, 'span'>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** Words of an article, with the number of their paragraph, counted from 1. */
interface Passage {
  readonly words: string;
  readonly paragraph: number;
}

/** Copies the selected words, or else the selected tags, as they are quoted in a report. */
export async function copyCitation(needs: CitationNeeds): Promise<void> {
  const { article, selection, selectedTags } = needs.state;
  if (!article) return;
  const hasWords = selection !== null && !selection.collapsed;
  const tags = hasWords ? [] : selectedTags.flatMap((id) => findTag(article, id) ?? []);
  const passages = tags.length > 0 ? tags.map((tag) => passageOf(article, tag)) : [];
  if (passages.length === 0) {
    const span = needs.selection.span();
    if (!span) return;
    const words = article.text.slice(span.start, span.end);
    passages.push({ words, paragraph: article.paragraphNumber(span.start) });
  }
  const { details } = article.summary;
  const answer = await needs.bridge.invoke('clipboard:write', {
    text: passages.map((each) => citationOf(each, details)).join('\n'),
    html: passages.map((each) => citationInHtml(each, details)).join('\n'),
  });
  if (!answer.ok) return;
  const what = tags.length > 0 ? countOf(tags.length, 'tag') : 'the selected words';
  needs.notices.say(`Copied ${what} with citation.`);
}

function findTag(article: ArticleModel, id: string): Tag | undefined {
  const inSets = (): Tag | undefined =>
    article.sets.flatMap(({ tags }) => tags).find((tag) => tag.id === id);
  return article.tags.get(id) ?? inSets();
}

function passageOf(article: ArticleModel, tag: Tag): Passage {
  return { words: article.wordsOf(tag), paragraph: article.paragraphNumber(tagHull(tag).start) };
}

type Source = Pick<ArticleDetails, 'title' | 'outlet' | 'published' | 'url'>;

/** Words of an article with where they stand. */
export function citationOf({ words, paragraph }: Passage, source: Source): string {
  return `${quoted(words)} — ${[source.title, ...factsOf(source), `¶${paragraph}`].join(', ')}`;
}

/** The same as rich text; the title leads to the article where its address is known. */
export function citationInHtml({ words, paragraph }: Passage, source: Source): string {
  const { title, url } = source;
  const cite = `<cite>${escapeHtml(title)}</cite>`;
  const isAddress = url !== null && /^https?:\/\//iu.test(url);
  const named = isAddress ? `<a href="${escapeHtml(url)}">${cite}</a>` : cite;
  const facts = [...factsOf(source).map(escapeHtml), `¶${paragraph}`].join(', ');
  return `<p>${escapeHtml(quoted(words))} — ${named}, ${facts}</p>`;
}

function factsOf({ outlet, published }: Source): string[] {
  return [outlet ?? 'outlet unknown', ...(published === null ? [] : [published])];
}

/** Marks that open and close a quotation. */
const MARKS = ['“”', '„“', '„”', '«»', '»«', '‘’', '‚‘', '‹›', '「」', '『』', '""', '״״'];

/** Words in quotation marks: their own, where they begin and end with a pair. */
function quoted(words: string): string {
  const [first = ''] = words;
  const pair = first + (Array.from(words).at(-1) ?? '');
  return words.length > 1 && MARKS.includes(pair) ? words : `“${words}”`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/gu, (character) => ESCAPES[character] ?? character);
}
