import type { EventToCompare } from '#core/compare/comparison/input.ts';
import { rolesOf } from '#core/compare/comparison/input.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import { IdMap } from '#core/collections/id-map.ts';
import { describeSourceCode } from '#core/exchange/pipeline/source-code.ts';
import { nameAttributes } from '#core/people/names-in-tags.ts';

import { createEventDocument, type EventDocument } from '#core/event/document.ts';

import type { Call } from '../terminal/command.ts';
import { BadInput } from '../terminal/problem.ts';
import type { Streams } from '../terminal/streams.ts';
import { DEFAULT_CODEBOOK } from './default-codebook.ts';
import { peopleIn, type People } from './annotators.ts';
import { areTexts, openInputs, readingChoices, readInputFiles } from './inputs.ts';
import { placeInputs, placeTexts } from './place-inputs.ts';
import { describeGuesses, readTextFile, type TextFile } from './texts.ts';

/** Everything that was named as one event, with what was said of it. */
export interface NamedEvent {
  readonly event: EventToCompare;
  readonly document: EventDocument;
  readonly title: string;
  readonly codebook: Codebook;
  /** Names of people by their ids. */
  readonly names: ReadonlyMap<string, string>;
  /** Everybody's tags and families; nobody's for plain texts. */
  readonly people: People;
  readonly notes: readonly string[];
}

/** Where no event has a name. */
const NO_EVENT = '00000000-0000-4000-8000-000000000000';

/**
 * Reads articles to be compared: plain texts, or files with tags, and texts beside them. Of several people's
 * tags those of the first one count, who is named; what was said of the event is theirs as well, or of the
 * first one who has said anything where they have not.
 */
export async function readNamedEvent(call: Call, streams: Streams): Promise<NamedEvent> {
  const choices = readingChoices(call);
  const given = await openInputs(call.inputs, streams, choices);
  if (areTexts(given.inputs, choices)) {
    const texts = given.inputs.flatMap(({ files }) =>
      files.map((file) => readTextFile(file, choices.encoding)),
    );
    for (const { path, text, details } of texts) {
      const code = details ? null : describeSourceCode(path, text);
      if (code !== null) throw new BadInput(code);
    }
    const damaged = given.damaged.map(({ place, reason }) => `${place}: ${reason} It is left out.`);
    const notes = [...given.notes, ...damaged, ...describeGuesses(texts)];
    return eventOf([placeTexts(texts)], texts, peopleIn([]), notes);
  }
  const inputs = readInputFiles(given, choices);
  const read = placeInputs(inputs, DEFAULT_CODEBOOK);
  const placed = [...read.map((each) => each.placed), placeTexts(inputs.texts)];
  return eventOf(placed, inputs.texts, peopleIn(read), inputs.notes);
}

function eventOf(
  placed: readonly ReturnType<typeof placeTexts>[],
  texts: readonly TextFile[],
  people: People,
  read: readonly string[],
): NamedEvent {
  const codebook = placed.find(({ sets }) => sets.length > 0)?.codebook ?? DEFAULT_CODEBOOK;
  const sets = placed.flatMap((each) => each.sets);
  const whose = sets[0]?.annotator;
  const others = new Set(sets.map(({ annotator }) => annotator));
  const articles = new Map(placed.flatMap((each) => each.articles.map((one) => [one.id, one])));
  const links = placed.flatMap((each) => each.links);
  const titles = placed.flatMap(({ events }) => events.map(({ title }) => title));
  const families = links.flatMap((each) => each.families);
  const linker = families.find(({ creator }) => creator === whose) ?? families[0];
  const isOurs = ({ creator }: { readonly creator: string }): boolean =>
    creator === (linker?.creator ?? whose);
  const document: EventDocument = {
    ...createEventDocument(links[0]?.event ?? NO_EVENT),
    families: IdMap.from(families.filter(isOurs)),
    refusals: IdMap.from(links.flatMap(({ refusals }) => refusals.filter(isOurs))),
    findingWords: IdMap.from(links.flatMap(({ findingWords }) => findingWords.filter(isOurs))),
    coverage: IdMap.from(links.flatMap(({ coverage }) => coverage.filter(isOurs))),
  };
  const name = placed.flatMap(({ annotators }) => annotators).find(({ id }) => id === whose)?.name;
  return {
    codebook,
    people,
    names: new Map(placed.flatMap(({ annotators }) => annotators.map((one) => [one.id, one.name]))),
    title: titles.length === 1 ? (titles[0] ?? '') : 'Articles compared',
    document,
    notes:
      others.size > 1
        ? [
            ...read,
            `Of ${String(others.size)} people's tags those of ${name ?? 'the first'} are compared.`,
          ]
        : read,
    event: {
      articles: [...articles.values()].map(({ id, text, details, boilerplate }) => ({
        ...{ id, text, boilerplate, outlet: details.outlet, published: details.published },
        versionOf: details.versionOf ?? null,
        title: details.title || (texts.find((each) => each.text === text)?.path ?? ''),
        tags: sets.flatMap((set) =>
          set.articleId === id && set.annotator === whose ? set.annotations : [],
        ),
      })),
      aliases: placed.flatMap(({ aliases }) => aliases),
      roles: rolesOf(codebook),
      nameAttributes: nameAttributes(codebook),
      document,
    },
  };
}
