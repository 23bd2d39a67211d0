import type { EventToCompare } from '#core/compare/comparison/input.ts';
import { rolesOf } from '#core/compare/comparison/input.ts';
import type { Codebook } from '#core/codebook/codebook.ts';
import { IdMap } from '#core/collections/id-map.ts';
import { countOf } from '#core/numbers.ts';
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

/** Whose tags and families are compared, of several people's. */
export const BY_OPTION = {
  by: {
    type: 'string',
    value: 'NAME',
    help: 'Whose tags and families are compared where there are several people’s; else the first one’s.',
  },
} as const;

/**
 * Reads articles to be compared: plain texts, or files with tags, and texts beside them. Of several people's
 * tags those of the one that is named count, else of the first; what was said of the event is theirs as
 * well, or, where nobody is named, of the first one who has said anything where they have not.
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
    return eventOf(
      { placed: [placeTexts(texts)], texts, read: notes },
      peopleIn([]),
      call.values.by,
    );
  }
  const inputs = readInputFiles(given, choices);
  const read = placeInputs(inputs, DEFAULT_CODEBOOK);
  const placed = [...read.map((each) => each.placed), placeTexts(inputs.texts)];
  const { texts, notes } = inputs;
  return eventOf({ placed, texts, read: notes }, peopleIn(read), call.values.by);
}

interface ReadFiles {
  readonly placed: readonly ReturnType<typeof placeTexts>[];
  readonly texts: readonly TextFile[];
  /** What was said while they were read. */
  readonly read: readonly string[];
}

function eventOf({ placed, texts, read }: ReadFiles, people: People, by?: string): NamedEvent {
  const codebook = placed.find(({ sets }) => sets.length > 0)?.codebook ?? DEFAULT_CODEBOOK;
  const sets = placed.flatMap((each) => each.sets);
  const names = new Map(
    placed.flatMap(({ annotators }) => annotators.map((one) => [one.id, one.name] as const)),
  );
  const articles = new Map(placed.flatMap((each) => each.articles.map((one) => [one.id, one])));
  const links = placed.flatMap((each) => each.links);
  const titles = placed.flatMap(({ events }) => events.map(({ title }) => title));
  const families = links.flatMap((each) => each.families);
  const active = new Set([
    ...sets.map(({ annotator }) => annotator),
    ...families.map(({ creator }) => creator),
  ]);
  const named = by === undefined ? undefined : personCalled(by, active, names);
  const whose = named ?? sets[0]?.annotator ?? families[0]?.creator;
  const linker = named ?? families.find(({ creator }) => creator === whose)?.creator;
  const from = linker ?? families[0]?.creator ?? whose;
  const isOurs = ({ creator }: { readonly creator: string }): boolean => creator === from;
  const document: EventDocument = {
    ...createEventDocument(links[0]?.event ?? NO_EVENT),
    families: IdMap.from(families.filter(isOurs)),
    refusals: IdMap.from(links.flatMap(({ refusals }) => refusals.filter(isOurs))),
    findingWords: IdMap.from(links.flatMap(({ findingWords }) => findingWords.filter(isOurs))),
    coverage: IdMap.from(links.flatMap(({ coverage }) => coverage.filter(isOurs))),
  };
  return {
    codebook,
    people,
    names,
    title: titles.length === 1 ? (titles[0] ?? '') : 'Articles compared',
    document,
    notes: [...read, ...whoseInWords(active, whose, from, names)],
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

/** Id of somebody by their name or id. Throws where there is nobody of that name, or several. */
function personCalled(
  by: string,
  people: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
): string {
  const wanted = by.trim().toLowerCase();
  const called = [...people].filter((id) =>
    [id, names.get(id) ?? id].some((name) => name.trim().toLowerCase() === wanted),
  );
  const [first, ...others] = called;
  if (first !== undefined && others.length === 0) return first;
  const listed = [...people].map((id) => names.get(id) ?? id).join(', ') || 'nobody';
  throw new BadInput(
    first === undefined
      ? `Nobody called ${by} has tags or families in what was named: ${listed}.`
      : `${countOf(called.length, 'person', 'people')} are called ${by}. Name one by id: ${called.join(', ')}.`,
  );
}

/** Says whose tags, and whose families, are compared where there are several people's. */
function whoseInWords(
  people: ReadonlySet<string>,
  whose: string | undefined,
  linker: string | undefined,
  names: ReadonlyMap<string, string>,
): string[] {
  if (people.size < 2 || whose === undefined) return [];
  const nameOf = (id: string): string => names.get(id) ?? id;
  const others = [...people].filter((id) => id !== whose).map(nameOf);
  const count = String(people.size);
  const said =
    linker === undefined || linker === whose
      ? `Of ${count} people's tags and families those of ${nameOf(whose)} are compared.`
      : `Of ${count} people's tags those of ${nameOf(whose)} are compared, with the families of ${nameOf(linker)}.`;
  return [`${said} --by NAME takes another's: ${others.join(', ')}.`];
}
