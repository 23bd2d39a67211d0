import { describe, expect, it } from 'vitest';

import type { ComparedEvent } from '../evidence/items.ts';
import { buildFamilies } from '../families/families.ts';
import { eventOf } from '../testing/event.ts';
import { gold, itemOf, sampleEvent } from '../testing/samples.ts';
import { Classifier, fullest, type RenderingClass } from './class.ts';

function classes(event: ComparedEvent, members: readonly number[]): RenderingClass[] {
  const items = members.flatMap((index) => event.items[index] ?? []);
  const base = fullest(items);
  const classifier = new Classifier(event);
  return base ? items.map((item) => classifier.classOf(item, base)) : [];
}

describe('the classes of the samples', () => {
  const event = sampleEvent();
  const classOf = (id: string): RenderingClass | undefined => {
    const utterance = gold.quotations.find((each) => each.id === id)?.utterance;
    const ids = gold.quotations
      .filter((each) => each.utterance === utterance)
      .map((each) => each.id);
    return classes(
      event,
      ids.map((each) => itemOf(event, each)),
    )[ids.indexOf(id)];
  };

  it.each<[string, RenderingClass]>([
    ['000-Q2', 'altered'],
    ['001-Q3', 'fragment'],
    ['001-Q4', 'fragment'],
    ['002-Q4', 'fragment'],
    ['004-Q7', 'fragment'],
    ['002-Q2', 'base'],
    ['003-Q3', 'verbatim'],
    ['004-Q3', 'verbatim'],
    ['004-Q5', 'verbatim'],
    ['003-Q5', 'verbatim'],
    ['004-Q4', 'punctuation'],
    ['004-Q8', 'punctuation'],
    ['003-Q2', 'altered'],
    ['000-Q4', 'spliced'],
    ['000-Q1', 'reworded'],
    ['001-Q5', 'reworded'],
    ['001-Q6', 'truncated'],
    ['001-Q2', 'fragment'],
  ])('make %s %s', (id, expected) => {
    expect(classOf(id)).toBe(expected);
  });

  it('have the fullest rendering as base, the earliest of equals', () => {
    const { families } = buildFamilies(event);
    for (const members of families) expect(classes(event, members)).toContain('base');
    expect(classOf('003-Q4')).toBe('base');
    expect(classOf('002-Q5')).toBe('base');
  });
});

const BASE = '“The talks in Geneva failed because nobody brought a plan worth the name.”';

it.each<[string, RenderingClass]>([
  ['“The talks … failed because nobody brought a plan”', 'elided'],
  ['“The talks [...] failed because nobody brought a plan”', 'elided'],
  ['“talks … nobody … name”', 'elided'],
  ['“a plan … the talks”', 'altered'],
  ['“plan and talks”', 'spliced'],
  ['“talks brought”', 'spliced'],
  ['“THE TALKS IN GENEVA FAILED BECAUSE NOBODY BROUGHT A PLAN WORTH THE NAME”', 'punctuation'],
  ['"The talks in Geneva failed because nobody brought a plan worth the name."', 'verbatim'],
  ['“the talks in Geneva failed because nobody”', 'truncated'],
  ['“nobody brought a plan”', 'fragment'],
  ['“The talks failed for want of a plan”', 'altered'],
  ['“Everything collapsed for want of ideas”', 'reworded'],
])('calls %s %s', (text, expected) => {
  const event = eventOf(`He said ${BASE}`, `He said ${text}`);
  expect(classes(event, [0, 1])).toEqual(['base', expected]);
});
