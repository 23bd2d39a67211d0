// What unit tests of the model run on: a library in memory that plans, applies and takes back as the
// main process does, and a page and an article that record what they are told. No test is in here.
import { doAtOnce } from '#core/collections/slices.ts';
import { emptyDetails } from '#core/article/article.ts';
import {
  applyArticleSteps,
  createArticleDocument,
  summarize,
  type ArticleDocument,
  type ArticleStep,
} from '#core/article/document.ts';
import { planArticleEdit, type PlannedChange } from '#core/article/edit.ts';
import { Codebook } from '#core/codebook/codebook.ts';
import type { AnnotationSet } from '#core/contract/articles.ts';
import type { Bootstrap } from '#core/contract/bootstrap.ts';
import type { EventName } from '#core/contract/channels.ts';
import type { AnswerOf, Bridge, PayloadOf, RequestOf } from '#core/contract/contract.ts';
import type { Channel } from '#core/contract/channels.ts';
import { describeOpened, toTagSteps } from '#core/contract/for-window/for-window.ts';
import {
  packLibrary,
  type Applied,
  type LibraryEdit,
  type LibraryState,
} from '#core/contract/library.ts';
import { describeReviewContext } from '#core/contract/for-window/review-context.ts';
import { defaultSettings, type Settings } from '#core/contract/settings.ts';
import type { HistoryState, ReadOnlyReason, StoreError } from '#core/contract/store.ts';
import { emptyHistory, recordLine, type HistoryLine } from '#core/library/history.ts';
import {
  planArrangement,
  type ArrangeContext,
  type ArrangeError,
  type PlannedArrangement,
} from '#core/library/arrange.ts';
import {
  applyLibrarySteps,
  createLibraryDocument,
  type LibraryDocument,
  type LibraryStep,
} from '#core/library/document.ts';
import type { NameInUse } from '#core/contract/people.ts';
import { toJsonText } from '#core/guards/transfer.ts';
import { countNames, nameAttributes } from '#core/people/names-in-tags.ts';
import {
  planPeopleEdit,
  type PeopleEdit,
  type PeopleEditError,
  type PeoplePlan,
} from '#core/people/plan-edit.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Comment } from '#core/review/comment.ts';
import type { Decision } from '#core/review/decision.ts';
import { countOpenInSlices } from '#core/review/open-count.ts';
import { planReviewEdit } from '#core/review/review-edit.ts';
import { NOW, uuid } from '#core/review/testing/records.ts';
import type { Annotation } from '#core/tags/tag.ts';

import delivered from '../../../seeds/codebook.json?raw';

/** Annotator id of the one at work. */
export const SELF = uuid(2, 1);

/** The codebook that is delivered. */
export const CODEBOOK = Codebook.parse(JSON.parse(delivered));

/** Id of the nth article, counted from 1. */
export function articleId(n: number): string {
  return String(n).padStart(64, '0');
}

/** An article of the library in memory. */
export interface TestArticle {
  readonly text: string;
  readonly title?: string;
  /** Tags, reviewers' words and comments that are on it already. */
  readonly own?: readonly Annotation[];
  readonly decisions?: readonly Decision[];
  readonly comments?: readonly Comment[];
  /** Others' tags on it. */
  readonly sets?: readonly Omit<AnnotationSet, 'articleId'>[];
  readonly readOnly?: ReadOnlyReason;
}

interface StoredArticle {
  document: ArticleDocument;
  readonly text: string;
  readonly sets: readonly AnnotationSet[];
  readonly readOnly: ReadOnlyReason | null;
}

/** What a change of several articles does to one of them. */
interface Part {
  readonly articleId: string;
  readonly steps: readonly ArticleStep[];
  readonly inverse: readonly ArticleStep[];
}

/** A change in the history, with the steps that repeat it and those that take it back. */
interface Line extends HistoryLine {
  readonly label: string;
  readonly articleId: string | null;
  readonly steps: readonly (ArticleStep | LibraryStep)[];
  readonly inverse: readonly (ArticleStep | LibraryStep)[];
  readonly parts?: readonly Part[];
}

type Answering = { [C in Channel]?: (request: RequestOf<C>) => AnswerOf<C> };

/** A library in memory that answers the window as the main process does. */
export class TestLibrary implements Bridge {
  /** Everything that was asked, in its order. */
  readonly asked: [Channel, unknown][] = [];
  readonly articles = new Map<string, StoredArticle>();
  library: LibraryDocument;
  settings: Settings = defaultSettings();
  private history = emptyHistory<Line>();
  private ids = 0;
  private order = 0;
  private readonly listeners = new Map<EventName, ((payload: never) => void)[]>();
  private held: (() => void)[] | null = null;
  private readonly answers: Answering;

  constructor(articles: readonly TestArticle[]) {
    this.library = createLibraryDocument({
      self: { id: SELF, name: 'Ben', confirmed: true },
      codebook: CODEBOOK,
      events: [],
    });
    articles.forEach((article, index) => {
      const { text, title, sets = [], readOnly = null } = article;
      const id = articleId(index + 1);
      const details = emptyDetails(title ?? `Article ${index + 1}`);
      const stored = {
        document: createArticleDocument({
          id,
          length: text.length,
          added: NOW,
          sources: [],
          details,
        }),
        text,
        sets: sets.map((set) => ({ ...set, articleId: id })),
        readOnly,
      };
      this.applyTo(stored, whatIsThere(article));
      this.articles.set(id, stored);
    });
    this.answers = this.everyAnswer();
  }

  /** Answers one channel otherwise from now on, for example with an error. */
  answer<C extends Channel>(channel: C, answer: (request: RequestOf<C>) => AnswerOf<C>): void {
    Object.assign(this.answers, { [channel]: answer });
  }

  /** Keeps every answer back, as a slow disk does; the returned function lets them go, first to last. */
  hold(): () => void {
    const held: (() => void)[] = [];
    this.held = held;
    return () => {
      this.held = null;
      for (const release of held) release();
    };
  }

  async invoke<C extends Channel>(channel: C, request: RequestOf<C>): Promise<AnswerOf<C>> {
    this.asked.push([channel, request]);
    const { held } = this;
    if (held) await new Promise<void>((resolve) => held.push(resolve));
    const answering: Answering[C] = this.answers[channel];
    if (!answering) throw new Error(`The library in memory does not answer ${channel}.`);
    return answering(request);
  }

  on<E extends EventName>(event: E, listener: (payload: PayloadOf<E>) => void): () => void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
    return () => undefined;
  }

  /** Sends news to the window. */
  emit<E extends EventName>(event: E, payload: PayloadOf<E>): void {
    for (const listener of this.listeners.get(event) ?? []) listener(payload as never);
  }

  previewFiles(): Promise<AnswerOf<'import:preview-paths'>> {
    return this.invoke('import:preview-paths', { paths: ['dropped'] });
  }

  bootstrap(): Bootstrap {
    return {
      formats: [],
      platform: 'linux',
      version: '1.0.0',
      settings: this.settings,
      library: packLibrary(this.state()),
      history: this.historyState(),
      status: { type: 'saved', at: null },
      notices: [],
      openArticle: null,
      screenReader: false,
      isBack: false,
    };
  }

  /** What all articles share, as the window holds it. */
  state(): LibraryState {
    const { library } = this;
    const self = library.annotators.get(library.self);
    if (!self) throw new Error('The library in memory lacks its own annotator.');
    const summaries = [...this.articles.values()].map(({ document }) => summarize(document));
    const titleOf = (id: string): string =>
      summaries.find((each) => each.id === id)?.details.title ?? '';
    return {
      self,
      annotators: [...library.annotators],
      events: [...library.events],
      trashed: [...library.trashed].map((each) => ({ ...each, title: titleOf(each.id) })),
      codebook: library.codebook,
      aliases: [...library.aliases],
      articles: summaries.filter(({ id }) => !library.trashed.has(id)),
    };
  }

  private everyAnswer(): Answering {
    const context = { now: NOW, newId: () => uuid(9, (this.ids += 1)) };
    return {
      'articles:open': ({ articleId: id }) => {
        const article = this.find(id);
        const described = { receipts: [], structure: toJsonText([]) };
        return article.ok ? ok(describeOpened(article.value, described)) : article;
      },
      'articles:count-open': ({ articleIds }) =>
        ok(
          [...this.articles].flatMap(([id, { document, sets }]) => {
            if (articleIds !== null && !articleIds.includes(id)) return [];
            if (this.library.trashed.has(id) || sets.length === 0) return [];
            return [
              { articleId: id, ...doAtOnce(countOpenInSlices(document, sets, this.library.self)) },
            ];
          }),
        ),
      'annotations:apply-change': ({ articleId: id, edit }) =>
        this.changeArticle(
          id,
          ({ document, text }) =>
            planArticleEdit(document, edit, {
              text,
              codebook: this.library.codebook,
              annotator: SELF,
              ...context,
            }),
          edit.kind === 'update-tags' && edit.joins === true,
        ),
      'review:apply-change': ({ articleId: id, edit }) =>
        this.changeArticle(
          id,
          ({ document, text, sets }) =>
            planReviewEdit(
              edit,
              describeReviewContext(
                document,
                text,
                {
                  sets,
                  byId: new Map(
                    sets.map(({ annotator, annotations }) => [
                      annotator.id,
                      new Map(annotations.map((each) => [each.id, each])),
                    ]),
                  ),
                },
                { self: SELF, ...context },
              ),
            ),
          edit.kind === 'decide' && edit.joins !== undefined,
        ),
      'library:stop-change': () => ok({ stopped: false }),
      'library:apply-change': ({ edit }) => this.changeLibrary(edit, context),
      'people:names': () => ok(toJsonText(this.namesInUse())),
      'people:count': ({ edit }) => this.countPeople(edit),
      'history:undo': () => this.move('undo'),
      'history:redo': () => this.move('redo'),
      'settings:update': (patch) => {
        this.settings = Object.assign({}, this.settings, patch);
        return ok(this.settings);
      },
    };
  }

  private find(id: string): Result<StoredArticle, StoreError> {
    const article = this.articles.get(id);
    return article && !this.library.trashed.has(id)
      ? ok(article)
      : err({ type: 'no-such-article', articleId: id });
  }

  private changeArticle<E>(
    id: string,
    plan: (article: StoredArticle) => Result<Omit<PlannedChange, never>, E>,
    joins = false,
  ): Result<Applied, E | StoreError> {
    const article = this.find(id);
    if (!article.ok) return article;
    const planned = plan(article.value);
    if (!planned.ok) return planned;
    const { steps, label } = planned.value;
    const inverse = this.applyTo(article.value, steps);
    return ok(this.record({ kind: 'do', label, articleId: id, steps, inverse }, joins));
  }

  private changeLibrary(
    edit: LibraryEdit,
    context: { readonly now: string; readonly newId: () => string },
  ): Result<Applied, ArrangeError | PeopleEditError> {
    if (edit.kind === 'edit-people') return this.changePeople(edit.edit);
    const details = new Map(
      [...this.articles].map(([id, { document }]) => [id, document.details] as const),
    );
    const planned = planLibrary(this.library, edit, { ...context, details, said: new Map() });
    if (!planned.ok) return planned;
    const { steps, label, articles } = planned.value;
    const inverse = this.applyToLibrary(steps);
    const parts = this.applyToArticles(
      [...articles].map(([id, ofArticle]) => ({ articleId: id, steps: ofArticle })),
    );
    return ok(this.record({ kind: 'do', label, articleId: null, steps, inverse, parts }));
  }

  private applyToArticles(parts: readonly Pick<Part, 'articleId' | 'steps'>[]): readonly Part[] {
    return parts.flatMap(({ articleId: id, steps }) => {
      const article = this.articles.get(id);
      return article ? [{ articleId: id, steps, inverse: this.applyTo(article, steps) }] : [];
    });
  }

  private planPeople(edit: PeopleEdit): Result<PeoplePlan, PeopleEditError> {
    return planPeopleEdit([...this.library.aliases], edit, {
      attributes: nameAttributes(this.library.codebook),
      self: SELF,
      now: NOW,
      newId: () => uuid(9, (this.ids += 1)),
    });
  }

  private changePeople(edit: PeopleEdit): Result<Applied, PeopleEditError> {
    const planned = this.planPeople(edit);
    if (!planned.ok) return planned;
    const { put, removed, follow, label } = planned.value;
    const steps: LibraryStep[] = [
      ...removed.map((id) => ({ op: 'remove-alias' as const, id })),
      ...put.map((alias) => ({ op: 'put-alias' as const, alias })),
    ];
    const inverse = this.applyToLibrary(steps);
    const changed = [...this.articles].flatMap(([id, { document }]) => {
      const after = [...document.annotations].flatMap((tag): ArticleStep[] => {
        const annotation = follow(tag);
        return annotation === tag ? [] : [{ op: 'put-annotation', annotation }];
      });
      return after.length > 0 ? [{ articleId: id, steps: after }] : [];
    });
    const parts = this.applyToArticles(changed);
    for (const each of parts) this.emit('article:changed', { articleId: each.articleId });
    return ok(this.record({ kind: 'do', label, articleId: null, steps, inverse, parts }));
  }

  private countPeople(edit: PeopleEdit): AnswerOf<'people:count'> {
    const planned = this.planPeople(edit);
    if (!planned.ok) return planned;
    const changed = [...this.articles.values()].map(
      ({ document }) =>
        [...document.annotations].filter((tag) => planned.value.follow(tag) !== tag).length,
    );
    return ok({
      tags: changed.reduce((sum, tags) => sum + tags, 0),
      articles: changed.filter((tags) => tags > 0).length,
    });
  }

  /** The names of all articles, as the main process counts them. */
  private namesInUse(): NameInUse[] {
    const attributes = nameAttributes(this.library.codebook);
    const names = new Map<string, { tags: number; articles: number }>();
    for (const { document } of this.articles.values()) {
      for (const [name, tags] of countNames(document.annotations, attributes)) {
        const sum = names.get(name) ?? { tags: 0, articles: 0 };
        names.set(name, { tags: sum.tags + tags, articles: sum.articles + 1 });
      }
    }
    return [...names].map(([name, counts]) => ({ name, ...counts }));
  }

  private applyTo(article: StoredArticle, steps: readonly ArticleStep[]): readonly ArticleStep[] {
    const applied = applyArticleSteps(article.document, steps);
    if (!applied.ok) throw new Error(applied.error.type);
    article.document = applied.value.document;
    return applied.value.inverse;
  }

  private applyToLibrary(steps: readonly LibraryStep[]): readonly LibraryStep[] {
    const applied = applyLibrarySteps(this.library, steps);
    if (!applied.ok) throw new Error(applied.error.type);
    this.library = applied.value.document;
    return applied.value.inverse;
  }

  private move(kind: 'undo' | 'redo'): Result<Applied, StoreError> {
    const line = this.history[kind].at(-1);
    if (!line) return err({ type: kind === 'undo' ? 'nothing-to-undo' : 'nothing-to-redo' });
    const steps = kind === 'undo' ? line.inverse : line.steps;
    if (line.articleId === null) {
      this.applyToLibrary(steps as readonly LibraryStep[]);
      this.applyToArticles(
        (line.parts ?? []).map(({ articleId: id, steps: done, inverse }) => {
          return { articleId: id, steps: kind === 'undo' ? inverse : done };
        }),
      );
    } else {
      const article = this.find(line.articleId);
      if (!article.ok) return article;
      this.applyTo(article.value, steps as readonly ArticleStep[]);
    }
    return ok(this.record({ ...line, kind, of: line.order, steps }));
  }

  private record(line: Omit<Line, 'order'>, joins = false): Applied {
    const last = this.history.undo.at(-1);
    if (!joins) this.history = recordLine(this.history, { ...line, order: (this.order += 1) });
    else if (last) {
      const joined = { ...last, steps: [...last.steps, ...line.steps] };
      this.history = { ...this.history, undo: [...this.history.undo.slice(0, -1), joined] };
    }
    const { kind, label, articleId: id, steps } = line;
    const base = { kind, label, articleId: id, at: NOW, history: this.historyState() };
    if (id === null) {
      const broughtBack = steps.flatMap((step) => (step.op === 'remove-trashed' ? [step.id] : []));
      const touched = [...broughtBack, ...(line.parts ?? []).map((part) => part.articleId)];
      return { ...base, touched, steps: [], library: packLibrary(this.state()) };
    }
    const ofArticle = steps as readonly ArticleStep[];
    return {
      ...base,
      touched: [id],
      steps: ofArticle.flatMap(toTagSteps),
      ...(ofArticle.some(({ op }) => op === 'set-details') && {
        library: packLibrary(this.state()),
      }),
    };
  }

  private historyState(): HistoryState {
    const top = (direction: 'undo' | 'redo') => {
      const line = this.history[direction].at(-1);
      return line ? { label: line.label, articleId: line.articleId } : null;
    };
    return { undo: top('undo'), redo: top('redo'), older: this.history.older };
  }
}

function whatIsThere({ own = [], decisions = [], comments = [] }: TestArticle): ArticleStep[] {
  return [
    ...own.map((annotation): ArticleStep => ({ op: 'put-annotation', annotation })),
    ...decisions.map((decision): ArticleStep => ({ op: 'put-decision', decision })),
    ...comments.map((comment): ArticleStep => ({ op: 'put-comment', comment })),
  ];
}

/** The edits of what all articles share that tests of the model need. */
function planLibrary(
  library: LibraryDocument,
  edit: Exclude<LibraryEdit, { kind: 'edit-people' }>,
  context: ArrangeContext,
): Result<PlannedArrangement, ArrangeError> {
  const articles = new Map<string, readonly ArticleStep[]>();
  switch (edit.kind) {
    case 'name-self': {
      const annotator = { id: library.self, name: edit.name, confirmed: true };
      const steps: LibraryStep[] = [{ op: 'put-annotator', annotator }];
      return ok({ steps, label: 'change your name', articles });
    }
    case 'restore-article': {
      const steps: LibraryStep[] = [{ op: 'remove-trashed', id: edit.id }];
      return ok({ steps, label: 'restore article', articles });
    }
    case 'add-sample':
    case 'tag-places':
    case 'edit-codebook':
      throw new Error(`The library in memory does not plan ${edit.kind}.`);
    default:
      return planArrangement(library, edit, context);
  }
}
