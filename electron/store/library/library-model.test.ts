import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { plainBody } from '#core/tags/tag.ts';
import type { ArticleSource } from '#core/article/article.ts';
import { planArticleEdit } from '#core/article/edit.ts';
import type { EventEdit } from '#core/event/edit.ts';
import { planEventEdit } from '#core/event/plan-edit.ts';
import type { Family } from '#core/event/records.ts';
import { ok } from '#core/result.ts';
import { describeSpan } from '#core/text/selector.ts';

import { articleIdOf } from './articles/article-folder.ts';
import { STORE_LIMITS } from '../document/options.ts';
import type { Disk } from '../disk/files.ts';
import { Library, type LibraryOptions, type NewArticle } from './library.ts';
import { createFaultyDisk, type Fate } from '../testing/faulty-disk.ts';
import { codebook, fromPage, libraryOptions, newArticle } from '../testing/library-fixture.ts';
import { MemoryDisk, type Pick } from '../testing/memory-disk.ts';

const TEXTS = ['alphabetagamma', 'onetwothreefour', 'addedlaterbyhand', 'andonemoretext'] as const;
const IDS = TEXTS.map((text) => articleIdOf(text));
const SAMPLES = TEXTS.slice(0, 2).map((text, n) => ({
  name: `${n}.txt`,
  bytes: Buffer.from(text),
}));

/** What an analyst can see: the library as plain values. */
interface Seen {
  /** Tags as `start category`, sorted, by article. */
  readonly articles: Readonly<
    Record<
      string,
      {
        readonly tags: readonly string[];
        readonly done: boolean;
        readonly names: number;
        /** Notes of other annotators' tags, by annotator. */
        readonly sets: Readonly<Record<string, string>>;
      }
    >
  >;
  readonly trashed: readonly string[];
  /** Passages that are linked, each alone, as `article start`, sorted, by the title of the event. */
  readonly events: Readonly<Record<string, readonly string[]>>;
}
/** The reference: what is seen, and what undo and redo would bring back. */
interface Model {
  readonly now: Seen;
  readonly undo: readonly Seen[];
  readonly redo: readonly Seen[];
}

/** The event that is there from the start, and the one that comes and goes. */
const EVENTS = ['Talks', 'Drones'] as const;

const CATEGORIES = ['quote', 'claim', 'framing'] as const;

type Change =
  | {
      readonly type: 'tag';
      readonly article: number;
      readonly start: number;
      readonly category: (typeof CATEGORIES)[number];
    }
  | { readonly type: 'untag-all'; readonly article: number }
  | { readonly type: 'done-all' }
  | {
      readonly type: 'add';
      readonly article: number;
      readonly name: string;
      /** What somebody else tagged in it; `null`: nothing. */
      readonly set: { readonly annotator: number; readonly note: string } | null;
    }
  | { readonly type: 'trash'; readonly article: number }
  | { readonly type: 'restore'; readonly article: number }
  | {
      readonly type: 'link';
      readonly event: (typeof EVENTS)[number];
      readonly of: number;
      readonly start: number;
    }
  | { readonly type: 'unlink-all'; readonly event: (typeof EVENTS)[number] }
  | { readonly type: 'create-event' }
  | { readonly type: 'merge-events' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' };

type Command =
  | { readonly type: 'change'; readonly change: Change }
  | {
      readonly type: 'change-on-failing-disk';
      readonly change: Change;
      readonly call: number;
      readonly fate: 'short' | 'full' | 'broken';
    }
  | {
      readonly type: 'crash-during';
      readonly change: Change;
      readonly call: number;
      readonly after: boolean;
      readonly power: boolean;
      readonly chance: readonly number[];
    }
  | { readonly type: 'close-articles' }
  | { readonly type: 'backup' }
  | { readonly type: 'restart' }
  | { readonly type: 'kill' }
  | { readonly type: 'power-cut'; readonly chance: readonly number[] };

const article = fc.nat({ max: TEXTS.length - 1 });
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('tag' as const),
      article,
      start: fc.nat({ max: 4 }),
      category: fc.constantFrom(...CATEGORIES),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('untag-all' as const), article }) },
  { weight: 1, arbitrary: fc.constant({ type: 'done-all' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('add' as const),
      article,
      name: fc.constantFrom('x.txt', 'y.txt'),
      set: fc.option(fc.record({ annotator: fc.nat({ max: 1 }), note: fc.constantFrom('a', 'b') })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('trash' as const), article }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restore' as const), article }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('link' as const),
      event: fc.constantFrom(...EVENTS),
      of: fc.nat({ max: 1 }),
      start: fc.nat({ max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('unlink-all' as const),
      event: fc.constantFrom(...EVENTS),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ type: 'create-event' as const }) },
  { weight: 2, arbitrary: fc.constant({ type: 'merge-events' as const }) },
  { weight: 4, arbitrary: fc.constant({ type: 'undo' as const }) },
  { weight: 2, arbitrary: fc.constant({ type: 'redo' as const }) },
);
const chance = fc.array(fc.nat(), { minLength: 1, maxLength: 20 });
const call = fc.integer({ min: 1, max: 30 });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ type: fc.constant('change' as const), change }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('change-on-failing-disk' as const),
      change,
      call,
      fate: fc.constantFrom('short', 'full', 'broken'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('crash-during' as const),
      change,
      call,
      after: fc.boolean(),
      power: fc.boolean(),
      chance,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'close-articles' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'backup' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'restart' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'kill' as const }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('power-cut' as const), chance }) },
);

/** The reference after a change; the same object where the change is refused. */
function expectChange(model: Model, change: Change): Model {
  const { now, undo, redo } = model;
  const move = (next: Seen): Model => ({ now: next, undo: [...undo, now], redo: [] });
  const id = 'article' in change ? (IDS[change.article] ?? '') : '';
  const present = now.articles[id];
  const trashed = now.trashed.includes(id);
  const put = (entry: Seen['articles'][string]): Seen => ({
    ...now,
    articles: { ...now.articles, [id]: entry },
  });
  switch (change.type) {
    case 'tag': {
      if (!present || trashed) return model;
      const tag = `${change.start} ${change.category}`;
      return present.tags.includes(tag)
        ? model
        : move(put({ ...present, tags: [...present.tags, tag].sort() }));
    }
    case 'untag-all':
      return present && !trashed && present.tags.length > 0
        ? move(put({ ...present, tags: [] }))
        : model;
    case 'done-all': {
      if (Object.keys(now.articles).every((key) => now.trashed.includes(key))) return model;
      return move({
        ...now,
        articles: Object.fromEntries(
          Object.entries(now.articles).map(([key, entry]) => [
            key,
            now.trashed.includes(key) ? entry : { ...entry, done: !entry.done },
          ]),
        ),
      });
    }
    case 'add': {
      const { set } = change;
      const coming = set ? { [annotatorOf(set.annotator)]: set.note } : {};
      if (!present) return move(put({ tags: [], done: false, names: 1, sets: coming }));
      const isNamed = new Set(namesOf.get(id)).has(change.name);
      const sets = { ...present.sets, ...coming };
      if (isNamed && !trashed && isDeepStrictEqual(sets, present.sets)) return model;
      const entry = { ...present, names: present.names + (isNamed ? 0 : 1), sets };
      return move({
        ...now,
        articles: { ...now.articles, [id]: entry },
        trashed: now.trashed.filter((each) => each !== id),
      });
    }
    case 'trash':
      return present && !trashed ? move({ ...now, trashed: [...now.trashed, id].sort() }) : model;
    case 'restore':
      return trashed ? move({ ...now, trashed: now.trashed.filter((each) => each !== id) }) : model;
    case 'link': {
      const words = now.events[change.event];
      const passage = `${change.of} ${change.start}`;
      if (!words || words.includes(passage)) return model;
      return move({
        ...now,
        events: { ...now.events, [change.event]: [...words, passage].sort() },
      });
    }
    case 'unlink-all':
      return (now.events[change.event] ?? []).length > 0
        ? move({ ...now, events: { ...now.events, [change.event]: [] } })
        : model;
    case 'create-event':
      return 'Drones' in now.events
        ? model
        : move({ ...now, events: { ...now.events, Drones: [] } });
    case 'merge-events': {
      const { Talks = [], Drones } = now.events;
      if (!Drones) return model;
      return move({ ...now, events: { Talks: [...new Set([...Talks, ...Drones])].sort() } });
    }
    case 'undo': {
      const before = undo.at(-1);
      return before
        ? { now: takeBack(now, before), undo: undo.slice(0, -1), redo: [...redo, now] }
        : model;
    }
    case 'redo': {
      const next = redo.at(-1);
      return next ? { now: next, undo: [...undo, now], redo: redo.slice(0, -1) } : model;
    }
  }
}

/** What is seen after going back: an article that was added since is not gone but in the trash. */
function takeBack(now: Seen, before: Seen): Seen {
  const added = Object.keys(now.articles).filter((id) => !(id in before.articles));
  return {
    articles: {
      ...Object.fromEntries(Object.entries(now.articles).filter(([id]) => added.includes(id))),
      ...before.articles,
    },
    trashed: [...before.trashed, ...added].sort(),
    events: before.events,
  };
}

function annotatorOf(number: number): string {
  return `4${number}000000-0000-4000-8000-000000000000`;
}

/** Somebody else's set with one tag, as an import brings it. */
function setOf(
  text: string,
  { annotator, note }: { readonly annotator: number; readonly note: string },
): NonNullable<NewArticle['sets']>[number] {
  const creator = annotatorOf(annotator);
  const at = '2026-01-01T00:00:00.000Z';
  const annotation = {
    ...plainBody([], 'quote'),
    id: creator,
    fragments: [describeSpan(text, { start: 0, end: 3 })],
    attributeSpans: {},
    note,
    creator,
    created: at,
    modified: at,
  };
  const name = `annotator ${annotator}`;
  return {
    annotator: { id: creator, name, confirmed: true },
    annotations: [annotation],
    ...NOTHING_MISPLACED,
  };
}

/** Every receipt that the sources name, whole. */
function receiptsOf(sources: readonly ArticleSource[]): unknown {
  return sources.flatMap(({ receipt }) =>
    receipt === undefined
      ? []
      : [{ type: 'read', receipt, bytes: expect.any(Uint8Array) as unknown }],
  );
}

const NOW = '2026-01-01T00:00:00.000Z';
const NOTHING_MISPLACED = { proposals: [], orphans: [] };

/** Names that each article has now; read from the library before each change. */
let namesOf = new Map<string, readonly string[]>();

/** A library on a simulated disk that can be killed, cut from power, and made to fail. */
class Bench {
  #memory = new MemoryDisk();
  library!: Library;
  fate: (name: string) => Fate = () => 'ok';
  onStop: () => void = () => undefined;
  #ids = 0;

  newId = (): string => {
    this.#ids += 1;
    const digits = this.#ids.toString(16).padStart(12, '0');
    return `${digits.slice(-2)}000000-0000-4000-8000-${digits}`;
  };

  async open(): Promise<void> {
    this.fate = () => 'ok';
    const memory = this.#memory;
    const disk: Disk = createFaultyDisk(
      memory,
      ({ name }) => (memory === this.#memory ? this.fate(name) : 'stop'),
      () => this.onStop(),
    );
    const options: LibraryOptions = libraryOptions('/library', {
      disk,
      newId: this.newId,
      seeds: SAMPLES,
      sampleEvent: { id: '5b0a4d1c-7f0e-4f5e-9d53-2f6c1c6f9a01', title: 'Talks' },
      limits: { ...STORE_LIMITS, changes: 4, retry: 1, kept: 1, together: 1 },
      takeOverLock: true,
      defaultCodebook: codebook,
    });
    const opened = await Library.open(options);
    if (!opened.ok) throw new Error(`does not open: ${JSON.stringify(opened.error)}`);
    this.library = opened.value;
  }

  kill(): Promise<void> {
    this.#memory = this.#memory.afterKill();
    return this.open();
  }

  cutPower(chance: readonly number[]): Promise<void> {
    let at = 0;
    const pick: Pick = (below) => (chance[at++ % chance.length] ?? 0) % below;
    this.#memory = this.#memory.afterPowerCut(pick);
    return this.open();
  }

  async see(): Promise<Seen> {
    const articles: Record<string, Seen['articles'][string]> = {};
    namesOf = new Map();
    const { library } = this;
    const trashed = library.trashed().map(({ id }) => id);
    for (const id of [...library.summaries().map((summary) => summary.id), ...trashed]) {
      const read = await library.readArticle(id);
      if (!read.ok) throw new Error(`cannot be read: ${JSON.stringify(read.error)}`);
      const { document } = read.value;
      expect(read.value.readOnly).toBeNull();
      const receipts = await library.readReceipts(id);
      expect(receipts).toEqual(ok(receiptsOf(document.sources)));
      for (const { receipt, bytesSha256 } of document.sources) {
        if (receipt === undefined) continue;
        expect((await library.readOriginal(bytesSha256)).type).toBe('read');
      }
      namesOf.set(
        id,
        document.sources.map(({ name }) => name),
      );
      articles[id] = {
        tags: [...document.annotations]
          .map(({ fragments, category }) => `${fragments[0]?.start} ${category}`)
          .sort(),
        done: document.details.done,
        names: document.sources.length,
        sets: Object.fromEntries(
          read.value.sets.map(({ annotator, annotations }) => [
            annotator.id,
            annotations.map(({ note }) => note).join(),
          ]),
        ),
      };
    }
    const events: Record<string, readonly string[]> = {};
    for (const { id, title } of library.document.events) {
      const { families } = await this.#wordsOn(id);
      events[title] = families
        .flatMap(({ renderings }) => renderings)
        .map(({ article: where, fragments }) => `${IDS.indexOf(where)} ${fragments[0]?.start}`)
        .sort();
    }
    return { articles, trashed: trashed.sort(), events };
  }

  async #wordsOn(eventId: string): Promise<{ readonly families: readonly Family[] }> {
    const read = await this.library.events.read(eventId);
    if (!read.ok) throw new Error(`cannot be read: ${JSON.stringify(read.error)}`);
    expect(read.value.readOnly).toBeNull();
    return { families: [...read.value.document.families] };
  }

  /** Says something of an event; `false` where it is not there, or nothing changes. */
  async #say(eventId: string | undefined, edit: EventEdit): Promise<boolean> {
    if (eventId === undefined) return false;
    const { library } = this;
    const texts = new Map(IDS.map((id, n) => [id, TEXTS[n] ?? '']));
    const context = { texts, self: library.document.self, now: NOW, newId: this.newId };
    const done = await library.events.change(eventId, this.newId(), (document) =>
      planEventEdit(document, edit, context),
    );
    return done.ok;
  }

  async make(change: Change): Promise<boolean> {
    const { library } = this;
    const requestId = this.newId();
    const id = 'article' in change ? (IDS[change.article] ?? '') : '';
    const eventId = (title: string): string | undefined =>
      [...library.document.events].find((event) => event.title === title)?.id;
    switch (change.type) {
      case 'link': {
        const fragments = [{ start: change.start, end: change.start + 3 }];
        const passages = [{ article: IDS[change.of] ?? '', fragments, tag: null }];
        const edit = { type: 'link', kind: 'utterance', passages, family: null } as const;
        return this.#say(eventId(change.event), edit);
      }
      case 'unlink-all': {
        const event = eventId(change.event);
        const families = event === undefined ? [] : (await this.#wordsOn(event)).families;
        const renderings = families.flatMap((family) => family.renderings.map((each) => each.id));
        if (renderings.length === 0) return false;
        return this.#say(event, { type: 'unlink', renderings });
      }
      case 'create-event': {
        if (eventId('Drones') !== undefined) return false;
        return (
          await library.arrange(requestId, { kind: 'create-event', title: 'Drones', articles: [] })
        ).ok;
      }
      case 'merge-events': {
        const [from, into] = [eventId('Drones'), eventId('Talks')];
        if (from === undefined || into === undefined) return false;
        return (await library.arrange(requestId, { kind: 'merge-events', id: from, into })).ok;
      }
      case 'tag':
      case 'untag-all': {
        const opened = await library.openArticle(id);
        if (
          !opened.ok ||
          (change.type === 'untag-all' && opened.value.document.annotations.size === 0)
        )
          return false;
        const done = await library.changeArticle(id, requestId, (document, text) =>
          planArticleEdit(
            document,
            change.type === 'tag'
              ? {
                  kind: 'create-tag',
                  body: plainBody(
                    [{ start: change.start, end: change.start + 3 }],
                    change.category,
                  ),
                }
              : {
                  kind: 'delete-tags',
                  ids: [...document.annotations].map((annotation) => annotation.id),
                },
            {
              text,
              codebook,
              annotator: library.document.self,
              now: NOW,
              newId: this.newId,
            },
          ),
        );
        return done.ok;
      }
      case 'done-all': {
        const ids = library.summaries().map((summary) => summary.id);
        if (ids.length === 0) return false;
        const done = await library.changeArticles(requestId, ids, () =>
          ok({
            steps: [],
            follow: ({ document }) =>
              ok([{ op: 'set-details', details: { done: !document.details.done } }]),
            conclude: () => ok('turn done'),
          }),
        );
        return done.ok;
      }
      case 'add': {
        const text = TEXTS[change.article] ?? '';
        const sets = change.set ? [setOf(text, change.set)] : [];
        // One of the names is that of a page, which leaves a receipt and itself.
        const made = change.name === 'y.txt' ? fromPage(text, change.name) : newArticle(text);
        const item = { ...made, source: { ...made.source, name: change.name }, sets };
        return (await library.addArticles(requestId, [item])).ok;
      }
      case 'trash':
        return (await library.arrange(requestId, { kind: 'trash-articles', articles: [id] })).ok;
      case 'restore':
        return (await library.restoreArticle(id, requestId)).ok;
      case 'undo':
        return (await library.undo(requestId)).ok;
      case 'redo':
        return (await library.redo(requestId)).ok;
    }
  }
}

async function run(commands: readonly Command[]): Promise<void> {
  const bench = new Bench();
  await bench.open();
  let model: Model = { now: await bench.see(), undo: [], redo: [] };
  for (const each of commands) {
    switch (each.type) {
      case 'change':
      case 'change-on-failing-disk': {
        const expected = expectChange(model, each.change);
        if (each.type === 'change-on-failing-disk') {
          let left = each.call;
          bench.fate = (name) => {
            left -= 1;
            if (left !== 0) return 'ok';
            // The staging of new articles is refused and not retried; everything else is.
            if (each.fate === 'short')
              return ['write', 'writeStore'].includes(name) ? 'short' : 'ok';
            return { code: each.fate === 'full' ? 'ENOSPC' : 'EIO' };
          };
        }
        const done = await bench.make(each.change);
        bench.fate = () => 'ok';
        if (each.type === 'change' || done) expect(done).toBe(expected !== model);
        if (done) model = expected;
        break;
      }
      case 'crash-during': {
        const expected = expectChange(model, each.change);
        let left = each.call;
        const stopped = new Promise<'stopped'>(
          (resolve) => (bench.onStop = () => resolve('stopped')),
        );
        bench.fate = () => {
          left -= 1;
          return left === 0 ? (each.after ? 'stop-after' : 'stop') : 'ok';
        };
        const made = await Promise.race([stopped, bench.make(each.change)]);
        await (each.power ? bench.cutPower(each.chance) : bench.kill());
        const seen = await bench.see();
        // What was answered must be there; what was not may be, but never half of it.
        const happened = made === 'stopped' ? !isDeepStrictEqual(seen, model.now) : made;
        if (happened) model = expected;
        break;
      }
      case 'close-articles':
        for (const id of IDS) await bench.library.closeArticle(id);
        break;
      case 'backup':
        await bench.library.safekeeping.dailyBackup();
        break;
      case 'restart':
        await bench.library.close();
        await bench.open();
        break;
      case 'kill':
        await bench.kill();
        break;
      case 'power-cut':
        await bench.cutPower(each.chance);
        break;
    }
    expect(await bench.see()).toEqual(model.now);
  }
  while (model.undo.length > 0) {
    model = expectChange(model, { type: 'undo' });
    expect(await bench.make({ type: 'undo' })).toBe(true);
    expect(await bench.see()).toEqual(model.now);
  }
  await bench.library.close();
}

describe('the library against a plain map', () => {
  it('shows what was acknowledged, and undoes it, through restarts, kills, power cuts and failing disks', async () => {
    await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 25 }), run), {
      numRuns: Number(process.env['FRAMEWISE_MODEL_RUNS'] ?? 150),
      ...(process.env['FRAMEWISE_FUZZ_SEED'] !== undefined && {
        seed: Number(process.env['FRAMEWISE_FUZZ_SEED']),
      }),
    });
  });

  const found: readonly { readonly name: string; readonly commands: readonly Command[] }[] = [
    {
      name: 'a flush that fails while an article is added, then a power cut',
      commands: [
        {
          type: 'change-on-failing-disk',
          change: { type: 'add', article: 2, name: 'x.txt', set: null },
          call: 19,
          fate: 'full',
        },
        { type: 'power-cut', chance: [0, 0, 365945541] },
      ],
    },
    {
      name: 'a kill between the line that changes two articles and the articles, then a power cut',
      commands: [
        { type: 'change', change: { type: 'trash', article: 0 } },
        {
          type: 'crash-during',
          change: { type: 'done-all' },
          call: 2,
          after: false,
          power: false,
          chance: [0],
        },
        { type: 'power-cut', chance: [0] },
        { type: 'change', change: { type: 'trash', article: 0 } },
      ],
    },
  ];
  it.each(Array.from({ length: 12 }, (_, n) => n + 1))(
    'merges two events whole or not at all, if it is killed at call %i',
    (n) =>
      run([
        { type: 'change', change: { type: 'create-event' } },
        { type: 'change', change: { type: 'link', event: 'Talks', of: 0, start: 0 } },
        { type: 'change', change: { type: 'link', event: 'Drones', of: 0, start: 0 } },
        { type: 'change', change: { type: 'link', event: 'Drones', of: 1, start: 2 } },
        {
          type: 'crash-during',
          change: { type: 'merge-events' },
          call: n,
          after: n % 2 === 0,
          power: n % 3 === 0,
          chance: [n],
        },
      ]),
  );

  it.each(found)('loses nothing to $name', ({ commands }) => run(commands));

  it('is made whole or not at all, wherever its first start is cut off', async () => {
    let finished = false;
    for (let n = 1; !finished; n += 1) {
      for (const chance of [[0], [1], [2, 1, 0, 3], [5, 0, 7]]) {
        const bench = new Bench();
        let left = n;
        const stopped = new Promise<'stopped'>(
          (resolve) => (bench.onStop = () => resolve('stopped')),
        );
        const opening = bench.open();
        bench.fate = () => {
          left -= 1;
          return left === 0 ? 'stop' : 'ok';
        };
        finished = (await Promise.race([stopped, opening])) !== 'stopped';
        await bench.cutPower(chance);
        expect(Object.keys((await bench.see()).articles).sort()).toEqual(IDS.slice(0, 2).sort());
        expect(bench.library.document.events.size).toBe(1);
      }
    }
  });
});
