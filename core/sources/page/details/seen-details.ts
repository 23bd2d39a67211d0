import type { Block } from '../../reading.ts';
import { dayIn } from './dates.ts';
import type { SeenDetails } from './details.ts';
import { isByline } from '../tree/phrases.ts';

const BYLINE_WORDS =
  /^\s*(?:by|written by|posted by|words by|story by|reported by|author|von|par|por|di|door|av|автор|текст|文|著者|作者|记者|記者|بقلم|מאת)[\s:：]+/iu;

/** Blocks looked at before the text and in it. */
const MOST_BLOCKS = 3000;

/** What the page shows of its details where its head says nothing: headline, author's line and date. */
export function seenDetails(blocks: readonly Block[]): SeenDetails {
  const looked = blocks.slice(0, MOST_BLOCKS).filter(({ part }) => part !== 'hidden');
  const headline = looked.find(({ kind, part }) => kind === 'heading' && part === 'article');
  const byline = looked.find(({ text, part }) => part === 'metadata' && isByline(text));
  const days = looked.flatMap(({ text, part }) => (part === 'metadata' ? (dayIn(text) ?? []) : []));
  const [day] = days;
  return {
    headline: headline ? [headline.text, 'the headline of the page'] : null,
    byline: byline ? [nameOf(byline.text), 'the author’s line of the page'] : null,
    date: day === undefined ? null : [day, 'the date on the page'],
  };
}

/** A name without `By` before it and a date behind it. */
function nameOf(line: string): string {
  return line
    .replace(BYLINE_WORDS, '')
    .replace(/\s*[|•·,–—-]\s*(?:\p{L}+\.?\s+)?\d.*$/u, '')
    .trim();
}
