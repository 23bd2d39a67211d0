import { describe, expect, it } from 'vitest';

import { applyEventSteps, createEventDocument, type EventDocument } from '../../event/document.ts';
import type { Family, LinkDecision } from '../../event/records.ts';
import { linkId, makeFamily, placeOf, WHEN } from '../../event/testing/families.ts';
import type { ExchangeContent, ExchangeLinks } from '../content/content.ts';
import { toLooseContent } from '../framewise/codec.ts';
import { readFramewise } from '../framewise/read.ts';
import { serializeFramewise } from '../framewise/write.ts';
import { placeContent } from '../placing/place.ts';
import type { PlacedContent } from '../placing/placed.ts';
import { ANNA, BORIS, CODEBOOK, makeArticle, makeContent, TOOLS } from '../testing/contents.ts';
import { EVENT, makeLinks } from '../testing/links.ts';
import { alignEvents } from './align-events.ts';
import { planLinks, type LinkPlan } from './plan-links.ts';

const ONE = 'The road leads nowhere, he said on Monday. Nobody asked him why.';
const OTHER = 'It is a road to nowhere, he said. Nobody asked.';
const [ROAD, NOWHERE] = [placeOf(ONE, 'road leads nowhere'), placeOf(OTHER, 'road to nowhere')];
const [ASKED, ASKED_TOO] = [placeOf(ONE, 'Nobody asked'), placeOf(OTHER, 'Nobody asked')];
const NOW = '2026-06-01T00:00:00.000Z';
const HERE = '44444444-4444-4444-8444-444444444444';

/** A file as it is after it was written and read. */
function fileWith(
  links: Partial<ExchangeLinks>,
  more: Partial<ExchangeContent> = {},
): PlacedContent {
  const content = makeContent(makeArticle(ONE), [], {
    annotators: [ANNA, BORIS],
    events: [EVENT],
    articles: [ONE, OTHER].map((text) => makeArticle(text, { event: EVENT.id })),
    links: [makeLinks(links)],
    ...more,
  });
  const options = { includeText: true, hideNames: false, exportedAt: WHEN, generator: '' };
  const json = new TextEncoder().encode(serializeFramewise(content, options));
  const read = readFramewise(json, TOOLS);
  if (!read.ok || read.value.refused.length > 0) throw new Error('It was not read.');
  return placeContent(toLooseContent(read.value), { codebook: CODEBOOK, tools: TOOLS });
}

const plan = (file: PlacedContent, known: EventDocument | null = createEventDocument(EVENT.id)) =>
  planLinks(file, { self: ANNA.id, known: () => known, now: NOW });

function after(planned: LinkPlan, before = createEventDocument(EVENT.id)): EventDocument {
  const applied = applyEventSteps(before, planned.events[0]?.steps ?? []);
  if (!applied.ok) throw new Error(applied.error.type);
  return applied.value.document;
}

const boris = (
  n: number,
  places: Family['renderings'][number][] | Parameters<typeof makeFamily>[1],
) => makeFamily(n, places, { creator: BORIS.id });
const decision = (about: Family, more: Partial<LinkDecision> = {}): LinkDecision => ({
  ...{ id: linkId(500), about: [about], verdict: 'accept', result: null, reason: null, note: '' },
  ...{ reviewer: BORIS.id, decided: '2026-02-01T00:00:00.000Z', ...more },
});

describe('A colleague’s families', () => {
  const family = boris(1, [ROAD, NOWHERE]);
  const first = plan(fileWith({ families: [family] }));

  it('come in as a set of theirs', () => {
    expect(first.families).toEqual({ read: 1, new: 1, duplicate: 0, refused: 0 });
    const document = after(first);
    expect([...document.families]).toEqual([]);
    expect([...document.linkSets]).toMatchObject([
      { id: BORIS.id, families: [family], imported: NOW },
    ]);
    expect([...first.people]).toEqual([BORIS.id]);
  });

  it('change nothing when they come again', () => {
    const again = plan(fileWith({ families: [family] }), after(first));
    expect(again.events).toEqual([]);
    expect(again.families).toEqual({ read: 1, new: 0, duplicate: 1, refused: 0 });
  });

  it('take the place of those before them, and what the file has no article of stays', () => {
    const alone = boris(20, [placeOf(OTHER, 'Nobody')]);
    const before = after(plan(fileWith({ families: [family, alone] })));
    const changed = { ...boris(1, [ROAD]), modified: NOW };
    const file = fileWith(
      { families: [changed] },
      { articles: [makeArticle(ONE, { event: EVENT.id })] },
    );
    const [set] = after(plan(file, before), before).linkSets;
    expect(set?.families).toEqual([changed, alone]);
    const both = fileWith({ families: [changed] });
    const [whole] = after(plan(both, before), before).linkSets;
    expect(whole?.families).toEqual([changed]);
  });

  it('are kept with passages that stand nowhere here, which are counted', () => {
    const file = fileWith({ families: [family] });
    const lost = { place: '/families/0/renderings/1', words: 'road to nowhere' };
    const planned = plan({ ...file, unplacedPassages: [lost] });
    expect(planned.withoutPlace).toBe(1);
    expect([...after(planned).linkSets][0]?.families[0]?.renderings).toHaveLength(2);
  });

  it('bring the event that is not here', () => {
    const planned = plan(fileWith({ families: [family] }), null);
    expect(planned.added).toEqual([EVENT]);
    expect(planned.events).toMatchObject([{ event: EVENT.id }]);
  });
});

describe('One’s own families', () => {
  const own = makeFamily(1, [ROAD, NOWHERE]);
  const links = {
    families: [own],
    refusals: [
      { id: linkId(60), a: ASKED, b: ASKED_TOO, reason: null, creator: ANNA.id, created: WHEN },
    ],
    coverage: [
      {
        ...{ id: linkId(61), family: own.id, article: ROAD.article, value: 'absent' as const },
        ...{ creator: ANNA.id, decided: WHEN },
      },
    ],
  };

  it('join what is here, with what was said of them', () => {
    const document = after(plan(fileWith(links)));
    expect([...document.families]).toEqual([own]);
    expect([...document.refusals]).toEqual(links.refusals);
    expect([...document.coverage]).toEqual(links.coverage);
    expect(plan(fileWith(links), document).events).toEqual([]);
  });

  it('never change one that is here', () => {
    const before = after(plan(fileWith({ families: [{ ...own, label: 'Mine' }] })));
    const planned = plan(fileWith({ families: [own] }), before);
    expect(planned.events).toEqual([]);
    expect(planned.families.duplicate).toBe(1);
  });

  it('come without the passages that are in another family already', () => {
    const before = after(plan(fileWith({ families: [makeFamily(30, [ROAD])] })));
    const document = after(plan(fileWith({ families: [own] }), before), before);
    expect(document.families.get(own.id)?.renderings).toMatchObject([NOWHERE]);
  });

  it('are shown as they were in a return, and not taken', () => {
    const before = after(plan(fileWith({ families: [makeFamily(30, [ASKED])] })));
    const file = fileWith({ families: [own] }, { returnFor: ANNA.id, from: BORIS.id });
    expect(plan(file, before).families).toMatchObject({ new: 0, duplicate: 1 });
  });
});

describe('Decisions on families', () => {
  const own = makeFamily(1, [ROAD, NOWHERE]);
  const back = (decisions: LinkDecision[]) =>
    fileWith({ families: [own], linkDecisions: decisions }, { returnFor: ANNA.id, from: BORIS.id });

  it('come back to the author, and the newer one counts', () => {
    const before = after(plan(fileWith({ families: [own] })));
    const first = plan(back([decision(own)]), before);
    expect(first.decisions).toEqual({ read: 1, new: 1, duplicate: 0, refused: 0 });
    const document = after(first, before);
    const newer = decision(own, { verdict: 'reject', decided: '2026-02-02T00:00:00.000Z' });
    const second = after(plan(back([newer]), document), document);
    expect([...second.linkDecisions]).toEqual([newer]);
    expect(plan(back([decision(own)]), second).decisions.duplicate).toBe(1);
  });

  it('that were taken back go', () => {
    const before = after(plan(back([decision(own)])));
    const planned = plan(back([]), before);
    expect(planned.withdrawn).toBe(1);
    expect([...after(planned, before).linkDecisions]).toEqual([]);
    const later = {
      ...before,
      ...after(plan(back([decision(own, { decided: '2026-12-01T00:00:00.000Z' })]))),
    };
    expect(plan(back([]), later).withdrawn).toBe(0);
  });

  it('of one’s own are not brought back by another’s file, and are by one’s own', () => {
    const theirs = boris(1, [ROAD]);
    const mine = decision(theirs, { reviewer: ANNA.id });
    const links = { families: [theirs], linkDecisions: [mine] };
    expect(plan(fileWith(links)).decisions).toMatchObject({ new: 0, refused: 1 });
    expect(plan(fileWith(links, { from: ANNA.id })).decisions).toMatchObject({ new: 1 });
  });

  it('that the author contests are counted', () => {
    const theirs = boris(1, [ROAD]);
    const mine = decision(theirs, { reviewer: ANNA.id, verdict: 'reject' });
    const before = after(
      plan(fileWith({ families: [theirs], linkDecisions: [mine] }, { from: ANNA.id })),
    );
    const against = decision(theirs, {
      ...{ id: linkId(600), verdict: 'reject', decided: '2026-02-02T00:00:00.000Z' },
    });
    const file = fileWith({ families: [theirs], linkDecisions: [against] }, { from: BORIS.id });
    const planned = plan(file, before);
    expect(planned.contested).toBe(1);
    expect(plan(file, after(planned, before)).contested).toBe(0);
  });
});

describe('The event of a file', () => {
  const file = fileWith({ families: [boris(1, [ROAD, NOWHERE])] });
  const eventOf = (one: string | null, other: string | null) => (id: string) =>
    id === ROAD.article ? one : id === NOWHERE.article ? other : undefined;

  it('is the one with its id', () => {
    const known = { has: (id: string) => id === EVENT.id, eventOf: eventOf(HERE, HERE) };
    expect(alignEvents(file, known)).toBe(file);
  });

  it('is else the one that its articles report here', () => {
    const aligned = alignEvents(file, { has: () => false, eventOf: eventOf(null, HERE) });
    expect(aligned.links).toMatchObject([{ event: HERE, families: file.links[0]?.families }]);
    expect(aligned.articles.map(({ details }) => details.event)).toEqual([HERE, HERE]);
    expect(aligned.events).toEqual([]);
  });

  it('is a new one where none of its articles reports any here', () => {
    const aligned = alignEvents(file, { has: () => false, eventOf: eventOf(null, null) });
    expect(aligned).toBe(file);
  });
});
