import { describe, expect, it } from 'vitest';

import { eventOf, textOf } from '../testing/event.ts';
import { itemOf, sampleEvent } from '../testing/samples.ts';
import { readArticle } from '../texts/article-reading.ts';
import { Comparison, type Evidence } from './evidence.ts';
import { passagesOf, type ComparedEvent } from './items.ts';

function compare(event: ComparedEvent, a: number, b: number): Evidence {
  const [first, second] = [event.items[a], event.items[b]];
  if (!first || !second) throw new Error('There are fewer items.');
  return new Comparison(event).evidence(first, second);
}

describe('the evidence of the samples', () => {
  const event = sampleEvent();
  const between = (a: string, b: string) => compare(event, itemOf(event, a), itemOf(event, b));

  it('has a quotation put differently by another outlet', () => {
    const evidence = between('000-Q2', '002-Q2');
    expect(Math.abs(evidence.containment - 0.72)).toBeLessThan(0.05);
    expect(Math.abs(evidence.mass - 5.4)).toBeLessThan(0.051);
    expect(evidence).toMatchObject({ run: 8, content: 9, source: 'same', isEqual: false });
  });

  it.each([
    ['002-Q5', '004-Q8', 21],
    ['003-Q4', '004-Q4', 35],
  ])('has %s and %s equal but for marks, %i words', (a, b, run) => {
    expect(between(a, b)).toMatchObject({ run, isEqual: true, isExact: true, runShare: 1 });
    expect(between(a, b).containment).toBeCloseTo(1);
  });

  it('has nothing but what stands around where no word is common', () => {
    const evidence = between('000-Q1', '004-Q1');
    expect(evidence).toMatchObject({ mass: 0, run: 0, content: 0, source: 'same' });
    expect(evidence.context).toBeCloseTo(0.88, 1);
  });

  it('knows nothing of the source where a state speaks, or nobody', () => {
    expect(between('001-Q2', '003-Q1').source).toBe('unknown');
    expect(between('001-Q1', '003-Q1').source).toBe('unknown');
  });
});

it.each([
  ['He told “Face the Nation” on Sunday that talks had stalled again.', true],
  ['Moscow: Excluding Russia From Guarantees Is a “Road to Nowhere”', false],
  ['He called the latest plan “a road to nowhere” on Sunday.', false],
  ['外交部长说“没有出路”。', false],
])('tells names and slogans from words: %s', (text, isNameLike) => {
  expect(eventOf(text).items.map((item) => item.isNameLike)).toEqual([isNameLike]);
});

it('keeps the two ends of a quotation that is too long', () => {
  const words = Array.from(
    { length: 900 },
    (_, at) => `w${'abcdefghij'[at % 10] ?? ''}${'xyz'.repeat((at % 7) + 1)}`,
  );
  const event = eventOf(`He said “${words.join(' ')}”`);
  expect(event.items[0]).toMatchObject({ length: 900, seam: 200 });
  expect(event.items[0]?.stems).toHaveLength(400);
});

it('takes a tag in place of the quotations that it has a part of, and every other quotation', () => {
  const text = 'Ann said “we go”, he added, “now and for good”. Bob said “never”.';
  const tag = {
    speaker: 'Ann Lee',
    fragments: [
      { start: 10, end: 15 },
      { start: 29, end: 45 },
    ],
  };
  const passages = passagesOf(readArticle(text), [tag]);
  expect(
    passages.map(({ fragments }) => fragments.map((each) => text.slice(each.start, each.end))),
  ).toEqual([['we go', 'now and for good'], ['“never”']]);
});

it('looks for what stands around outside all marks', () => {
  const event = eventOf('“Talks failed,” Lavrov said in Moscow, “for good.”');
  expect(textOf(event, 0)).toContain('Talks failed');
  expect(event.items[0]?.around).toHaveLength(2);
});
