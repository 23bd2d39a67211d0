// The five samples as an event in a library in memory that compares and changes it as the main process does.
import { compareEvent } from '#core/compare/comparison/compare-event.ts';
import { rolesOf } from '#core/compare/comparison/input.ts';
import type { ArticleReading } from '#core/compare/texts/article-reading.ts';
import type { Applied } from '#core/contract/library.ts';
import {
  applyEventSteps,
  createEventDocument,
  toStoredEvent,
  type EventDocument,
  type EventStep,
} from '#core/event/document.ts';
import { planEventEdit } from '#core/event/plan-edit.ts';
import { toJsonText } from '#core/guards/transfer.ts';
import { nameAttributes } from '#core/people/names-in-tags.ts';
import { err, ok, type Result } from '#core/result.ts';
import { NOW, plainAnnotation, uuid } from '#core/review/testing/records.ts';
import type { Annotation } from '#core/tags/tag.ts';
import { describeSpan } from '#core/text/selector.ts';

import text0 from '../../../seeds/000_84dcb151e65168d7.txt?raw';
import text1 from '../../../seeds/001_c577037625e26c98.txt?raw';
import text2 from '../../../seeds/002_9041cdeeb3459cbc.txt?raw';
import text3 from '../../../seeds/003_73b5eeedabdcb029.txt?raw';
import text4 from '../../../seeds/004_bad3bbfa38c869dd.txt?raw';
import { CODEBOOK, SELF, type TestArticle, type TestLibrary } from './library.ts';
import { openWindow } from './window.ts';

/** The five samples. */
export const SAMPLES: readonly TestArticle[] = [text0, text1, text2, text3, text4].map(
  (text, index) => ({ text, title: `Outlet ${index}` }),
);

/** One's own tag with this number on the first place of some words of a text. */
export function tagOn(
  text: string,
  words: string,
  fields: { readonly n: number } & Pick<Annotation, 'category'> & Partial<Annotation>,
): Annotation {
  const { n, ...more } = fields;
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`There is no ${words}.`);
  const fragments = [describeSpan(text, { start, end: start + words.length })];
  return plainAnnotation({ id: uuid(1, n), creator: SELF, fragments, ...more });
}

/** What was read of the texts of an event by their ids, by all of the texts: an id is of any text here. */
const READINGS = new Map<string, Map<string, ArticleReading>>();

function readingsOf({ articles }: TestLibrary): Map<string, ArticleReading> {
  const key = JSON.stringify(Array.from(articles.values(), ({ text }) => text));
  const readings = READINGS.get(key) ?? new Map<string, ArticleReading>();
  READINGS.set(key, readings);
  return readings;
}

interface Move {
  readonly label: string;
  readonly steps: readonly EventStep[];
  readonly inverse: readonly EventStep[];
}

/** What is said of the event, and how often it was compared. */
class TestEvent {
  document: EventDocument;
  compared = 0;
  private readonly done: Move[] = [];
  private readonly undone: Move[] = [];
  private ids = 0;

  constructor(
    private readonly library: TestLibrary,
    private readonly id: string,
  ) {
    this.document = createEventDocument(id);
    library.answer('event:open', () =>
      ok({ event: toJsonText(toStoredEvent(this.document)), readOnly: null }),
    );
    library.answer('compare:read', ({ comparesOneTexts }) => {
      this.compared += 1;
      const input = { ...this.input(), comparesOneTexts };
      return ok(toJsonText(compareEvent(input, { readings: readingsOf(library) })));
    });
    library.answer('compare:stop', () => ok(null));
    library.answer('event:change', ({ edit }) => {
      const planned = planEventEdit(this.document, edit, {
        texts: new Map([...library.articles].map(([id, { text }]) => [id, text])),
        self: SELF,
        now: NOW,
        newId: () => uuid(9, 1000 + (this.ids += 1)),
      });
      if (!planned.ok) return planned;
      const { steps, label } = planned.value;
      const inverse = this.apply(steps);
      this.done.push({ label, steps, inverse });
      this.undone.length = 0;
      return ok(this.applied('do', label, steps));
    });
    library.answer('history:undo', () => this.travel('undo', this.done, this.undone));
    library.answer('history:redo', () => this.travel('redo', this.undone, this.done));
  }

  private input() {
    const { library } = this;
    return {
      articles: [...library.articles].map(([id, { document, text }]) => ({
        id,
        text,
        title: document.details.title,
        outlet: document.details.outlet,
        published: document.details.published,
        tags: [...document.annotations],
        boilerplate: [...document.regions],
      })),
      aliases: [...library.library.aliases],
      roles: rolesOf(CODEBOOK),
      nameAttributes: nameAttributes(CODEBOOK),
      document: this.document,
    };
  }

  private travel(
    kind: 'undo' | 'redo',
    from: Move[],
    to: Move[],
  ): Result<Applied, { readonly type: 'nothing-to-undo' | 'nothing-to-redo' }> {
    const move = from.pop();
    if (!move) return err({ type: kind === 'undo' ? 'nothing-to-undo' : 'nothing-to-redo' });
    to.push(move);
    const steps = kind === 'undo' ? move.inverse : move.steps;
    this.apply(steps);
    return ok(this.applied(kind, move.label, steps));
  }

  private apply(steps: readonly EventStep[]): readonly EventStep[] {
    const applied = applyEventSteps(this.document, steps);
    if (!applied.ok) throw new Error(applied.error.type);
    this.document = applied.value.document;
    return applied.value.inverse;
  }

  private applied(kind: Applied['kind'], label: string, steps: readonly EventStep[]): Applied {
    const top = (moves: readonly Move[]) => {
      const move = moves.at(-1);
      return move ? { label: move.label, articleId: null, eventId: this.id } : null;
    };
    return {
      kind,
      articleId: null,
      touched: [],
      label,
      at: NOW,
      steps: [],
      event: { eventId: this.id, steps },
      history: { undo: top(this.done), redo: top(this.undone) },
    };
  }
}

/** A window on the samples, turned to Compare, with the table read. */
export async function openCompare(articles: readonly TestArticle[] = SAMPLES) {
  const window = await openWindow(articles);
  const { workspace, library } = window;
  const applied = await workspace.changes.editLibrary({
    kind: 'create-event',
    title: 'Security guarantees',
    articles: [...library.articles.keys()],
  });
  const made = applied?.library?.events[0]?.id;
  if (made === undefined) throw new Error('The event was not made.');
  const event = new TestEvent(library, made);
  workspace.takeSurface(null);
  workspace.review.showView('compare');
  await settled(() => workspace.state.compare.shown !== null);
  const table = () => {
    const { shown } = workspace.state.compare;
    if (!shown) throw new Error('Nothing is compared.');
    return shown.table;
  };
  return {
    ...window,
    event,
    table,
    /** Puts the cursor on the words of an article, where they stand first. */
    goToWords: (words: string, state?: 'offered' | 'linked' | 'preselected'): void => {
      for (const row of table().rows) {
        for (const { article, renderings } of row.cells) {
          const line = renderings.findIndex(
            (each) =>
              table().items[each.item]?.words === words &&
              (state === undefined || each.state === state),
          );
          if (line >= 0) {
            workspace.compare.goTo({ row: row.key, article }, line);
            return;
          }
        }
      }
      throw new Error(`${words} is nowhere in the table.`);
    },
    /** The words of what is linked, family by family. */
    families: (): string[][] =>
      [...event.document.families].map(({ renderings }) =>
        renderings.map(({ fragments }) => fragments.map(({ exact }) => exact).join(' … ')),
      ),
  };
}

export type CompareWindow = Awaited<ReturnType<typeof openCompare>>;

/** Waits until what was asked for has been answered. */
export async function settled(isDone: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !isDone(); turn += 1) await Promise.resolve();
  if (!isDone()) throw new Error('It is not done.');
}
