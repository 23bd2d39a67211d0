import type { EventDocument, EventStep } from '#core/event/document.ts';
import { passageKey } from '#core/event/places.ts';
import { RENDERING_LIMIT, type Family, type Rendering } from '#core/event/records.ts';
import { describeSpan } from '#core/text/selector.ts';
import type { Span } from '#core/text/span.ts';
import { uuidV5 } from '#core/uuid-v5.ts';

import { NODE_TOOLS } from '../files/node-tools.ts';
import type { Library } from '../store/library/library.ts';
import type { Carried } from './carry-over.ts';
import type { Parse } from './parse.ts';

/** Namespace of the ids of passages on a later version. */
const NAMESPACE = '7b6d2f04-3d0a-4a57-9a86-5b1c60f7f1c3';

/** A text that is another version of one that is here, and what came with it. */
export interface LaterVersion {
  readonly id: string;
  readonly text: string;
  /** Id of the version that it comes after. */
  readonly earlier: string;
  readonly carried: Carried;
}

interface FamilyNeeds {
  readonly library: Pick<Library, 'readText'>;
  /** Places in a process of its own. */
  readonly parse: Parse;
}

/**
 * Takes the analyst's families of an event along to a later version of one of its texts: each passage of
 * the earlier one whose words stand there for certain is in its family there, too, with the tag that came
 * along with it. What has no such place is proposed by comparing, as any quotation is. The passage in the
 * earlier version stays.
 */
export async function familiesOnto(
  later: LaterVersion,
  document: EventDocument,
  {
    self,
    now,
    signal,
  }: { readonly self: string; readonly now: string; readonly signal: AbortSignal },
  { library, parse }: FamilyNeeds,
): Promise<EventStep[]> {
  const own = [...document.families].filter(({ creator }) => creator === self);
  const earlier = own.flatMap(({ renderings }) =>
    renderings.filter(({ article }) => article === later.earlier),
  );
  if (earlier.length === 0) return [];
  const read = await library.readText(later.earlier);
  if (!read.ok) return [];
  const texts = { before: read.value, after: later.text };
  const spans = earlier.flatMap(({ fragments }) =>
    fragments.map(({ start, end }) => ({ start, end })),
  );
  const places = [...(await parse({ type: 'aligned-places', ...texts, spans }, { signal }))];
  const found = new Map<Rendering, Rendering>();
  for (const rendering of earlier) {
    const aligned = places.splice(0, rendering.fragments.length);
    const there = renderingOn(later, rendering, aligned);
    if (there) found.set(rendering, there);
  }
  const taken = new Set(
    own.flatMap(({ kind, renderings }) => renderings.map((each) => passageKey(kind, each))),
  );
  return own.flatMap((family): EventStep[] => {
    const more = additions(family, found, taken);
    if (more.length === 0 || family.renderings.length + more.length > RENDERING_LIMIT) return [];
    const renderings = [...family.renderings, ...more];
    return [{ op: 'put-family', family: { ...family, renderings, modified: now } }];
  });
}

/** Passages of a family on the later version: each once, and none that is in a family already. */
function additions(
  { kind, renderings }: Family,
  found: ReadonlyMap<Rendering, Rendering>,
  taken: Set<string>,
): Rendering[] {
  return renderings.flatMap((rendering) => {
    const there = found.get(rendering);
    const key = there && passageKey(kind, there);
    if (!there || key === undefined || taken.has(key)) return [];
    taken.add(key);
    return [there];
  });
}

/** A passage on the later version: where its tag has come to, else where its words stand; `null` for nowhere. */
function renderingOn(
  { id: article, text, carried }: LaterVersion,
  rendering: Rendering,
  aligned: readonly (Span | null)[],
): Rendering | null {
  const from = carried.carried?.find(
    (each) => rendering.tag !== null && each.from.tag === rendering.tag.id,
  );
  const tag = carried.annotations?.find(({ id }) => id === from?.id);
  const words = (fragments: readonly { readonly exact: string }[]): string =>
    fragments.map(({ exact }) => exact).join('\n');
  const isSame = tag !== undefined && words(tag.fragments) === words(rendering.fragments);
  const fragments = isSame
    ? tag.fragments
    : aligned.flatMap((place) => (place ? [describeSpan(text, place)] : []));
  if (fragments.length < rendering.fragments.length) return null;
  const isInOrder = fragments.every(
    ({ start }, index) => index === 0 || start >= (fragments[index - 1]?.end ?? 0),
  );
  if (!isInOrder) return null;
  return {
    ...rendering,
    ...{ id: uuidV5(NAMESPACE, `${rendering.id} ${article}`, NODE_TOOLS.sha1), article },
    fragments: [...fragments],
    tag: tag ? { annotator: tag.creator, id: tag.id } : null,
  };
}
