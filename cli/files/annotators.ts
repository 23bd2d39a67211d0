import { toAgreementTag } from '#core/agreement/pairing/comparable-tag.ts';
import type { AgreementArticle } from '#core/agreement/report/report.ts';
import type { Annotation } from '#core/tags/tag.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import { withoutRejected } from '#core/exchange/content/answers.ts';
import { groupBy } from '#core/collections/order.ts';
import type { ExchangeLinks } from '#core/exchange/content/content.ts';
import { mergeLinks } from '#core/exchange/content/links.ts';
import type { FamilySet } from '#core/review/links/items.ts';
import { describeLoss } from '#core/exchange/content/losses.ts';
import { describePositions } from '#core/exchange/pipeline/sentences.ts';
import type { PlacedContent } from '#core/exchange/placing/placed.ts';

import { DEFAULT_CODEBOOK } from './default-codebook.ts';
import { readInputs } from './inputs.ts';
import { placeInputs, requireTexts, type PlacedInput } from './place-inputs.ts';
import { describeIgnored, describeLeftOut, joinCounting } from './left-out.ts';
import type { Call } from '../terminal/command.ts';
import { BadInput, describeRefused } from '../terminal/problem.ts';
import type { Streams } from '../terminal/streams.ts';

/** Several annotators' tags on the same articles. */
export interface People {
  readonly annotators: readonly { readonly id: string; readonly name: string }[];
  readonly articles: readonly (AgreementArticle & {
    readonly text: string;
    readonly title: string;
  })[];
  /** By annotator, article and id, as `tagKey` makes it. */
  readonly annotations: ReadonlyMap<string, Annotation>;
  /** Everybody's families, by event. */
  readonly events: readonly (readonly FamilySet[])[];
}

/** The same from files of one annotator or of several. */
interface AnnotatorInputs extends People {
  readonly codebook: Codebook;
  /** What is left out, for the error output. */
  readonly notes: readonly string[];
}

/** Names a tag among those of several files; one id may be in two articles. */
export function tagKey(articleId: string, annotator: string, id: string): string {
  return `${articleId} ${annotator} ${id}`;
}

/** Reads the tags of everybody. Whoever has a file with an article has read it. */
export async function readAnnotators(call: Call, streams: Streams): Promise<AnnotatorInputs> {
  const inputs = await readInputs(call, streams);
  const read = placeInputs(inputs, DEFAULT_CODEBOOK, true);
  const refused = [...inputs.damaged, ...read.flatMap(({ placed }) => placed.refused)];
  if (refused.length > 0) {
    const ways =
      inputs.damaged.length > 0
        ? ['Nothing is compared. Mend these files, or name the sound ones alone.']
        : [];
    throw new BadInput([...describeRefused(refused), ...ways].join('\n'), refused);
  }
  requireTexts(read);
  const { rejected, ...people } = peopleIn(read);
  const [first] = read;
  return {
    ...people,
    codebook: first?.placed.codebook ?? DEFAULT_CODEBOOK,
    notes: [
      ...inputs.notes,
      ...describeLeftOut(read.map(({ placed }) => placed)),
      ...describePositions(joinCounting(read.map(({ placed }) => placed))),
      ...describeIgnored(read.map(({ placed }) => placed)),
      ...(rejected > 0 ? [describeLoss({ kind: 'rejected', count: rejected })] : []),
    ],
  };
}

/** Everybody whose tags are in some files, without tags that were answered with no. */
export function peopleIn(read: readonly PlacedInput[]): People & { readonly rejected: number } {
  const annotators = new Map<string, string>();
  const articles = new Map<string, Collected>();
  const annotations = new Map<string, Annotation>();
  let rejected = 0;
  for (const { input, placed: whole } of read) {
    const { content: placed, rejected: left } = withoutRejected(whole);
    rejected += left;
    // Somebody who found nothing to tag has read the articles like the others.
    const people = placed.annotators.length > 0 ? placed.annotators : [nobodyOf(input, read)];
    if (placed.articles.length === 0) continue;
    for (const { id, name } of people) annotators.set(id, name);
    collect({ ...placed, annotators: people }, articles, annotations);
  }
  return {
    rejected,
    annotators: distinctPeople([...annotators].map(([id, name]) => ({ id, name }))),
    articles: [...articles].map(([id, { readers, tags, ...article }]) => ({
      id,
      ...article,
      annotators: [...readers],
      tags: [...tags.values()],
    })),
    annotations,
    events: familySets(read.flatMap(({ placed }) => placed.links)),
  };
}

/** The families of each event, by whoever made them; two files of one event go together. */
function familySets(links: readonly ExchangeLinks[]): FamilySet[][] {
  return mergeLinks(links).map(({ families }) =>
    Array.from(
      groupBy(families, ({ creator }) => creator),
      ([annotator, own]) => ({ annotator, families: own }),
    ),
  );
}

/** Whose an input without tags is: the same person as that of other files, if it is called so. */
function nobodyOf({ author }: PlacedInput['input'], read: readonly PlacedInput[]) {
  const known = read
    .filter(({ input }) => input.author === author)
    .flatMap(({ placed }) => placed.annotators.filter(({ name }) => name === author));
  return { id: known[0]?.id ?? author, name: author };
}

/** People whose names differ: those of one name have a number after it. */
export function distinctPeople<P extends { readonly name: string }>(people: readonly P[]): P[] {
  const times = new Map<string, number>();
  return people.map((person) => {
    const number = (times.get(person.name) ?? 0) + 1;
    times.set(person.name, number);
    return number === 1 ? person : { ...person, name: `${person.name} (${number})` };
  });
}

interface Collected {
  readonly text: string;
  readonly title: string;
  readonly length: number;
  readonly boilerplate: AgreementArticle['boilerplate'];
  readonly readers: Set<string>;
  readonly tags: Map<string, AgreementArticle['tags'][number]>;
}

function collect(
  { articles, annotators, readers, sets }: PlacedContent,
  into: Map<string, Collected>,
  annotations: Map<string, Annotation>,
): void {
  for (const { id, text, details, boilerplate } of articles) {
    const known = into.get(id) ?? {
      text,
      title: details.title,
      length: text.length,
      boilerplate,
      readers: new Set<string>(),
      tags: new Map(),
    };
    into.set(id, known);
    // Where the files do not say who has read what, everybody in them has read everything.
    const who = readers.get(id) ?? annotators.map((annotator) => annotator.id);
    for (const annotator of who) known.readers.add(annotator);
  }
  for (const { articleId, annotator, annotations: tags } of sets) {
    for (const annotation of tags) {
      const key = tagKey(articleId, annotator, annotation.id);
      annotations.set(key, annotation);
      into.get(articleId)?.tags.set(key, { ...toAgreementTag(annotation), annotator });
    }
  }
}
