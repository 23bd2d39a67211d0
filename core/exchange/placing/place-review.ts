import { NOTE_LIMIT } from '../../tags/tag.ts';
import type { Comment, CommentTarget } from '../../review/comment.ts';
import {
  compareReferences,
  MEMBER_LIMIT,
  REASON_LIMIT,
  referenceOf,
  type DecidedTag,
  type Decision,
} from '../../review/decision.ts';
import { describeSpan, type Selector } from '../../text/selector.ts';
import { selectorsOfDecision } from '../content/content.ts';
import type {
  LooseArticle,
  LooseComment,
  LooseDecision,
  LooseReview,
  LooseSpan,
  ReadRefusal,
} from '../content/loose.ts';
import { describeElsewhere, describeMismatch } from '../content/refusals.ts';
import { uuidOf, type People } from './people.ts';
import { placeSpan, type PlacingText } from './place-span.ts';
import type { MisplacedDecision, PlacedReview } from './placed.ts';

/** Holds decisions against the text: one about other words than the text has says nothing here. */
export function placeReview(review: LooseReview, at: PlacingText): PlacedReview {
  const decisions: Decision[] = [];
  const misplaced: MisplacedDecision[] = [];
  for (const { place, value, codePoints } of review.decisions) {
    const found = findProblem(value, codePoints, at);
    if (found) misplaced.push({ place, ...found });
    else decisions.push(value);
  }
  const { comments, adjudicated } = review;
  return {
    articleId: at.id,
    decisions,
    comments,
    adjudicated: adjudicated?.value ?? null,
    misplaced,
  };
}

/** The first place of a decision that is none in the text, with what it is the place of. */
function findProblem(
  decision: Decision,
  codePoints: LooseReview['decisions'][number]['codePoints'],
  at: PlacingText,
): Omit<MisplacedDecision, 'place'> | null {
  const selectors = selectorsOfDecision(decision);
  const ofTags = selectorsOfDecision({ ...decision, passage: null, edited: null }).length;
  const partOf = (index: number): MisplacedDecision['part'] => {
    if (index < ofTags) return 'tag';
    return index === ofTags && decision.passage ? 'passage' : 'edited';
  };
  for (const [index, selector] of selectors.entries()) {
    const { exact } = selector;
    const part = partOf(index);
    const placed = placeSpan(selector, codePoints[index], at, 'no');
    if (typeof placed === 'string') {
      return { part, problem: { type: 'words-elsewhere', exact, found: null, anchor: null } };
    }
    if (placed.problem) return { part, problem: placed.problem };
  }
  return null;
}

/** What decisions and comments are made with. */
interface ReviewTools {
  readonly people: People;
  /** A UUID made from a name, the same each time. */
  readonly makeId: (name: string) => string;
  /** Ids of what was decided and said in the file so far. */
  readonly taken: Set<string>;
  readonly refuse: (refusal: ReadRefusal) => void;
}

/** Puts decisions and comments together, with the tags that were made in place of the file's ids. */
export class ReviewMaker {
  readonly #targets = new Map<string, CommentTarget>();
  /** What the file has, whatever became of it, by the ids that it gives. */
  #inFile: ReadonlySet<string | null> = new Set();

  /** @param tags what was made of the file's tags, by the ids that the file gives them */
  constructor(
    private readonly at: PlacingText,
    private readonly tags: ReadonlyMap<string, DecidedTag>,
    private readonly tools: ReviewTools,
  ) {
    for (const [id, tag] of tags) this.#targets.set(id, { type: 'tag', tag: referenceOf(tag) });
  }

  make({ tags, decisions = [], comments = [] }: LooseArticle): PlacedReview {
    this.#inFile = new Set([...tags, ...decisions].map(({ id }) => id));
    return {
      articleId: this.at.id,
      decisions: this.#decisions(decisions),
      comments: this.#comments(comments),
      adjudicated: null,
      misplaced: [],
    };
  }

  #refuse(place: string, reason: string): void {
    this.tools.refuse({ place, reason, tags: 0 });
  }

  #decisions(given: readonly LooseDecision[]): Decision[] {
    return given.flatMap((decision) => {
      const made = this.#decision(decision);
      if (typeof made === 'string') {
        this.#refuse(decision.place, made);
        return [];
      }
      if (decision.id !== null) this.#targets.set(decision.id, { type: 'decision', id: made.id });
      return [made];
    });
  }

  /** The decision, or a sentence that says why it is refused. */
  #decision(decision: LooseDecision): Decision | string {
    const { verdict, note, decided } = decision;
    const about = [...new Set(decision.about)].flatMap((id) => this.tags.get(id) ?? []);
    const passage = decision.passage && this.#passage(decision.passage);
    if (typeof passage === 'string') return passage;
    if (about.length === 0 && passage === null) {
      return decision.about.some((each) => this.#inFile.has(each))
        ? 'No tag that it is about could be placed: why is said of each of them.'
        : 'No tag that it is about is in the file.';
    }
    if (about.length > MEMBER_LIMIT) return `It is about more than ${MEMBER_LIMIT} tags.`;
    if (note.length > NOTE_LIMIT) return 'Its note is too long.';
    const { people, makeId, taken } = this.tools;
    const kept = new Set(decision.kept.flatMap((id) => this.tags.get(id) ?? []));
    const reviewer = people.add(people.find(decision.reviewer));
    const what = [
      passage ? `${passage.start}-${passage.end}` : '',
      ...about.map(({ annotation }) => annotation.id),
    ].join(' ');
    const id =
      uuidOf(decision.id) ?? makeId(`decision ${this.at.id} ${reviewer} ${verdict} ${what}`);
    if (taken.has(id)) return 'It is there twice.';
    taken.add(id);
    return {
      id,
      about: about.sort((a, b) => compareReferences(referenceOf(a), referenceOf(b))),
      passage,
      verdict,
      kept: about.filter((tag) => kept.has(tag)).map(referenceOf),
      edited: null,
      reason: decision.reason?.slice(0, REASON_LIMIT).toWellFormed() ?? null,
      note: note.toWellFormed(),
      confidence: null,
      guidelineUnclear: false,
      rule: null,
      reviewer,
      decided: (decided ?? '').slice(0, 64),
    };
  }

  /** A passage is not proposed elsewhere: nobody could confirm it. */
  #passage(span: LooseSpan): Selector | string {
    const placed = placeSpan(span, undefined, this.at, 'word-for-word');
    if (typeof placed === 'string') return placed;
    const { problem, selector } = placed;
    switch (problem?.type) {
      case undefined:
        return describeSpan(this.at.text, selector);
      case 'words-elsewhere':
        return problem.found === null
          ? describeElsewhere(problem.exact, null, 'its')
          : describeMismatch(problem.exact, problem.found);
      case 'no-position':
        return 'It has no position, and its words do not stand in exactly one place.';
      case 'units-disagree':
      case 'splits-character':
        return 'Its position begins or ends inside a character.';
    }
  }

  #comments(given: readonly LooseComment[]): Comment[] {
    const ids = new Map(given.map((each) => [each.id ?? each.place, this.#commentId(each)]));
    return given.flatMap((comment) => {
      const own = ids.get(comment.id ?? comment.place) ?? '';
      const made = this.#comment(comment, own, ids);
      if (typeof made !== 'string') return [made];
      this.#refuse(comment.place, made);
      return [];
    });
  }

  /** The comment, or a sentence that says why it is refused. */
  #comment(
    { about, parent, text, contests, author, created, modified }: LooseComment,
    id: string,
    ids: ReadonlyMap<string, string>,
  ): Comment | string {
    const target = this.#targets.get(about);
    if (!target) {
      return this.#inFile.has(about)
        ? 'What it is about could not be placed: why is said of that.'
        : 'What it is about is not in the file.';
    }
    if (text.trim() === '') return 'The comment is empty.';
    if (text.length > NOTE_LIMIT) return 'The comment is too long.';
    const { people, taken } = this.tools;
    if (taken.has(id)) return 'It is there twice.';
    taken.add(id);
    return {
      id,
      about: target,
      parent: (parent === null ? null : ids.get(parent)) ?? null,
      author: people.add(people.find(author)),
      created: (created ?? '').slice(0, 64),
      modified: (modified ?? created ?? '').slice(0, 64),
      text: text.toWellFormed(),
      contests,
    };
  }

  #commentId({ id, about, author, text, created }: LooseComment): string {
    const by = author?.id ?? author?.name ?? '';
    return uuidOf(id) ?? this.tools.makeId(`comment ${about} ${by} ${created ?? ''} ${text}`);
  }
}
